import { no, type Verdict, yes } from '../../../lib/refusal.ts'

export interface StartFacts {
  readonly versionStatus: string
  readonly prerequisites: readonly { readonly achievementId: string; readonly kind: 'required' | 'recommended' }[]
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
  const missing = prerequisites.some(({ achievementId, kind }) => kind === 'required' && !earned.has(achievementId))
  return missing ? no('prerequisite-missing') : yes
}
