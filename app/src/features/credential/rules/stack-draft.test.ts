import { expect, test } from 'vitest'
import { stackNarrative } from './stack-draft.ts'

const words = { title: 'Novice year', summary: 'What carries a first year.', groups: { goal: 'A goal of your own' } }
const part = { publicId: 'p', title: 'Write a growth goal', path: '/m/goal/v/1.0.0', version: '1.0.0', digest: '' }
const members = ['a', 'b', 'c'].map((achievementId) => ({ achievementId, group: null }))

type Rule = Parameters<typeof stackNarrative>[0]['stack']['rule']
function narrated(rule: Omit<Rule, 'members'> & Partial<Rule>, demo = false): string {
  const said = { code: 'NOV', version: 1, currentVersion: 1, slug: 'novice-year', strand: 'B', digest: 'u' }
  const stack = {
    ...said,
    kind: 'stack' as const,
    visibility: 'public' as const,
    creatorSlug: null,
    creatorName: null,
    words: { en: words, es: words },
    rule: { members, ...rule },
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

test('of stacks, and of stacks beside micro-credentials', () => {
  const stacks = ['NOV', 'COA'].map((code) => ({ stack: code, group: null }))
  const text = narrated({ anyOf: 2, groups: [], members: stacks })
  expect(text).toContain('Takes 2 of 2 stacks.')
  expect(text).toContain('Each of them rests on work that was judged on its own evidence, is a credential of its own')
  expect(narrated({ anyOf: 2, groups: [], members: [...stacks, ...members] })).toContain(
    'Takes 2 of 5 stacks and micro-credentials.',
  )
})
