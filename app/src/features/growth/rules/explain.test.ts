import { describe, expect, test } from 'vitest'
import { explain, whyNot } from './explain.ts'
import { empty, item, learner, worked } from './testing/worked-example.ts'

describe('explanation', () => {
  test('the two largest parts, points that add up, and what would be without the largest input', () => {
    expect(explain(worked, 'MC2')).toEqual({
      id: 'MC2',
      top: ['goal', 'context'],
      rows: [
        ['goal', 0.21],
        ['gap', 0.1],
        ['context', 0.15],
        ['pathway', 0.05],
        ['peers', 0.03],
        ['priority', 0],
        ['freshness', 0.04],
      ].map(([feature, points]) => expect.objectContaining({ feature, points })),
      total: 0.58,
      movedDownCloseTo: null,
      counterfactual: { dropped: { kind: 'goal', id: 'g1' }, rankBefore: 1, rankAfter: 2, targetsGone: [] },
    })
  })

  test.each([
    ['MC4', { dropped: { kind: 'context', tags: ['math'] }, rankBefore: 2, rankAfter: 2 }],
    ['MC5', { dropped: { kind: 'context', tags: ['ML'] }, rankBefore: 3, rankAfter: 3 }],
    ['MC3', { dropped: { kind: 'pathway', id: 'P1' }, rankBefore: 4, rankAfter: 4 }],
  ])('the input %s owes most to', (id, expected) => expect(explain(worked, id)?.counterfactual).toMatchObject(expected))

  test('a class need that names the tag is dropped before the context', () => {
    const needs = learner({ context: ['grade3-5'], classNeeds: [{ id: 'n1', tags: ['math', 'ML'] }] })
    expect(explain(needs, 'MC5')?.counterfactual?.dropped).toEqual({ kind: 'class_need', id: 'n1' })
  })

  test('where no role profile stands, the target goes with the goal', () => {
    const found = explain({ ...worked, targets: null }, 'MC2')?.counterfactual
    expect(found).toMatchObject({ dropped: { kind: 'goal', id: 'g1' }, targetsGone: ['discourse'] })
  })

  test('an item owed to nothing that can be dropped has no counterfactual, one not listed no explanation', () => {
    const alone = { ...empty, items: [item('X', [{ id: 'a' }])], ageMonths: { X: 0 } }
    expect(explain(alone, 'X')).toMatchObject({ top: ['freshness'], counterfactual: null })
    expect(explain(worked, 'MC1')).toBeNull()
  })

  test('why not X', () => {
    expect(whyNot(worked, 'MC6')).toEqual({
      kind: 'hidden',
      hidden: { id: 'MC6', reason: 'needs-prerequisite', needs: ['MC2'] },
    })
    expect(whyNot(worked, 'MC3')).toMatchObject({ kind: 'behind', scored: { id: 'MC3' }, third: { id: 'MC5' } })
    expect(whyNot(worked, 'MC9')).toBeNull()
  })
})
