import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layersOf } from './gates.ts'
import { keyOf, progressOf, type StackRule } from './progress.ts'
import { stepsOf } from './steps.ts'

const holding = (ids: Iterable<string>) => new Map([...ids].map((id) => [id, 1]))

/** Two steps side by side after the first, and one after both. */
const DIAMOND: StackRule = {
  anyOf: 5,
  groups: [
    { id: 'start', min: 1, after: [] },
    { id: 'left', min: 2, after: ['start'] },
    { id: 'right', min: 1, after: ['start'] },
    { id: 'end', min: 1, after: ['left', 'right'] },
  ],
  members: ['s1', 's2', 'l1', 'l2', 'l3', 'r1', 'e1'].map((achievementId) => ({
    achievementId,
    group: { s: 'start', l: 'left', r: 'right', e: 'end' }[achievementId.charAt(0)] ?? null,
  })),
}

describe('the steps of a pathway', () => {
  test.each<[string, string[], string[]]>([
    ['nothing yet', [], ['next', 'ahead', 'ahead', 'ahead']],
    ['the first gate opens both sides', ['s2'], ['met', 'next', 'next', 'ahead']],
    ['one of two is not enough', ['s1', 'l1', 'r1'], ['met', 'next', 'met', 'ahead']],
    ['the end waits for both sides', ['s1', 'l1', 'l2'], ['met', 'met', 'next', 'ahead']],
    ['both sides open the end', ['s1', 'l1', 'l3', 'r1'], ['met', 'met', 'met', 'next']],
    ['what was earned ahead of its turn counts', ['e1', 'r1'], ['next', 'ahead', 'met', 'met']],
  ])('%s', (_name, held, states) => {
    expect(stepsOf(DIAMOND, holding(held)).map(({ state }) => state)).toEqual(states)
  })

  test('lie in layers', () => {
    expect(stepsOf(DIAMOND, new Map()).map(({ layer, size }) => [layer, size])).toEqual([
      [0, 2],
      [1, 3],
      [1, 1],
      [2, 1],
    ])
  })

  test('that wait for each other have no layer', () => {
    const steps = [
      { id: 'a', after: [] },
      { id: 'b', after: ['a', 'c'] },
      { id: 'c', after: ['b'] },
      { id: 'd', after: ['d'] },
    ]
    expect([...layersOf(steps)]).toEqual([['a', 0]])
  })
})

/** Any pathway of one to five steps with one to four members each, every step after some of the earlier ones. */
const anyRule: fc.Arbitrary<StackRule> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(), fc.array(fc.nat(), { maxLength: 3 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((steps) => {
    const groups = steps.map(([size, min, before], at) => ({
      id: `g${at}`,
      min: 1 + (min % size),
      after: at === 0 ? [] : [...new Set(before.map((each) => `g${each % at}`))],
    }))
    const members = steps.flatMap(([size], at) =>
      Array.from({ length: size }, (_, place) => ({ achievementId: `g${at}m${place}`, group: `g${at}` })),
    )
    return { anyOf: groups.reduce((sum, { min }) => sum + min, 0), groups, members }
  })
const ruleAndTwo = anyRule.chain((rule) =>
  fc.tuple(fc.constant(rule), fc.subarray(rule.members.map(keyOf)), fc.subarray(rule.members.map(keyOf))),
)

describe('whatever the rule', () => {
  test('one more credential never takes anybody further from the end', () => {
    fc.assert(
      fc.property(ruleAndTwo, ([rule, some, more]) => {
        const before = progressOf(rule, holding(some))
        const after = progressOf(rule, holding([...some, ...more]))
        expect(after.left).toBeLessThanOrEqual(before.left)
        expect(after.earned).toBeGreaterThanOrEqual(before.earned)
        const metBefore = stepsOf(rule, holding(some)).filter(({ state }) => state === 'met')
        const metAfter = new Set(
          stepsOf(rule, holding([...some, ...more])).flatMap(({ id, state }) => (state === 'met' ? [id] : [])),
        )
        for (const { id } of metBefore) expect(metAfter.has(id)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('a gate is what counting on fingers says it is, and all gates open are the end', () => {
    fc.assert(
      fc.property(ruleAndTwo, ([rule, held]) => {
        const open = (id: string): boolean => {
          const group = rule.groups.find((one) => one.id === id)
          let hands = 0
          for (const member of rule.members) if (member.group === id && held.includes(keyOf(member))) hands++
          return hands >= (group?.min ?? 0)
        }
        const expected = rule.groups.map(({ id, after = [] }) =>
          open(id) ? 'met' : after.every(open) ? 'next' : 'ahead',
        )
        const steps = stepsOf(rule, holding(held))
        expect(steps.map(({ state }) => state)).toEqual(expected)
        expect(progressOf(rule, holding(held)).left === 0).toBe(rule.groups.every(({ id }) => open(id)))
      }),
      { numRuns: 60 },
    )
  })
})
