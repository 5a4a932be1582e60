import { expect, test } from 'vitest'
import { heard } from './work.ts'

test('a name leads to one reaction: the letter to it says no more than the name', () => {
  const reactions = new Map<string, Set<unknown>>()
  for (const { name, reaction } of heard) reactions.set(name, (reactions.get(name) ?? new Set()).add(reaction))
  expect([...reactions].filter(([, own]) => own.size > 1).map(([name]) => name)).toEqual([])
})
