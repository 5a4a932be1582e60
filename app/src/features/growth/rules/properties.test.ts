import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FEATURES, type Snapshot } from '../model.ts'
import { explain, roundedParts } from './explain.ts'
import { recommend } from './recommend.ts'
import { empty, emptyLearner, item } from './testing/worked-example.ts'
import { byFeature, DEFAULT_WEIGHTS, PRESETS, weightsFrom } from './weights.ts'

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 })
const anyItem = fc.record({
  competencies: ids,
  tags: ids,
  prerequisites: fc.constantFrom<string[]>([], [], ['i0'], ['i1', 'i2']),
})
const anySnapshot = fc
  .record({
    items: fc.array(anyItem, { maxLength: 12 }),
    goals: fc.array(ids, { maxLength: 3 }),
    context: ids,
    need: ids,
    earned: fc.uniqueArray(fc.constantFrom('i0', 'i1', 'i2', 'i3')),
    targets: fc.option(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 4 }))),
    levels: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(0, 0.75, 1.5, 3, 4)),
    pathway: fc.uniqueArray(fc.constantFrom('i0', 'i1', 'i4', 'i5')),
    priority: fc.uniqueArray(fc.constantFrom('i2', 'i6')),
    started: fc.nat({ max: 30 }),
    months: fc.nat({ max: 50 }),
  })
  .map(
    (raw): Snapshot => ({
      ...empty,
      learner: {
        ...emptyLearner,
        goals: raw.goals.map((competencies, at) => ({ id: `g${at}`, competencies })),
        classNeeds: [{ id: 'n0', tags: raw.need }],
        context: raw.context,
        earned: raw.earned.map((id) => ({ id, renewalDueInDays: null })),
        levels: raw.levels,
      },
      targets: raw.targets,
      items: raw.items.map((each, at) =>
        item(
          `i${at}`,
          each.competencies.map((id) => ({ id })),
          each.tags,
          { prerequisites: each.prerequisites },
        ),
      ),
      pathways: [{ id: 'p0', items: raw.pathway }],
      priority: raw.priority,
      peers: { i3: { started: raw.started, earned: Math.floor(raw.started / 2) } },
      ageMonths: { i1: raw.months, i7: 0 },
    }),
  )

describe('whatever the snapshot', () => {
  test('parts add up to the score, features lie between 0 and 1, shown and hidden are the whole catalogue', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const { list, hidden, eligible } = recommend(snapshot)
        for (const { score, parts, values } of list) {
          expect(Math.abs(FEATURES.reduce((sum, feature) => sum + parts[feature], 0) - score)).toBeLessThanOrEqual(
            1e-12,
          )
          expect(FEATURES.every((feature) => values[feature] >= 0 && values[feature] <= 1)).toBe(true)
        }
        expect(eligible + hidden.length).toBe(snapshot.items.length)
        expect(list.length).toBe(Math.min(5, eligible))
      }),
    )
  })

  test('any order of the input gives the same bytes', () => {
    const turned = <T>(list: readonly T[]) => list.toReversed()
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const { learner: person } = snapshot
        const backwards: Snapshot = {
          ...snapshot,
          items: turned(snapshot.items).map((each) => ({
            ...each,
            competencies: turned(each.competencies),
            tags: turned(each.tags),
            prerequisites: turned(each.prerequisites),
          })),
          priority: turned(snapshot.priority),
          learner: {
            ...person,
            goals: turned(person.goals).map((goal) => ({ ...goal, competencies: turned(goal.competencies) })),
            context: turned(person.context),
            earned: turned(person.earned),
          },
        }
        expect(JSON.stringify(recommend(backwards))).toBe(JSON.stringify(recommend(snapshot)))
        for (const { id } of recommend(snapshot).list)
          expect(JSON.stringify(explain(backwards, id))).toBe(JSON.stringify(explain(snapshot, id)))
      }),
    )
  })

  test('a raised slider never lowers the share of its feature', () => {
    const share = (snapshot: Snapshot, sliders: object, id: string) => {
      const weights = weightsFrom(sliders)
      const found = weights.ok
        ? recommend(snapshot, { weights: weights.value, limit: 20 }).list.find((each) => each.id === id)
        : undefined
      return byFeature((feature) => (found && found.score > 0 ? found.parts[feature] / found.score : 0))
    }
    fc.assert(
      fc.property(
        anySnapshot,
        fc.constantFrom(...FEATURES),
        fc.constantFrom(1.5, 2, 3),
        (snapshot, feature, raised) => {
          for (const { id } of recommend(snapshot).list) {
            expect(share(snapshot, { [feature]: raised }, id)[feature]).toBeGreaterThanOrEqual(
              share(snapshot, {}, id)[feature] - 1e-12,
            )
          }
        },
      ),
    )
  })

  test('dismissed and restored, the list is the first one', () => {
    fc.assert(
      fc.property(anySnapshot, (snapshot) => {
        const first = JSON.stringify(recommend(snapshot))
        const gone = recommend(snapshot).list[0]?.id ?? 'i0'
        const dismissed = { ...snapshot, learner: { ...snapshot.learner, dismissed: [gone] } }
        expect(recommend(dismissed).list.map((each) => each.id)).not.toContain(gone)
        expect(JSON.stringify(recommend({ ...dismissed, learner: { ...dismissed.learner, dismissed: [] } }))).toBe(
          first,
        )
      }),
    )
  })

  test('shown points add up to the shown score', () => {
    const any = fc.tuple(...FEATURES.map(() => fc.double({ min: 0, max: 0.3, noNaN: true })))
    fc.assert(
      fc.property(any, (values) => {
        const parts = byFeature((feature) => values[FEATURES.indexOf(feature)] ?? 0)
        const points = roundedParts(parts)
        const hundredths = FEATURES.reduce((sum, feature) => sum + Math.round(points[feature] * 100), 0)
        expect(hundredths).toBe(Math.round(FEATURES.reduce((sum, feature) => sum + parts[feature], 0) * 100))
        for (const feature of FEATURES) expect(Math.abs(points[feature] - parts[feature])).toBeLessThan(0.01 + 1e-9)
      }),
    )
  })
})

test('nothing to choose from is an empty list, and one competency for everything a list by id', () => {
  expect(recommend(empty)).toEqual({ list: [], hidden: [], eligible: 0 })
  const many = Array.from({ length: 10_000 }, (_, at) => item(`i${String(at).padStart(5, '0')}`, [{ id: 'a' }]))
  expect(recommend({ ...empty, items: many.toReversed() }).list.map((each) => each.id)).toEqual([
    'i00000',
    'i00001',
    'i00002',
    'i00003',
    'i00004',
  ])
})

describe('weights', () => {
  test('they sum to 1, by default and after any slider', () => {
    const sum = (weights: typeof DEFAULT_WEIGHTS) => FEATURES.reduce((total, feature) => total + weights[feature], 0)
    expect(sum(DEFAULT_WEIGHTS)).toBeCloseTo(1, 12)
    for (const preset of Object.values(PRESETS)) {
      const weights = weightsFrom(preset)
      expect(weights.ok && sum(weights.value)).toBeCloseTo(1, 12)
    }
  })

  test('all at zero, or beyond three, is refused', () => {
    expect(weightsFrom(Object.fromEntries(FEATURES.map((feature) => [feature, 0])))).toEqual({
      ok: false,
      because: 'all_at_zero',
    })
    expect(weightsFrom({ goal: 3.1 })).toEqual({ ok: false, because: 'slider_out_of_range' })
    expect(weightsFrom({ goal: Number.NaN })).toEqual({ ok: false, because: 'slider_out_of_range' })
  })
})
