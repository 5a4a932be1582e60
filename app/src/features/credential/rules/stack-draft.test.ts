import { expect, test } from 'vitest'
import { stackNarrative } from './stack-draft.ts'

const words = { title: 'Novice year', summary: 'What carries a first year.', groups: { goal: 'A goal of your own' } }
const part = { publicId: 'p', title: 'Write a growth goal', slug: 'goal', version: '1.0.0', digest: '' }
const members = ['a', 'b', 'c'].map((achievementId) => ({ achievementId, group: null }))

function narrated(rule: { anyOf: number; groups: readonly { id: string; min: number }[] }, demo = false): string {
  const said = { code: 'NOV', version: 1, currentVersion: 1, slug: 'novice-year', strand: 'B', digest: 'u' }
  const stack = {
    ...said,
    kind: 'stack' as const,
    visibility: 'public' as const,
    creatorSlug: null,
    creatorName: null,
    words: { en: words, es: words },
    rule: { ...rule, members },
  }
  return stackNarrative({ stack, parts: [part], demo })
}

test('says what it takes, on what it was awarded, and that each part stands by itself', () => {
  const text = narrated({ anyOf: 2, groups: [{ id: 'goal', min: 1 }] })
  expect(text).toContain('Takes 2 of 3 micro-credentials, among them:\n\n- at least 1 of “A goal of your own”')
  expect(text).toContain('Awarded on 1 credential:\n\n- Write a growth goal')
  expect(text).toContain('is verified by itself')
  expect(text).not.toContain('Demonstration')
})

test('of no group, and of the demonstration', () => {
  const text = narrated({ anyOf: 3, groups: [] }, true)
  expect(text).toContain('Takes 3 of 3 micro-credentials.')
  expect(text).toContain('Demonstration, not an award.')
})
