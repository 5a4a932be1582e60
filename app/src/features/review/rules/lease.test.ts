import { expect, test } from 'vitest'
import { holdsLease, leaseUntil, loadFor } from './lease.ts'
import { unasked, unscored } from './levels.ts'
import { isReplay, isScore, maySave, maySubmit, type ReadingRow } from './submit.ts'

const start = new Date('2026-10-06T08:00:00Z')
const hours = (n: number) => new Date(start.getTime() + n * 3_600_000)
const days = (n: number) => hours(n * 24)

test.each([
  ['just claimed', 0, 24, 24],
  ['saved after 20 hours', 20, 24, 44],
  ['saved after 60 hours: the hard end', 60, 24, 72],
  ['a short idle time', 3, 4, 7],
])('lease: %s', (_case, saved, idle, until) => {
  expect(leaseUntil({ startedAt: start, savedAt: hours(saved) }, idle)).toEqual(hours(until))
})

test.each([
  ['the holder, in time', 'r', 23, true],
  ['at the end', 'r', 24, false],
  ['somebody else', 'x', 1, false],
])('holding: %s', (_case, account, now, holds) => {
  expect(holdsLease({ readerId: 'r', leaseUntil: hours(24) }, account, hours(now)).ok).toBe(holds)
  expect(holdsLease({ readerId: 'r', leaseUntil: null }, account, hours(now)).ok).toBe(false)
})

const most = { open: 3, today: 12, week: 40 }
test.each([
  ['no expiry', [], 31, 3],
  ['one', [0], 1, 3],
  ['a second within 30 days', [0, 30], 30, 1],
  ['still in that week', [0, 30], 36.9, 1],
  ['a week later', [0, 30], 37, 3],
  ['31 days apart', [0, 31], 31, 3],
  ['in any order', [30, 0], 31, 1],
])('expiries: %s', (_case, expired, now, open) => {
  expect(loadFor(most, expired.map(days), days(now))).toEqual({ ...most, open })
})

const row: ReadingRow = {
  status: 'leased',
  readerId: 'r',
  leaseUntil: hours(24),
  version: 3,
  submitKey: null,
  submittedVersion: null,
}
const sent: ReadingRow = { ...row, status: 'submitted', leaseUntil: null, submitKey: 'k', submittedVersion: 3 }
const ask = { accountId: 'r', version: 3, submitKey: 'k', now: hours(1) }
test.each([
  ['in order', row, ask, null],
  ['an older version', row, { ...ask, version: 2 }, 'stale'],
  ['after the lease', row, { ...ask, now: hours(24) }, 'lease-lost'],
  ['of another reader', row, { ...ask, accountId: 'x' }, 'lease-lost'],
  ['the same again', sent, ask, null],
  ['the same key, another body', sent, { ...ask, version: 4 }, 'key-reused'],
  ['the same key, another person', sent, { ...ask, accountId: 'x' }, 'key-reused'],
  ['another key', sent, { ...ask, submitKey: 'k2' }, 'move-not-allowed'],
  ['a cancelled reading', { ...row, status: 'cancelled' }, ask, 'move-not-allowed'],
] as const)('submitting %s', (_case, given, asked, because) => {
  expect(maySubmit(given, asked)).toEqual(because ? { ok: false, because } : { ok: true })
})

test('the first submission is no replay, the second is', () => {
  expect(isReplay(row, ask)).toBe(false)
  expect(isReplay(sent, ask)).toBe(true)
})

test.each([
  ['in order', row, ask, null],
  ['from an older tab', row, { ...ask, version: 2 }, 'stale'],
  ['without the lease', row, { ...ask, accountId: 'x' }, 'lease-lost'],
  ['once submitted', sent, ask, 'move-not-allowed'],
] as const)('saving %s', (_case, given, asked, because) => {
  expect(maySave(given, asked)).toEqual(because ? { ok: false, because } : { ok: true })
})

test('a reading is complete with a level and a confidence for each open criterion, and nothing else', () => {
  const score = {
    criterionId: 'C1',
    levelId: 'demonstrated',
    confidence: 3,
    comment: '',
    missing: '',
    nextStep: '',
    anchors: [],
    seconds: 1,
  }
  expect(unscored(['C1'], [score])).toEqual([])
  expect(unscored(['C1', 'C2'], [score])).toEqual(['C2'])
  expect(unscored(['C1'], [{ ...score, confidence: null }])).toEqual(['C1'])
  expect(unasked(['C1'], [score, { ...score, criterionId: 'C2' }])).toEqual(['C2'])
  expect([isScore(score), isScore({ ...score, levelId: null })]).toEqual([true, false])
})
