export const VERSION_STATES = [
  'draft',
  'inReview',
  'changesRequested',
  'approved',
  'published',
  'retired',
  'discarded',
] as const
export type VersionState = (typeof VERSION_STATES)[number]

export type VersionMove = 'requestReview' | 'requestChanges' | 'approve' | 'publish' | 'retire' | 'discard'

/** What may happen next (06-catalogue.md 2). An approved text that a rule refuses on its last day goes back to its authors. */
export const VERSION_MOVES = {
  draft: ['requestReview', 'discard'],
  inReview: ['requestChanges', 'approve'],
  changesRequested: ['requestReview', 'discard'],
  approved: ['requestChanges', 'publish'],
  published: ['retire'],
  retired: [],
  discarded: [],
} as const satisfies Record<VersionState, readonly VersionMove[]>

export function isOpenTo(state: VersionState, move: VersionMove): boolean {
  return (VERSION_MOVES[state] as readonly VersionMove[]).includes(move)
}

const LEADS_TO = {
  'achievement.reviewRequested': 'inReview',
  'achievement.changesRequested': 'changesRequested',
  'achievement.approved': 'approved',
  'achievement.published': 'published',
  'achievement.retired': 'retired',
  'achievement.draftDiscarded': 'discarded',
} as const satisfies Record<string, VersionState>

/** The state as the log tells it; lines that move nothing leave it. */
export function versionStateOf(log: readonly { readonly type: string }[]): VersionState {
  return log.reduce<VersionState>(
    (state, { type }) => (LEADS_TO as Record<string, VersionState>)[type] ?? state,
    'draft',
  )
}
