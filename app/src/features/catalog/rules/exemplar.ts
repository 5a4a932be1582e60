import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import { codePoints } from '../../../lib/words.ts'
import type { Rubric } from '../model.ts'

export const AUDIENCES_OF_EXEMPLARS = ['public', 'members'] as const
export type Audience = (typeof AUDIENCES_OF_EXEMPLARS)[number]
export type ExemplarState = 'offered' | 'published' | 'declined' | 'withdrawn'
export type ExemplarMove = 'publish' | 'decline' | 'withdraw'
/** Why it is over. */
export type ExemplarEnd =
  | 'declined'
  | 'holder'
  | 'lead'
  | 'raised'
  | 'consent-ended'
  | 'privacy-stop'
  | 'revoked'
  | 'account-erased'

const MOVES = {
  offered: ['publish', 'decline', 'withdraw'],
  published: ['withdraw'],
  declined: [],
  withdrawn: [],
} as const satisfies Record<ExemplarState, readonly ExemplarMove[]>

export function isOpenToMove(state: ExemplarState, move: ExemplarMove): boolean {
  return (MOVES[state] as readonly ExemplarMove[]).includes(move)
}

const LEADS_TO: Readonly<Record<string, ExemplarState>> = {
  'exemplar.published': 'published',
  'exemplar.declined': 'declined',
  'exemplar.withdrawn': 'withdrawn',
}

/**
 * The state as the log tells it.
 * @internal The truth that tests hold the column of states against.
 */
export function exemplarStateOf(log: readonly { readonly type: string }[]): ExemplarState {
  return log.reduce<ExemplarState>((state, { type }) => LEADS_TO[type] ?? state, 'offered')
}

export interface LentPiece {
  readonly class: 'A' | 'B' | 'C'
  readonly consentScope: string | null
  /** YYYY-MM-DD, included. */
  readonly consentUntil: string | null
  readonly consentWithdrawnAt: Date | null
  readonly earned: boolean
  readonly erased: boolean
}

/** Nobody identifiable, or adults whose consent names secondary use and still holds (08-trust.md 5.2); never students. */
export function mayBeLent(
  piece: LentPiece,
  today: string,
): Verdict<'example-not-earned' | 'example-erased' | 'example-class-c' | 'example-consent'> {
  if (!piece.earned) return no('example-not-earned')
  if (piece.erased) return no('example-erased')
  if (piece.class === 'C') return no('example-class-c')
  if (piece.class === 'A') return yes
  const holds = piece.consentWithdrawnAt === null && (piece.consentUntil === null || today <= piece.consentUntil)
  return holds && piece.consentScope === 'review+training' ? yes : no('example-consent')
}

/** A piece with adults in it stays inside: no consent speaks of the whole world. */
export function audiencesOf({ class: privacy }: Pick<LentPiece, 'class'>): readonly Audience[] {
  return privacy === 'A' ? AUDIENCES_OF_EXEMPLARS : ['members']
}

export const WORDS_LEAST = 40
export const WORDS_MOST = 4000
export const REASON_LEAST = 20
export const MOST_FILE_BYTES = 10 * 1024 * 1024

export function lengthFault(words: string): 'short' | 'long' | null {
  const count = codePoints(words.trim())
  if (count < WORDS_LEAST) return 'short'
  return count > WORDS_MOST ? 'long' : null
}

/** What a browser shows or keeps without a program of its own. */
export function isShowable(mediaType: string): boolean {
  return /^image\/|^application\/pdf/.test(mediaType)
}

/** The file itself may be lent when it is of such a kind and not too heavy. */
export function isLendable({
  blobKey,
  mediaType,
  bytes,
}: {
  blobKey: string | null
  mediaType: string
  bytes: number
}) {
  return blobKey !== null && isShowable(mediaType) && bytes <= MOST_FILE_BYTES
}

/** An example as anybody sees it; who lent it is said only where they want their name with it. */
export interface ShownExemplar {
  id: string
  criterionId: string
  levelId: string
  /** Written for practice, not real work. */
  constructed: boolean
  audience: Audience
  words: string
  mediaType: string | null
  bytes: number | null
  name: string | null
  /** The version it was an example of. */
  version: string
  publishedAt: Date
}

/** What the room of examples has to know of a piece. */
export interface OwnPiece {
  tenantId: string
  id: string
  submissionId: string
  learnerId: string
  achievementId: string
  achievementVersionId: string
  kind: string
  name: string
  mediaType: string
  bytes: number
  blobKey: string | null
  body: string | null
  class: 'A' | 'B' | 'C'
  consentId: string | null
  consentScope: string | null
  /** YYYY-MM-DD. */
  consentUntil: string | null
  consentWithdrawnAt: Date | null
  /** Named by the attempt that was found met, and the credential stands. */
  earned: boolean
  erased: boolean
}

export interface Place {
  readonly criterionId: string
  readonly levelId: string
}

export function placeOf(at: string): Place {
  const [criterionId = '', levelId = ''] = at.split('/')
  return { criterionId, levelId }
}

/** Real work was found met, so it stands for a level that passes; a constructed example may stand for any. */
export function levelsFor({ levels, passLevel }: Rubric, kind: 'real' | 'constructed'): Rubric['levels'] {
  return kind === 'constructed' ? levels : levels.slice(levels.findIndex(({ id }) => id === passLevel))
}

export function isPlaceIn(rubric: Rubric, { criterionId, levelId }: Place, kind: 'real' | 'constructed'): boolean {
  return (
    rubric.criteria.some(({ id }) => id === criterionId) && levelsFor(rubric, kind).some(({ id }) => id === levelId)
  )
}

/** Criterion by criterion, level by level, in the order of the rubric; what the rubric no longer has is left out. */
export function placed<One extends Place>(rubric: Rubric, examples: readonly One[]) {
  return rubric.criteria.flatMap((criterion) => {
    const levels = rubric.levels.flatMap((level) => {
      const here = examples.filter(({ criterionId, levelId }) => criterionId === criterion.id && levelId === level.id)
      return here.length > 0 ? [{ level, descriptor: criterion.descriptors[level.id] ?? '', examples: here }] : []
    })
    return levels.length > 0 ? [{ criterion, levels }] : []
  })
}

/** Of a version with the same first number: there a level means what it meant. */
export function ofSameRubric(version: string): (example: { readonly version: string }) => boolean {
  const [first] = version.split('.')
  return (example) => example.version.split('.')[0] === first
}
