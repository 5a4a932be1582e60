import { expect, test } from 'vitest'
import { evidenceEndedBefore, goesAt, inboxStep, noticeOf } from './retention.ts'

const DAY = 86_400_000
const expiresAt = new Date('2026-10-05T12:00:00Z')
const daysLeft = (days: number) => new Date(expiresAt.getTime() - days * DAY)

test.each([
  [31, null, null, 'wait'],
  [30, null, null, 'notice'],
  [29, 30, 30, 'wait'],
  [7, 30, 30, 'notice'],
  [6, 7, 7, 'wait'],
  [0, 7, 7, 'erase'],
  // The job was away for a year: the word is said first, and seven days follow it.
  [-200, null, null, 'notice'],
  [-200, 30, 30, 'notice'],
  [-200, 7, -199, 'wait'],
  [-206, 7, -199, 'erase'],
] as const)('%i days left, told at %s days: %s', (left, noticed, toldAt, step) => {
  const noticedAt = toldAt === null ? null : daysLeft(toldAt)
  expect(inboxStep({ expiresAt, noticed, noticedAt }, daysLeft(left))).toBe(step)
})

test('a word that comes late is the last one, and its day is a week away', () => {
  expect(noticeOf({ expiresAt }, daysLeft(20))).toBe(30)
  expect(noticeOf({ expiresAt }, daysLeft(3))).toBe(7)
  expect(goesAt({ expiresAt }, daysLeft(20))).toEqual(expiresAt)
  expect(goesAt({ expiresAt }, daysLeft(3))).toEqual(daysLeft(-4))
})

test('class C is kept for ninety days after the thirty in which a decision may be questioned, class B for a year', () => {
  const now = new Date('2026-10-05T12:00:00Z')
  const { C, B, unsent } = evidenceEndedBefore(now)
  const days = [C, B, unsent].map((at) => (now.getTime() - at.getTime()) / DAY)
  expect(days).toEqual([120, 365, 30])
})
