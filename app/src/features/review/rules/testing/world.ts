import type { AttemptManifest, SubmissionEntry } from '../../../submission/model.ts'
import { type MetEarlier, type ReadingScope, readingScope } from '../../../submission/rules/banking.ts'
import { type CoachSettings, mayAttempt } from '../../../submission/rules/coach-gate.ts'
import { buildManifest, type Freeze, manifestBytes } from '../../../submission/rules/manifest.ts'
import { ENTRY_OF_MOVE, mayMove, type SubmissionMove } from '../../../submission/rules/moves.ts'
import { afterEntry, type Standing, standingOf } from '../../../submission/rules/standing.ts'
import type { Decision, Purpose, ReviewEntry } from '../../model.ts'
import type { RubricLike, RuleLike } from '../levels.ts'

/** A small world in memory: one Submission, its attempts, readings and decisions, moved only by the tables and folds. */
export interface World {
  now: number
  ids: number
  newSite: boolean
  log: SubmissionEntry[]
  standing: Standing
  /** What lies in each requirement now, by number. */
  pieces: number[]
  attempts: Attempt[]
  readonly rubric: RubricLike & { readonly banking: { readonly enabled: boolean; readonly months: number } }
}
export interface Attempt {
  readonly id: string
  readonly no: number
  readonly manifest: AttemptManifest
  readonly bytes: string
  readonly scope: ReadingScope
  routed: boolean
  readings: Reading[]
  decisions: Written[]
  met: readonly MetEarlier[]
}
export interface Reading {
  readonly id: string
  readonly purpose: Purpose
  readerId: string | null
  provisional: boolean
  log: ReviewEntry[]
  submittedAt: Date | null
  levels: readonly number[]
}
export interface Written {
  readonly id: string
  readonly decision: Decision
  readonly text: string
  readonly newSite: boolean
  superseded: boolean
}

export const LEVELS = ['not_yet', 'demonstrated', 'exemplary']
export const IDS = ['C1', 'C2', 'C3', 'C4', 'C5']
export const DIGEST = `sha256:${'0'.repeat(64)}`
const VERSION = uuid(1)
const COACH: CoachSettings = { coachAfter: 3, coachEvery: 1, coachGate: 'required', attemptMax: null }

export function uuid(n: number): string {
  return `01890000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
}

export function hold(truth: boolean, sentence: string): void {
  if (!truth) throw new Error(sentence)
}

export function worldWith(rule: RuleLike, newSite: boolean): World {
  const criteria = IDS.map((id, i) => ({
    id,
    title: id,
    looksAt: [`R${i + 1}`],
    mustHave: i === 0,
    weight: i + 1,
    descriptors: {},
  }))
  const levels = LEVELS.map((id) => ({ id, label: id }))
  const rubric = { levels, passLevel: 'demonstrated', rule, criteria, banking: { enabled: true, months: 12 } }
  const start: SubmissionEntry = {
    type: 'submission.started',
    at: new Date(0),
    body: { achievementVersionId: VERSION },
  }
  const pieces = IDS.map((_, i) => i + 1)
  return { now: 0, ids: 100, newSite, log: [start], standing: standingOf([start]), pieces, attempts: [], rubric }
}

export function write(world: World, line: SubmissionEntry): void {
  world.log.push(line)
  world.standing = afterEntry(world.standing, line)
}

/** Asks the table first; a refused move changes nothing. */
export function move(world: World, name: Exclude<SubmissionMove, 'appeal'>, body: object): boolean {
  if (!mayMove(world.standing.status, name).ok) return false
  write(world, { type: ENTRY_OF_MOVE[name], at: new Date(world.now), body } as SubmissionEntry)
  return true
}

/** The bytes as the text they are: two texts are compared a hundred times sooner than two lists of numbers. */
export function textOf(manifest: AttemptManifest): string {
  return new TextDecoder().decode(manifestBytes(manifest))
}

export function submit(world: World): void {
  if (!mayAttempt(world.standing, COACH).ok) return
  const attemptNo = world.standing.attemptNo + 1
  const scope = scopeNow(world)
  const manifest = buildManifest({ ...workNow(world), attemptNo, banked: scope.banked })
  if (!move(world, 'submit', { attemptNo, manifestDigest: DIGEST })) return
  const bytes = textOf(manifest)
  const id = uuid(world.ids++)
  world.attempts.push({
    id,
    no: attemptNo,
    manifest,
    bytes,
    scope,
    routed: false,
    readings: [],
    decisions: [],
    met: [],
  })
}

/** What the last decided attempt left behind. */
export function metEarlier(world: World): readonly MetEarlier[] {
  return world.attempts.findLast(({ decisions }) => decisions.length > 0)?.met ?? []
}

function scopeNow(world: World): ReadingScope {
  const { evidence, submittedAt } = workNow(world)
  return readingScope({
    rubric: world.rubric,
    contentDigests: new Map(IDS.map((id) => [id, id])),
    earlier: metEarlier(world),
    now: { responses: [], evidence: [...evidence], submittedAt },
    versionMoved: false,
  })
}

type Piece = Omit<AttemptManifest['evidence'][number], 'captured'>
type Work = Omit<Freeze, 'attemptNo' | 'banked' | 'evidence'> & { readonly evidence: readonly Piece[] }

function workNow({ pieces, now }: World): Work {
  const evidence = pieces.map(
    (piece, i): Piece => ({
      id: uuid(piece),
      requirementId: `R${i + 1}`,
      kind: 'file',
      type: 'document',
      mediaType: 'application/pdf',
      bytes: 1,
      sha256: piece.toString(16).padStart(64, '0'),
      shared: false,
    }),
  )
  return {
    submissionId: uuid(2),
    achievementVersionId: VERSION,
    rubricDigest: DIGEST,
    responses: [],
    evidence,
    aiDisclosure: null,
    attestations: [],
    consents: [],
    submittedAt: new Date(now),
  }
}
