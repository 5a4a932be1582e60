import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ClassNeedInput, GoalInput, PlanItemInput } from '../model.ts'
import { mayAddGoal, mayMovePlanItem, mayNameSomebody } from './goals.ts'
import { levelOf, type Scenario, selfLevel, selfViewFrom, targetOf } from './level.ts'

const valid = (frameworkLevel: number | null) => ({ frameworkLevel, expired: false })

test.each([
  ['a Credential before everything', { credentials: [valid(2)], coach: 4, self: 4 }, 2, 'credential'],
  ['the highest of several', { credentials: [valid(2), valid(4)], coach: null, self: null }, 4, 'credential'],
  ['3 where the author named none', { credentials: [valid(null)], coach: null, self: null }, 3, 'credential'],
  [
    'an expired one counts for nothing',
    { credentials: [{ frameworkLevel: 4, expired: true }], coach: 2, self: 4 },
    2,
    'coach',
  ],
  ['three quarters of the self-view', { credentials: [], coach: null, self: 3 }, 2.25, 'self'],
  ['a coach before the self-view, also where lower', { credentials: [], coach: 1, self: 4 }, 1, 'coach'],
  ['nothing said', { credentials: [], coach: null, self: null }, 0, 'none'],
] as const)('%s', (_case, evidence, level, source) => expect(levelOf(evidence)).toEqual({ level, source }))

test.each([
  [[], null],
  [[2], 2],
  [[1, 2], 1.5],
  [[1, 1, 1, 2], 1],
  [[1, 1, 2], 1.5],
  [[2, 3, 3, 3], 2.5],
  [[3, 3, 3], 3],
  [[1, 2, 3], 2],
])('answers %j make a self-view of %d', (levels, expected) => expect(selfLevel(levels)).toBe(expected))

test('the role profile decides alone; without one a goal asks for 3', () => {
  const learner = { goals: [{ id: 'g1', competencies: ['a'] }] } as Parameters<typeof targetOf>[0]['learner']
  expect([targetOf({ learner, targets: { b: 2 } }, 'a'), targetOf({ learner, targets: { b: 2 } }, 'b')]).toEqual([0, 2])
  expect([targetOf({ learner, targets: null }, 'a'), targetOf({ learner, targets: null }, 'b')]).toEqual([3, 0])
})

const source = new URL('../../../../../catalog/frameworks/cairn-teaching-practice.json', import.meta.url)
const { scenarios }: { scenarios: Scenario[] } = JSON.parse(readFileSync(source, 'utf8'))

test('cards speak for 24 competencies; "none" and "skip" say nothing, the last answer counts', () => {
  const every = scenarios.flatMap((card) => card.options.flatMap((option) => Object.keys(option.levels)))
  expect(new Set(every).size).toBe(24)
  const card = { cardId: 'start-of-unit' }
  expect(selfViewFrom([{ ...card, answer: 2 }], scenarios)).toEqual({ 'prior-knowledge': 3, misconceptions: 2 })
  expect(
    selfViewFrom(
      [
        { ...card, answer: 2 },
        { ...card, answer: 0 },
      ],
      scenarios,
    ),
  ).toEqual({ 'prior-knowledge': 1 })
  expect(
    selfViewFrom(
      [
        { ...card, answer: 2 },
        { ...card, answer: 'none' },
      ],
      scenarios,
    ),
  ).toEqual({})
  expect(
    selfViewFrom(
      [
        { cardId: 'no-such-card', answer: 1 },
        { ...card, answer: 'skip' },
      ],
      scenarios,
    ),
  ).toEqual({})
})

test.each([
  [0, true],
  [2, true],
  [3, false],
])('with %i active goals another may be added: %s', (active, ok) => {
  expect(mayAddGoal(active).ok).toBe(ok)
})

test.each([
  ['next', 'now', 2, { ok: true }],
  ['next', 'now', 3, { ok: false, because: 'three_now' }],
  ['now', 'done', 3, { ok: true }],
  ['done', 'now', 0, { ok: false, because: 'move_closed' }],
  ['let_go', 'someday', 0, { ok: true }],
] as const)('%s → %s with %i under way', (from, to, now, verdict) =>
  expect(mayMovePlanItem(from, to, now)).toEqual(verdict),
)

test.each([
  ['Maria Lopez does not speak', true],
  ['ask Émile Zola', true],
  ['six of them are new to English', false],
  ['We read. Then we talk', false],
  ['Half the class is absent on Mondays', false],
])('%s: may name somebody %s', (statement, warns) => expect(mayNameSomebody(statement)).toBe(warns))

test.each([
  ['an empty goal', GoalInput, { text: '   ', competencies: ['a'] }],
  ['a goal of 201 characters', GoalInput, { text: 'x'.repeat(201), competencies: ['a'] }],
  ['a goal without competency', GoalInput, { text: 'x', competencies: [] }],
  ['a goal with six', GoalInput, { text: 'x', competencies: ['a', 'b', 'c', 'd', 'e', 'f'] }],
  ['more of them than there are', ClassNeedInput, { statement: 'x', count: 5, of: 4 }],
  ['2,001 people', ClassNeedInput, { statement: 'x', count: 1, of: 2001 }],
  [
    'a first step of 141 characters',
    PlanItemInput,
    { achievementId: 'a', version: '1.0.0', firstStep: 'x'.repeat(141) },
  ],
] as const)('%s is refused', (_case, schema, input) => expect(schema.safeParse(input).success).toBe(false))

test.each([
  ['a goal', GoalInput, { text: ' ask better questions ', competencies: ['a'] }],
  ['a class need', ClassNeedInput, { statement: 'six are new to English', count: 6, of: 24 }],
  ['a plan item', PlanItemInput, { achievementId: 'a', version: '1.0.0' }],
] as const)('%s is taken with everything else left open', (_case, schema, input) =>
  expect(schema.safeParse(input).success).toBe(true),
)
