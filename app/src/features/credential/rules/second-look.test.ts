import { expect, test } from 'vitest'
import { secondLook } from './second-look.ts'

test.each([
  ['what no template signed', null, 'reference'],
  ['the first of a template', 0, 'reference'],
  ['the second', 1, 'compiled'],
  ['the hundredth', 99, 'compiled'],
  ['the hundred and first', 100, 'reference'],
] as const)('%s is looked at again by the %s path', (_which, turn, by) => {
  expect(secondLook(turn)).toBe(by)
})
