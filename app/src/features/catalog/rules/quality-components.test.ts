import { describe, expect, test } from 'vitest'
import { error, warning } from './problem.ts'
import {
  type Answers,
  ASKED,
  notMet,
  QUALITY,
  type QualityId,
  refusedByMachine,
  unanswered,
} from './quality-components.ts'

const FIRST = { version: '1.0.0', decided: 0 }
const answers = (given: Partial<Record<QualityId, 'met' | 'not_met'>>): Answers =>
  new Map(Object.entries(given)) as unknown as Answers

describe('the quality standard', () => {
  test('29 components in 13 groups, each with an id of its own', () => {
    expect(new Set(QUALITY.map(({ id }) => id)).size).toBe(29)
    expect(new Set(QUALITY.map(({ group }) => group)).size).toBe(13)
  })

  test('eight follow from the text and from what the site does, twenty-one are asked', () => {
    expect(QUALITY.filter(({ by }) => by === 'machine').map(({ id }) => id)).toEqual([
      'Q03',
      'Q12',
      'Q18',
      'Q24',
      'Q25',
      'Q27',
      'Q28',
      'Q29',
    ])
    expect(ASKED).toHaveLength(21)
  })

  test.each([
    ['an error', [error('competency', 'C2', '')], FIRST, ['Q03']],
    ['a warning says nothing', [warning('rubric', 'R1', '')], FIRST, []],
    ['one component for several findings', [error('', 'E2', ''), error('', 'E3', '')], FIRST, ['Q12']],
    ['a correction of the first edition', [], { version: '1.0.4', decided: 0 }, []],
    ['a second edition before its pilot', [], { version: '1.1.0', decided: 9 }, ['Q18']],
    ['a second edition after it', [], { version: '2.0.0', decided: 10 }, []],
  ])('the machine: %s', (_what, problems, pilot, expected) =>
    expect(refusedByMachine(problems, pilot)).toEqual(expected),
  )

  test('what one reader or the machine says no to is not met', () => {
    const [ana, ben] = [answers({ Q01: 'met', Q16: 'not_met' }), answers({ Q01: 'met', Q16: 'met' })]
    expect(notMet(['Q03'], [ana, ben])).toEqual(['Q03', 'Q16'])
  })

  test('what nobody asked needs no answer', () => {
    const all = answers(Object.fromEntries(ASKED.map((id) => [id, 'met'])))
    expect(unanswered(all)).toEqual([])
    expect(unanswered(answers({}))).toEqual(ASKED)
  })
})
