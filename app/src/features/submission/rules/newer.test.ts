import { expect, test } from 'vitest'
import { mayFollow } from './newer.ts'

const standing = (version: string) => ({ version, retiredAt: null })

test.each([
  ['1.2.0', '1.2.1', true],
  ['1.2.0', '1.10.0', true],
  ['1.2.0', '2.0.0', false],
  ['1.2.0', '1.2.0', false],
  ['1.2.3', '1.2.2', false],
  ['2.0.0', '1.9.0', false],
])('a draft on %s beside %s: %s', (pinned, current, expected) => {
  expect(mayFollow(standing(pinned), standing(current))).toBe(expected)
})

test('nothing is followed into retirement', () => {
  expect(mayFollow(standing('1.2.0'), { version: '1.3.0', retiredAt: new Date(0) })).toBe(false)
})
