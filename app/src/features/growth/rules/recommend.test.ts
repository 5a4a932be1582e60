import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { FEATURES, Snapshot, type SnapshotItem } from '../model.ts'
import { explain } from './explain.ts'
import { recommend } from './recommend.ts'
import { empty, emptyLearner, item, learner, worked } from './testing/worked-example.ts'

function scores(snapshot: Snapshot) {
  return recommend(snapshot).list.map(({ id, score }) => [id, Number(score.toFixed(4))])
}

describe('the worked example', () => {
  test('order and scores', () => {
    expect(scores(worked)).toEqual([
      ['MC2', 0.58],
      ['MC4', 0.4484],
      ['MC5', 0.2052],
      ['MC3', 0.075],
    ])
  })

  test.each([
    ['MC2', { goal: 0.21, gap: 0.0984, context: 0.15, pathway: 0.05, peers: 0.0299, priority: 0, freshness: 0.0417 }],
    ['MC4', { goal: 0, gap: 0.1875, context: 0.15, pathway: 0, peers: 0.0109, priority: 0.05, freshness: 0.05 }],
    ['MC5', { goal: 0, gap: 0.0469, context: 0.15, pathway: 0, peers: 0, priority: 0, freshness: 0.0083 }],
    ['MC3', { goal: 0, gap: 0, context: 0, pathway: 0.05, peers: 0, priority: 0, freshness: 0.025 }],
  ])('parts of %s', (id, parts) => {
    const found = recommend(worked).list.find((each) => each.id === id)
    for (const feature of FEATURES)
      expect(Math.abs((found?.parts[feature] ?? Number.NaN) - parts[feature])).toBeLessThanOrEqual(5e-5)
  })

  test('hidden: already earned; needs MC2', () => {
    expect(recommend(worked).hidden).toEqual([
      { id: 'MC1', reason: 'already-earned', needs: [] },
      { id: 'MC6', reason: 'needs-prerequisite', needs: ['MC2'] },
    ])
  })

  test('without the goal, targets unchanged, MC2 is second', () => {
    expect(scores(learner({ goals: [] })).slice(0, 2)).toEqual([
      ['MC4', 0.4484],
      ['MC2', 0.37],
    ])
  })

  test('with MC2 earned, MC6 opens and the pathway is two thirds done', () => {
    const earned = learner({
      earned: [
        { id: 'MC1', renewalDueInDays: null },
        { id: 'MC2', renewalDueInDays: null },
      ],
    })
    // By hand: MC6 .30 + .25 × .5625 + .15; MC3 .15 × 2/3 + .05 × .5.
    expect(scores(earned)).toEqual([
      ['MC6', 0.5906],
      ['MC4', 0.4484],
      ['MC5', 0.2052],
      ['MC3', 0.125],
    ])
  })

  test('with an empty context re-ranking and score part ways', () => {
    const bare = learner({ context: [] })
    // By hand: MC2 .43, MC4 .2984, MC3 .075, MC5 .0552; MC3 shares one of two competencies with MC2: .8 × .075 − .2 × .5 < .8 × .0552.
    expect(scores(bare)).toEqual([
      ['MC2', 0.43],
      ['MC4', 0.2984],
      ['MC5', 0.0552],
      ['MC3', 0.075],
    ])
    expect(explain(bare, 'MC3')?.movedDownCloseTo).toBe('MC2')
    expect(explain(bare, 'MC5')?.movedDownCloseTo).toBeNull()
  })
})

describe('why an item is hidden, the first reason first', () => {
  const all = { roles: ['coach'], grades: ['9'], prerequisites: ['P'], hours: 20 }
  const full: Snapshot = {
    ...learner({ grades: ['3'], earned: [{ id: 'X', renewalDueInDays: null }], inProgress: ['X'], dismissed: ['X'] }),
    items: [item('X', [], [], { ...all, published: false })],
    budgeted: [],
  }
  const published = (change: Partial<SnapshotItem>): Snapshot => ({
    ...full,
    items: [item('X', [], [], { ...all, ...change })],
  })
  const notEarned = (snapshot: Snapshot, change: Partial<Snapshot['learner']> = {}): Snapshot => ({
    ...snapshot,
    learner: { ...snapshot.learner, earned: [], ...change },
  })
  test.each([
    ['retired', full, 'retired'],
    ['already earned', published({}), 'already-earned'],
    ['in progress', notEarned(published({})), 'in-progress'],
    ['needs a prerequisite', notEarned(published({}), { inProgress: [] }), 'needs-prerequisite'],
    ['not for the role', notEarned(published({ prerequisites: [] }), { inProgress: [] }), 'not-for-role'],
    ['not for the grade', notEarned(published({ prerequisites: [], roles: [] }), { inProgress: [] }), 'not-for-role'],
    [
      'no open budget',
      notEarned(published({ prerequisites: [], roles: [], grades: [] }), { inProgress: [] }),
      'no-budget',
    ],
    [
      'not for me',
      { ...notEarned(published({ prerequisites: [], roles: [], grades: [] }), { inProgress: [] }), budgeted: null },
      'not-for-me',
    ],
    [
      'longer than wanted',
      {
        ...notEarned(published({ prerequisites: [], roles: [], grades: [] }), {
          inProgress: [],
          dismissed: [],
          hideOverHours: 19,
        }),
        budgeted: null,
      },
      'not-for-me',
    ],
  ] as const)('%s', (_case, snapshot, reason) =>
    expect(recommend(snapshot).hidden.map((each) => each.reason)).toEqual([reason]),
  )

  test.each([
    [120, []],
    [121, ['already-earned']],
    [-5, []],
  ])('a renewal due in %i days', (renewalDueInDays, reasons) => {
    const snapshot = { ...learner({ earned: [{ id: 'MC1', renewalDueInDays }] }), items: worked.items.slice(0, 1) }
    expect(recommend(snapshot).hidden.map((each) => each.reason)).toEqual(reasons)
  })

  test('what is needed first is named in alphabetical order', () => {
    const snapshot = { ...worked, items: [item('X', [], [], { prerequisites: ['C', 'MC1', 'B'] })] }
    expect(recommend(snapshot).hidden).toEqual([{ id: 'X', reason: 'needs-prerequisite', needs: ['B', 'C'] }])
  })
})

test('the snapshot sees these fields and no other', () => {
  const properties = (schema: z.ZodType) =>
    Object.keys((z.toJSONSchema(schema) as { properties?: object }).properties ?? {}).sort()
  expect(properties(Snapshot)).toEqual([
    'ageMonths',
    'budgeted',
    'items',
    'learner',
    'pathways',
    'peers',
    'priority',
    'targets',
  ])
  expect(properties(Snapshot.shape.learner)).toEqual([
    'classNeeds',
    'context',
    'dismissed',
    'earned',
    'goals',
    'grades',
    'hideOverHours',
    'inProgress',
    'levels',
    'role',
  ])
  expect(properties(Snapshot.shape.items.element)).toEqual([
    'competencies',
    'grades',
    'hours',
    'id',
    'prerequisites',
    'published',
    'roles',
    'tags',
  ])
  expect(properties(Snapshot.shape.learner.shape.earned.element)).toEqual(['id', 'renewalDueInDays'])
  expect(Snapshot.parse(worked)).toEqual(worked)
})

const oracles = new URL('../../../../../../shared/oracles/agreement.json', import.meta.url)
interface OracleCase {
  name: string
  fn: string
  tolerance: number
  args: [
    {
      learner: {
        role: string
        goals: { id: string; competencies: string[] }[]
        context: string[]
        earned: string[]
        levels: Record<string, number>
      }
      targets: Record<string, Record<string, number>>
      items: { id: string; competencies: { id: string; weight: number }[]; tags: string[]; prerequisites?: string[] }[]
      pathways: Snapshot['pathways']
      peers: Snapshot['peers']
      priority: string[]
      ageMonths: Record<string, number>
      lambda: number
      limit: number
    },
  ]
  expected: { list: { id: string; score: number; parts?: Record<string, number> }[]; hidden?: [string, string][] }
}

if (existsSync(oracles)) {
  const cases = (JSON.parse(readFileSync(oracles, 'utf8')).cases as OracleCase[]).filter(
    (each) => each.fn === 'recommend',
  )
  test.each(cases.map((each) => [each.name, each] as const))(
    'oracle: %s',
    (_name, { args: [given], expected, tolerance }) => {
      const { learner: person, targets, items, pathways, peers, priority, ageMonths, lambda, limit } = given
      const snapshot: Snapshot = {
        ...empty,
        pathways,
        peers,
        priority,
        ageMonths,
        learner: { ...emptyLearner, ...person, earned: person.earned.map((id) => ({ id, renewalDueInDays: null })) },
        targets: targets[person.role] ?? null,
        items: items.map((each) =>
          item(each.id, each.competencies, each.tags, { prerequisites: each.prerequisites ?? [] }),
        ),
      }
      const { list, hidden } = recommend(snapshot, { lambda, limit })
      const near = (found: number | undefined, wanted: number) =>
        expect(Math.abs((found ?? Number.NaN) - wanted)).toBeLessThanOrEqual(tolerance)
      expect(list.map((each) => each.id)).toEqual(expected.list.map((each) => each.id))
      for (const [at, { score, parts = {} }] of expected.list.entries()) {
        near(list[at]?.score, score)
        for (const feature of FEATURES) if (parts[feature] !== undefined) near(list[at]?.parts[feature], parts[feature])
      }
      if (expected.hidden) expect(hidden.map(({ id, reason }) => [id, reason])).toEqual(expected.hidden)
    },
  )
} else console.log('skipped: ../shared/oracles is absent (agreement.json)')
