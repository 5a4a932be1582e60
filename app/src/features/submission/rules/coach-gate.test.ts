import { expect, test } from 'vitest'
import { type CoachSettings, coachGateLapsesAt, coachOffered, mayAttempt } from './coach-gate.ts'

const settings: CoachSettings = { coachAfter: 3, coachEvery: 1, coachGate: 'required', attemptMax: null }
const day = (n: number) => new Date(Date.UTC(2026, 9, n))
const days = (...numbers: number[]) => numbers.map(day)

test.each([
  ['before any decision', [], [], {}, true, false],
  ['after one', [1], [], {}, true, false],
  ['after two a coach is offered', [1, 2], [], {}, true, true],
  ['after three the gate is closed', [1, 2, 3], [], {}, false, true],
  ['a conversation before the third decision does not open it', [1, 2, 4], [3], {}, false, true],
  ['a conversation after it does', [1, 2, 3], [4], {}, true, true],
  ['one conversation opens one attempt', [1, 2, 3, 5], [4], {}, false, true],
  ['each time anew', [1, 2, 3, 5], [6, 4], {}, true, true],
  ['two attempts per conversation', [1, 2, 3, 5], [4], { coachEvery: 2 }, true, true],
  ['and then closed again', [1, 2, 3, 5, 6], [4], { coachEvery: 2 }, false, true],
  ['0 opens all that follow', [1, 2, 3, 5, 6, 7], [4], { coachEvery: 0 }, true, true],
  ['offered never closes', [1, 2, 3], [], { coachGate: 'offered' }, true, true],
  ['off does not even offer', [1, 2, 3], [], { coachGate: 'off' }, true, false],
  ['a gate after the first decision', [1], [], { coachAfter: 1 }, false, false],
] as const)('%s', (_case, returned, opened, change, open, offered) => {
  const attempts = { returnedAt: days(...returned), coachOpenedAt: days(...opened), attemptsCounted: returned.length }
  const asked = { ...settings, ...change }
  expect(mayAttempt(attempts, asked)).toEqual(open ? { ok: true } : { ok: false, because: 'coach-conversation-needed' })
  expect(coachOffered(attempts, asked)).toBe(offered)
})

test('a limit of attempts comes before the coach', () => {
  const attempts = { returnedAt: days(1, 2, 3), coachOpenedAt: [], attemptsCounted: 3 }
  expect(mayAttempt(attempts, { ...settings, attemptMax: 3 })).toEqual({ ok: false, because: 'attempts-used' })
  expect(mayAttempt(attempts, { ...settings, attemptMax: 4 })).toEqual({
    ok: false,
    because: 'coach-conversation-needed',
  })
})

test('a request nobody answers opens the gate after five business days', () => {
  const hours = { open: '08:00', close: '16:00' }
  const calendar = {
    timeZone: 'UTC',
    week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
    closed: [],
    short: [],
  }
  expect(coachGateLapsesAt(calendar, new Date('2026-10-05T10:00:00Z'))).toEqual(new Date('2026-10-12T10:00:00Z'))
})
