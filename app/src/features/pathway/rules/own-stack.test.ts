import { expect, test } from 'vitest'
import { codesIn, SaveStack, withSent } from './own-input.ts'
import { ownProblems } from './own-problems.ts'
import { blankStack, ruleIn, type StackContent, withMembers, withMoved, withoutPart, withPart } from './own-stack.ts'
import { keyOf } from './progress.ts'
import { sealedOf } from './seal.ts'

const IDS = ['a', 'b', 'c'] as const
const known = new Set<string>([...IDS, 'NOV'])
const words = {
  title: 'Two that belong together',
  summary: 'What a school asks of everybody who begins there.',
  ...{ titleEs: '', summaryEs: '' },
}
const stack = (given: Partial<StackContent> = {}): StackContent => ({
  ...withMembers(blankStack('stack'), IDS),
  ...words,
  ...given,
})
const part = (id: string, given: object = {}) => ({
  ...{ id, title: `Step ${id}`, titleEs: '', min: '', after: [] },
  ...given,
})
const pathway = (parts: readonly ReturnType<typeof part>[], places: readonly string[]): StackContent =>
  stack({ parts, members: IDS.map((achievementId, at) => ({ achievementId, part: places[at] ?? '' })) })
const ofStacks = (): StackContent => {
  const steps = pathway([part('p1'), part('p2', { after: ['p1'] })], ['p1', 'p1', 'p2'])
  return { ...steps, members: [...steps.members, { stack: 'NOV', part: 'p2' }] }
}

test.each<[string, 'stack' | 'pathway', StackContent, string[]]>([
  ['a stack of all', 'stack', stack(), []],
  [
    'too short a title, an endless summary',
    'stack',
    stack({ title: 'Two', summary: 'x'.repeat(241) }),
    ['title: title', 'summary: summary'],
  ],
  ['one member', 'stack', stack({ members: [{ achievementId: 'a', part: '' }] }), ['find: members-few']],
  ['an entry that is no more', 'stack', withMembers(stack(), ['z']), ['members.z.part: member-gone']],
  ['more than there are', 'stack', stack({ takes: 'some', anyOf: '4' }), ['anyOf: too-many']],
  ['no number', 'stack', stack({ takes: 'some', anyOf: 'two' }), ['anyOf: number']],
  ['a number that counts', 'stack', stack({ takes: 'some', anyOf: ' 2 ' }), []],
  [
    'groups without one',
    'stack',
    stack({ takes: 'groups' }),
    [
      'members.a.part: member-place',
      'members.b.part: member-place',
      'members.c.part: member-place',
      'parts: parts-few',
    ],
  ],
  ['Spanish in half', 'stack', stack({ titleEs: 'Dos que van juntas' }), ['summaryEs: summary']],
  ['two steps', 'pathway', pathway([part('p1'), part('p2', { after: ['p1'] })], ['p1', 'p1', 'p2']), []],
  [
    'more than a step has',
    'pathway',
    pathway([part('p1', { min: '3' }), part('p2')], ['p1', 'p1', 'p2']),
    ['parts.p1.min: part-too-many'],
  ],
  [
    'a step without members',
    'pathway',
    pathway([part('p1'), part('p2')], ['p1', 'p1', 'p1']),
    ['parts.p2.min: part-empty'],
  ],
  [
    'steps that wait for each other, and one behind them',
    'pathway',
    pathway(
      [part('p1', { after: ['p2'] }), part('p2', { after: ['p1'] }), part('p3', { after: ['p2'] })],
      ['p1', 'p2', 'p3'],
    ),
    ['parts.p1.after: cycle', 'parts.p2.after: cycle', 'parts.p3.after: unreached'],
  ],
  ['a stack in a pathway', 'pathway', ofStacks(), []],
  ['a stack that is gone', 'pathway', withMembers(ofStacks(), ['GONE']), ['members.GONE.part: stack-gone']],
  ['a stack in a stack', 'stack', withMembers(stack(), ['NOV']), ['members.NOV.part: stack-in-stack']],
])('%s', (_case, kind, content, expected) => {
  expect(ownProblems(kind, content, known).map(({ field, because }) => `${field}: ${because}`)).toEqual(expected)
})

test('a step that is taken away leaves its place to what stood before it', () => {
  const three = pathway([part('p1'), part('p2', { after: ['p1'] }), part('p3', { after: ['p2'] })], ['p1', 'p2', 'p3'])
  const two = withoutPart(three, 'p2')
  expect(two.parts.map(({ id, after }) => [id, after])).toEqual([
    ['p1', []],
    ['p3', ['p1']],
  ])
  expect(two.members.map((member) => member.part)).toEqual(['p1', '', 'p3'])
  expect(withPart(two, 'pathway').parts.at(-1)).toMatchObject({ id: 'p2', after: ['p3'] })
})

test('a form says what its rows have; rows that are not there come by no form', () => {
  const sent = SaveStack.parse({ revision: 1, ...words, title: 'Other', parts: { p1: { min: '1' }, p7: {} } })
  const kept = withSent(pathway([part('p1')], ['p1']), sent)
  expect(kept).toMatchObject({ title: 'Other', parts: [{ id: 'p1', title: '', min: '1' }] })
  expect(kept.parts).toHaveLength(1)
})

test('codes are codes, and words are words', () => {
  const stacks = new Set(['PAR', 'ST-A'])
  expect(codesIn('b1, B2  c10', stacks)).toEqual(['B1', 'B2', 'C10'])
  expect(codesIn('st-a PAR b1', stacks)).toEqual(['ST-A', 'PAR', 'B1'])
  for (const find of ['wait time', ' ', 'par', 'two-way', 'ST-Z']) expect(codesIn(find, stacks)).toBeNull()
})

test('what is published is the rule in its one form, with an address of its own', () => {
  const content = pathway([part('p1', { min: '1' }), part('p2', { after: ['p1'] })], ['p1', 'p1', 'p2'])
  const sealed = sealedOf('pathway', content, (id) => (id === 'a' ? 'F' : 'B'))
  expect(sealed).toMatchObject({
    slug: 'two-that-belong-together',
    strand: 'B',
    words: { en: { groups: { p2: 'Step p2' } } },
  })
  expect(sealed.words).not.toHaveProperty('es')
  expect(sealed.rule).toEqual({
    anyOf: 2,
    groups: [
      { id: 'p1', min: 1, after: [] },
      { id: 'p2', min: 1, after: ['p1'] },
    ],
    members: [
      { achievementId: 'a', group: 'p1' },
      { achievementId: 'b', group: 'p1' },
      { achievementId: 'c', group: 'p2' },
    ],
  })
  expect(ruleIn('stack', stack())).toMatchObject({ anyOf: 3, groups: [] })
})

test.each<[string, string, -1 | 1, string]>([
  ['up', 'b', -1, 'bac'],
  ['down', 'b', 1, 'acb'],
  ['up from the top', 'a', -1, 'abc'],
  ['down from the end', 'c', 1, 'abc'],
  ['one that is not in it', 'z', 1, 'abc'],
])('a member is moved %s', (_case, id, by, order) => {
  expect(withMoved(stack(), id, by).members.map(keyOf)).toEqual([...order])
})

test('a stack in a pathway goes by its code, in what is sent and in what is published', () => {
  const sent = SaveStack.parse({ revision: 1, ...words, members: { NOV: { part: 'p1' } } })
  const { members } = withSent(ofStacks(), sent)
  expect(members.at(-1)).toEqual({ stack: 'NOV', part: 'p1' })
  expect(sealedOf('pathway', ofStacks(), (key) => (key === 'NOV' ? 'L' : 'B')).rule.members.at(-1)).toEqual({
    stack: 'NOV',
    group: 'p2',
  })
  expect(withMembers(ofStacks(), ['NOV']).members).toHaveLength(4)
  expect(SaveStack.safeParse({ revision: 1, members: { nov: { part: 'p1' } } }).success).toBe(false)
})
