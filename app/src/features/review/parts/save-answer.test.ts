import { expect, test } from 'vitest'
import { isTooLong, stopOf } from './save-answer.ts'

test.each([
  ['another window saved', 409, 'stale', 'stale'],
  ['the time is over', 409, 'lease-lost', 'lease-lost'],
  ['the educator withdrew', 409, 'withdrawn', 'withdrawn'],
  ['the work went back', 409, 'sent-back', 'sent-back'],
  ['a file is not the one submitted', 409, 'evidence-altered', 'evidence-altered'],
  ['another adjudicator decided', 409, 'already-decided', 'already-decided'],
  ['it was sent from another window', 409, 'move-not-allowed', 'sent'],
  ['it is not on this desk', 404, '', 'lease-lost'],
  ['signed out', 401, '', 'signed-out'],
  ['the role ended', 403, '', 'signed-out'],
  ['away from the network', 0, 'away', null],
  ['the server had trouble', 500, '', null],
  ['too long', 422, 'input-invalid', null],
])('%s → %s %s stops with %s', (_case, status, code, stop) => expect(stopOf({ status, code })).toBe(stop))

test('a text that is too long is said to be, and a shorter one is tried', () => {
  expect([413, 422].map((status) => isTooLong({ status }))).toEqual([true, true])
  expect(isTooLong({ status: 409 })).toBe(false)
})
