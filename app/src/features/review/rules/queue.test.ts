import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aliasMessage, portfolioAlias, readerLetters, readerPseudonym } from './alias.ts'
import { queueOrder, slackOf } from './queue.ts'

const hours = { open: '08:00', close: '16:00' }
const calendar = {
  timeZone: 'UTC',
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  closed: [],
  short: [],
}
const at = (time: string) => new Date(`${time}:00Z`)
const now = at('2026-10-06T10:00')
const base = { submittedAt: at('2026-10-05T10:00'), dueAt: at('2026-10-06T16:00'), expectedMinutes: 20, slackBonus: 0 }

test.each([
  ['plain', {}, 340],
  ['long to read', { expectedMinutes: 60 }, 300],
  ['a retry', { slackBonus: 480 }, -140],
  ['late', { dueAt: at('2026-10-05T16:00') }, -140],
])('slack: %s', (_case, change, slack) => {
  expect(slackOf(calendar, { id: 'a', ...base, ...change }, now)).toBe(slack)
})

test('least slack first, then the longest wait, then the id', () => {
  const items = [
    { id: 'd', ...base },
    { id: 'c', ...base },
    { id: 'b', ...base, submittedAt: at('2026-10-05T09:00') },
    { id: 'late', ...base, dueAt: at('2026-10-06T09:00') },
    { id: 'retry', ...base, slackBonus: 480 },
  ]
  const order = ['retry', 'late', 'b', 'c', 'd']
  expect(queueOrder(calendar, items, now).map(({ id }) => id)).toEqual(order)
  fc.assert(
    fc.property(fc.shuffledSubarray(items, { minLength: 5 }), (shuffled) => {
      expect(queueOrder(calendar, shuffled, now).map(({ id }) => id)).toEqual(order)
    }),
  )
})

test('the alias is the start of the base32 of the HMAC, and changes with attempt and reader', () => {
  const alias = (attempt: string, reader: string) =>
    portfolioAlias(createHmac('sha256', 'key').update(aliasMessage(attempt, reader)).digest())
  expect(portfolioAlias(new TextEncoder().encode('foobar'))).toBe('MZXW') // RFC 4648 section 10
  expect(portfolioAlias(new Uint8Array([255, 255, 255]))).toBe('7777')
  expect(alias('attempt-1', 'reader-1')).toMatch(/^[A-Z2-7]{4}$/)
  expect(
    new Set([alias('attempt-1', 'reader-1'), alias('attempt-2', 'reader-1'), alias('attempt-1', 'reader-2')]).size,
  ).toBe(3)
  expect(() => portfolioAlias(new Uint8Array(2))).toThrow(RangeError)
})

test('reader names say nothing of who read first', () => {
  const readers = [
    { reviewId: 'first', draw: new Uint8Array([9, 1]) },
    { reviewId: 'second', draw: new Uint8Array([2, 7]) },
  ]
  expect([...readerLetters(readers)]).toEqual([
    ['second', 'A'],
    ['first', 'B'],
  ])
  expect(readerLetters(readers.toReversed())).toEqual(readerLetters(readers))
  expect(readerPseudonym(new Uint8Array(32).fill(255))).toBe('R-ZZZZZZ')
})
