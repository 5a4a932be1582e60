import { expect, test } from 'vitest'
import type { AchievementFile } from '../model.ts'
import { compareVersions, decideImport, type Imported } from './decide-import.ts'

const D2: Imported = {
  id: 'd2',
  code: 'D2',
  slug: 'questions-that-probe',
  strand: 'D',
  visibility: 'public',
  versions: [
    { version: '1.0.0', digest: 'first' },
    { version: '1.10.0', digest: 'second' },
  ],
}
const known = new Map([['D2', D2]])
const base = { code: 'D2', slug: 'questions-that-probe', strand: 'D', visibility: 'public' as const }

test.each([
  ['the current version, unchanged', { version: '1.10.0' }, 'second', 'unchanged'],
  ['the current version with other words', { version: '1.10.0' }, 'other', 'version_immutable'],
  ['an older version, unchanged', { version: '1.0.0' }, 'first', 'unchanged'],
  ['an older version with other words', { version: '1.0.0' }, 'other', 'version_immutable'],
  ['a number that was left out, below the highest', { version: '1.9.0' }, 'other', 'version_not_higher'],
  ['a higher number', { version: '1.11.0' }, 'other', 'updated'],
  ['a higher number with the same words', { version: '2.0.0' }, 'second', 'updated'],
  ['a new address', { version: '1.10.0', slug: 'questions-that-dig' }, 'second', 'updated'],
  ['another strand', { version: '1.10.0', strand: 'E' }, 'second', 'updated'],
  ['an older file with an older address', { version: '1.0.0', slug: 'questions' }, 'first', 'unchanged'],
  ['a code nobody has', { version: '1.0.0', code: 'D9', slug: 'new-one' }, 'x', 'created'],
  ['the address of another entry', { version: '1.0.0', code: 'D9' }, 'x', 'slug_taken'],
])('%s → %s', (_what, given, digest, expected) => {
  const decision = decideImport({ file: { ...base, ...given } as AchievementFile, digest, known })
  expect(decision.action === 'refused' ? decision.problem.code : decision.action).toBe(expected)
})

test.each([
  ['1.2.0', '1.10.0', -1],
  ['2.0.0', '1.99.99', 1],
  ['1.0.1', '1.0.1', 0],
])('%s against %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign)
})
