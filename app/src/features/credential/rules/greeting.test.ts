import { expect, test } from 'vitest'
import { isNews } from './greeting.ts'

const now = new Date('2026-11-20T12:00:00Z')
const day = (n: number) => new Date(now.getTime() - n * 24 * 3_600_000)
const fresh = { publishedAt: day(0), seenAt: null, revokedAt: null, takenSeenAt: null }

test.each([
  ['signed today', fresh, true],
  ['thirteen days old', { ...fresh, publishedAt: day(13) }, true],
  ['fourteen days old', { ...fresh, publishedAt: day(14) }, false],
  ['seen', { ...fresh, seenAt: day(0) }, false],
  ['taken back today', { ...fresh, seenAt: day(1), revokedAt: day(0) }, true],
  ['taken back before it was ever opened', { ...fresh, publishedAt: day(20), revokedAt: day(0) }, true],
  ['opened after it was taken back', { ...fresh, revokedAt: day(1), takenSeenAt: day(0) }, false],
  ['taken back fourteen days ago', { ...fresh, seenAt: day(20), revokedAt: day(14) }, false],
  ['about to end for want of a part, though it was seen', { ...fresh, seenAt: day(9), lapsesAt: day(-21) }, true],
  ['ended for want of a part, and seen', { ...fresh, lapsesAt: day(1), revokedAt: day(1), takenSeenAt: day(0) }, false],
  ['not yet published', { ...fresh, publishedAt: null }, false],
])('of a credential that is %s Today speaks: %s', (_case, row, greeted) => expect(isNews(row, now)).toBe(greeted))
