import { no, type Verdict, yes } from '../../../lib/refusal.ts'

interface ComesFirst {
  readonly achievementId: string
  readonly kind: 'required' | 'recommended'
}

export interface StartFacts {
  readonly versionStatus: string
  readonly prerequisites: readonly ComesFirst[]
  /** Achievements this learner holds in force. */
  readonly earned: ReadonlySet<string>
  readonly hasOpenSubmission: boolean
}

export type StartRefusal = 'not-published' | 'prerequisite-missing' | 'already-open'

export function mayStart({
  versionStatus,
  prerequisites,
  earned,
  hasOpenSubmission,
}: StartFacts): Verdict<StartRefusal> {
  if (versionStatus !== 'published') return no('not-published')
  if (hasOpenSubmission) return no('already-open')
  return missingFrom(prerequisites, earned).length > 0 ? no('prerequisite-missing') : yes
}

/** What has to be earned before. */
export function missingFrom<One extends ComesFirst>(prerequisites: readonly One[], earned: ReadonlySet<string>): One[] {
  return prerequisites.filter(({ achievementId, kind }) => kind === 'required' && !earned.has(achievementId))
}
