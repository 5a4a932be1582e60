import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SubmissionEntry, SubmissionStatus } from '../model.ts'
import { ENTRY_OF_MOVE, isOpen, mayMove, movesFrom, SUBMISSION_MOVES, type SubmissionMove } from './moves.ts'
import { standingOf, statusOf } from './standing.ts'

const uuid = '01890000-0000-7000-8000-000000000001'
const at = (minute: number) => new Date(Date.UTC(2026, 9, 5, 15, minute))

/** Bodies as short as their type allows. */
const BODIES = {
  'submission.started': { achievementVersionId: uuid },
  'submission.edited': { of: 'evidence' },
  'submission.itemCaptioned': { itemId: '01890000-0000-7000-8000-000000000001' },
  'submission.itemRemoved': { itemId: '01890000-0000-7000-8000-000000000001' },
  'submission.itemReceived': { itemId: uuid, kind: 'video', bytes: 12 },
  'submission.itemSorted': { itemId: uuid, evidenceId: uuid, requirementId: 'R1' },
  'submission.classChanged': { evidenceId: uuid, from: 'C', to: 'B' },
  'submission.consentGiven': { consentId: uuid },
  'submission.consentWithdrawn': { consentId: uuid },
  'submission.evidenceErased': { evidenceId: uuid, because: 'retention' },
  'submission.wordsErased': { words: 3 },
  'submission.submitted': { attemptNo: 1, manifestDigest: `sha256:${'0'.repeat(64)}` },
  'submission.submitUndone': {},
  'submission.precheckStarted': {},
  'submission.sentBack': { codes: ['malware'] },
  'submission.admitted': { attemptNo: 1, dueAt: '2026-10-12T21:00:00Z' },
  'submission.promiseMoved': { attemptId: uuid, expectedAt: '2026-10-15T21:00:00Z', because: 'late' },
  'submission.clockPaused': { reason: 'question' },
  'submission.clockResumed': {},
  'submission.versionMoved': { from: uuid, to: uuid },
  'submission.practiceOpened': {},
  'submission.practiceLocked': { requirementId: 'R2' },
  'submission.practiceUnlocked': { requirementId: 'R2' },
  'submission.coachMet': { at: '2026-10-05T15:00:00Z' },
  'submission.coachGateLapsed': {},
  'submission.retirementTold': { achievementVersionId: uuid },
  'submission.reminded': { daysLeft: 30 },
  'submission.returned': { decisionId: uuid },
  'submission.earned': { decisionId: uuid },
  'submission.withdrawn': { reason: 'learner' },
} as const satisfies Record<SubmissionEntry['type'], object>

type Type = keyof typeof BODIES
const line = (type: Type, minute = 0, body: object = BODIES[type]) =>
  SubmissionEntry.parse({ type, at: at(minute), body })
const log = (...types: Type[]) => types.map((type, minute) => line(type, minute))

const admitted = [
  'submission.started',
  'submission.submitted',
  'submission.precheckStarted',
  'submission.admitted',
] as const
const LOGS: Record<SubmissionStatus, SubmissionEntry[]> = {
  draft: log('submission.started'),
  submitted: log('submission.started', 'submission.submitted'),
  precheck: log('submission.started', 'submission.submitted', 'submission.precheckStarted'),
  inReview: log(...admitted),
  returned: log(...admitted, 'submission.returned'),
  earned: log(...admitted, 'submission.earned'),
  withdrawn: log('submission.started', 'submission.withdrawn'),
}
const ALLOWED: Record<SubmissionStatus, Partial<Record<SubmissionMove, SubmissionStatus>>> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { undo: 'draft', beginPrecheck: 'precheck', award: 'earned', withdraw: 'withdrawn' },
  precheck: { admit: 'inReview', sendBack: 'draft', award: 'earned', withdraw: 'withdrawn' },
  inReview: { return: 'returned', sendBack: 'draft', award: 'earned', withdraw: 'withdrawn' },
  returned: { submit: 'submitted', award: 'earned', withdraw: 'withdrawn', appeal: 'returned' },
  earned: {},
  withdrawn: {},
}
const MOVES = Object.keys(ENTRY_OF_MOVE) as SubmissionMove[]

test.each(SubmissionStatus.options)(
  'from %s, each move is allowed or refused as the table says, and leads where it says',
  (status) => {
    expect(statusOf(LOGS[status])).toBe(status)
    for (const move of MOVES) {
      const target = ALLOWED[status][move]
      expect(mayMove(status, move)).toEqual(target ? { ok: true } : { ok: false, because: 'move-not-allowed' })
      const type = ENTRY_OF_MOVE[move]
      if (target && type !== 'review.appealFiled') expect(statusOf([...LOGS[status], line(type, 30)])).toBe(target)
    }
  },
)

test.each([
  ['undo of a retry goes back to returned', ['submission.submitted', 'submission.submitUndone']],
  [
    'a retry that is sent back is returned again',
    ['submission.submitted', 'submission.precheckStarted', 'submission.sentBack'],
  ],
] as const)('%s', (_case, types) => {
  expect(statusOf([...LOGS.returned, ...types.map((type) => line(type, 40))])).toBe('returned')
})

const STILL = [
  'submission.edited',
  'submission.itemReceived',
  'submission.itemSorted',
  'submission.classChanged',
  'submission.consentGiven',
  'submission.consentWithdrawn',
  'submission.evidenceErased',
  'submission.promiseMoved',
  'submission.clockPaused',
  'submission.clockResumed',
  'submission.versionMoved',
  'submission.coachMet',
  'submission.coachGateLapsed',
  'submission.retirementTold',
  'submission.reminded',
] as const satisfies readonly Type[]

test.each(STILL)('%s moves nothing', (type) => {
  for (const status of SubmissionStatus.options) expect(statusOf([...LOGS[status], line(type, 50)])).toBe(status)
})

test('every move is in the table, and what is closed has none', () => {
  expect(new Set(Object.values(SUBMISSION_MOVES).flat())).toEqual(new Set(MOVES))
  for (const status of SubmissionStatus.options) expect(isOpen(status)).toBe(movesFrom(status).length > 0)
})

test('nothing moves a Submission after its award or withdrawal', () => {
  const type = fc.constantFrom(...(Object.keys(BODIES) as Type[]))
  fc.assert(
    fc.property(fc.constantFrom('earned', 'withdrawn'), fc.array(type), (status, types) => {
      const end = standingOf(LOGS[status])
      expect(standingOf([...LOGS[status], ...types.map((later) => line(later, 55))])).toEqual(end)
    }),
  )
})

test('an attempt sent back is frozen and numbered, but does not count', () => {
  const sentBack = log(
    'submission.started',
    'submission.submitted',
    'submission.precheckStarted',
    'submission.sentBack',
  )
  expect(standingOf(sentBack)).toMatchObject({ attemptNo: 1, attemptsCounted: 0, status: 'draft' })
  const again = [
    ...sentBack,
    line('submission.submitted', 9, { ...BODIES['submission.submitted'], attemptNo: 2 }),
    line('submission.precheckStarted', 10),
    line('submission.admitted', 11),
  ]
  expect(standingOf(again)).toMatchObject({
    attemptNo: 2,
    attemptsCounted: 1,
    status: 'inReview',
    admittedAt: at(11),
    dueAt: new Date('2026-10-12T21:00:00Z'),
  })
})

test('pauses of the clock are read from the log and belong to one attempt', () => {
  const paused = [...LOGS.inReview, line('submission.clockPaused', 10), line('submission.clockPaused', 11)]
  expect(standingOf(paused).pauses).toEqual([{ from: at(10), to: null }])
  const resumed = [...paused, line('submission.clockResumed', 20), line('submission.clockPaused', 30)]
  expect(standingOf(resumed).pauses).toEqual([
    { from: at(10), to: at(20) },
    { from: at(30), to: null },
  ])
  expect(standingOf([...resumed, line('submission.returned', 40), line('submission.submitted', 50)]).pauses).toEqual([])
})

test('a line carries exactly its body', () => {
  expect(
    SubmissionEntry.safeParse({ type: 'submission.submitUndone', at: at(0), body: { name: 'Maria' } }).success,
  ).toBe(false)
  expect(
    SubmissionEntry.safeParse({ type: 'submission.sentBack', at: at(0), body: { codes: ['Words of a person'] } })
      .success,
  ).toBe(false)
  expect(SubmissionEntry.safeParse({ type: 'submission.reopened', at: at(0), body: {} }).success).toBe(false)
})
