import { expect, test } from 'vitest'
import { ClassNeedInput, GoalInput, PlanItemInput } from '../model.ts'
import { mayAddGoal, mayMovePlanItem } from './goals.ts'
import { levelOf, targetOf } from './level.ts'

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

test('the role profile decides alone; without one a goal asks for 3', () => {
  const learner = { goals: [{ id: 'g1', competencies: ['a'] }] } as Parameters<typeof targetOf>[0]['learner']
  expect([targetOf({ learner, targets: { b: 2 } }, 'a'), targetOf({ learner, targets: { b: 2 } }, 'b')]).toEqual([0, 2])
  expect([targetOf({ learner, targets: null }, 'a'), targetOf({ learner, targets: null }, 'b')]).toEqual([3, 0])
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
