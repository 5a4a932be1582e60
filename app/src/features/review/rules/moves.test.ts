import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReviewEntry, ReviewStatus } from '../model.ts'
import {
  ENTRY_OF_MOVE,
  mayMoveReview,
  mayUndoReading,
  REVIEW_MOVES,
  type ReviewMove,
  readingUndoUntil,
  reviewMovesFrom,
  reviewStatusOf,
  routingMayRun,
} from './moves.ts'

const uuid = '01890000-0000-7000-8000-000000000001'
const MOVES = Object.keys(ENTRY_OF_MOVE) as ReviewMove[]
const LOGS = {
  open: ['review.opened'],
  leased: ['review.opened', 'review.claimed'],
  submitted: ['review.opened', 'review.claimed', 'review.submitted'],
  settled: ['review.opened', 'review.claimed', 'review.submitted', 'review.settled'],
  cancelled: ['review.opened', 'review.cancelled'],
} as const satisfies Record<ReviewStatus, readonly ReviewEntry['type'][]>
const ALLOWED: Record<ReviewStatus, Partial<Record<ReviewMove, ReviewStatus>>> = {
  open: { claim: 'leased', cancel: 'cancelled' },
  leased: {
    save: 'leased',
    submit: 'submitted',
    release: 'open',
    expire: 'open',
    declareConflict: 'open',
    flag: 'leased',
    cancel: 'cancelled',
  },
  submitted: { undo: 'leased', settle: 'settled' },
  settled: {},
  cancelled: {},
}
const lines = (types: readonly ReviewEntry['type'][]) => types.map((type) => ({ type }))

test.each(ReviewStatus.options)('a reading that is %s: each move is allowed or refused as the table says', (status) => {
  expect(reviewStatusOf(lines(LOGS[status]))).toBe(status)
  for (const move of MOVES) {
    const target = ALLOWED[status][move]
    expect(mayMoveReview(status, move)).toEqual(target ? { ok: true } : { ok: false, because: 'move-not-allowed' })
    const type = ENTRY_OF_MOVE[move]
    if (target && type) expect(reviewStatusOf(lines([...LOGS[status], type]))).toBe(target)
  }
})

test('every move is in the table', () => {
  expect(new Set(Object.values(REVIEW_MOVES).flat())).toEqual(new Set(MOVES))
  expect(reviewMovesFrom('settled')).toEqual([])
})

test('a settled or cancelled reading stays so, whatever comes later', () => {
  const types = ReviewEntry.options.map((option) => option.shape.type.value)
  fc.assert(
    fc.property(fc.constantFrom('settled', 'cancelled'), fc.array(fc.constantFrom(...types)), (status, later) => {
      expect(reviewStatusOf(lines([...LOGS[status], ...later]))).toBe(status)
    }),
  )
})

const submittedAt = new Date('2026-10-06T15:00:00Z')
const seconds = (n: number) => new Date(submittedAt.getTime() + n * 1000)
test.each([
  ['at once', { routingRan: false }, 0, null],
  ['in the last moment', { routingRan: false }, 9.999, null],
  ['after ten seconds', { routingRan: false }, 10, 'undo-over'],
  ['after routing', { routingRan: true }, 1, 'undo-over'],
  ['of an attempt that is decided', { routingRan: false, attemptOpen: false }, 10, 'undo-over'],
  ['of a withdrawn attempt', { routingRan: false, attemptOpen: false }, 1, 'move-not-allowed'],
  ['once settled', { routingRan: false, status: 'settled' }, 1, 'undo-over'],
] as const)('undo %s', (_case, change, after, because) => {
  const facts = { status: 'submitted', submittedAt, attemptOpen: true, ...change } as const
  expect(mayUndoReading(facts, seconds(after))).toEqual(because ? { ok: false, because } : { ok: true })
})

test('routing waits for the end of undo', () => {
  expect(readingUndoUntil(submittedAt)).toEqual(seconds(10))
  expect(routingMayRun({ status: 'submitted', submittedAt }, seconds(9))).toBe(false)
  expect(routingMayRun({ status: 'submitted', submittedAt }, seconds(10))).toBe(true)
  expect(routingMayRun({ status: 'leased', submittedAt: null }, seconds(60))).toBe(false)
})

test('a line carries ids and codes only', () => {
  const line = { type: 'review.flagged', at: submittedAt, body: { reviewId: uuid, attemptId: uuid, kind: 'privacy' } }
  expect(ReviewEntry.safeParse(line).success).toBe(true)
  expect(ReviewEntry.safeParse({ ...line, body: { ...line.body, note: 'a face at 2:10' } }).success).toBe(false)
})
