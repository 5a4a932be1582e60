import type { Role } from '../../../platform/ctx.ts'

export const TODAY = '/me/today'

export interface Standing {
  readonly roles: ReadonlySet<Role>
  /** The organization whose pages are open in this visit. */
  readonly slug: string | null
  /** A goal, a plan, a work, a credential: something of one's own. */
  readonly learns: boolean
}

const OVERSEES: readonly Role[] = ['organizationAdmin', 'qaLead', 'recognizer']
const READS: readonly Role[] = ['assessor', 'adjudicator']

/** Whoever learns here begins with it; whoever only works here, where that work waits. */
export function firstPage({ roles, slug, learns }: Standing): string {
  if (learns) return TODAY
  if (slug !== null && OVERSEES.some((role) => roles.has(role))) return `/org/${slug}/overview`
  return READS.some((role) => roles.has(role)) ? '/assess/queue' : TODAY
}
