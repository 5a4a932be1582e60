import { no, type Verdict, yes } from '../../lib/refusal.ts'

interface Acting {
  readonly kind: 'person' | 'system' | 'console' | 'anonymous'
  readonly roles: ReadonlySet<string>
}

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {
  'catalog.read': 'public',
  'catalog.offer': ['organizationAdmin'],
  'catalog.drafts': ['author', 'qaLead', 'organizationAdmin'],
  'catalog.write': ['author'],
} as const

/** What is being written stays among those who write, answer for quality and run the organization. */
export function mayReadDrafts({ roles }: Acting): Verdict<'role-needed'> {
  return ['author', 'qaLead', 'organizationAdmin'].some((role) => roles.has(role)) ? yes : no('role-needed')
}

export function mayBeginDraft({ roles }: Acting): Verdict<'role-needed'> {
  return roles.has('author') ? yes : no('role-needed')
}

/** Authors read each other's drafts and change their own: where they began it, or were asked in. */
export function mayWriteDraft(
  actor: Acting & { readonly id: string },
  authorIds: readonly string[],
): Verdict<'role-needed' | 'not-your-draft'> {
  if (!actor.roles.has('author')) return no('role-needed')
  return authorIds.includes(actor.id) ? yes : no('not-your-draft')
}

/** A page of the catalogue is for everybody or, for an organization's own entry, not a public page at all. */
export function maySeePublicly({ visibility }: { visibility: 'public' | 'organization' }): Verdict<'not-found'> {
  return visibility === 'public' ? yes : no('not-found')
}

/** To offer is to promise reading and to sign: the organization's administrator, or its founding, which acts as the system. */
export function mayOffer(actor: Acting): Verdict<'role-needed'> {
  return actor.kind === 'system' || actor.kind === 'console' || actor.roles.has('organizationAdmin')
    ? yes
    : no('role-needed')
}

/** Inside the demonstration only its own offers count, outside never. */
export function mayTakeUp(actor: { readonly demo: boolean }, offer: { readonly demo: boolean }): Verdict<'demo-only'> {
  return actor.demo === offer.demo ? yes : no('demo-only')
}
