import { expect, test } from 'vitest'
import type { FinalCriterion } from '../model.ts'
import { type LearnerDecisionFacts, learnerDecision, type ReadingShown } from './learner-decision.ts'
import type { RubricLike } from './levels.ts'

const rubric: RubricLike = {
  levels: [
    { id: 'not_yet', label: 'Not yet' },
    { id: 'demonstrated', label: 'Demonstrated' },
  ],
  passLevel: 'demonstrated',
  rule: { kind: 'conjunctive' },
  criteria: ['C1', 'C2', 'C3', 'C4'].map((id) => ({
    id,
    title: `Title of ${id}`,
    looksAt: ['R1'],
    mustHave: false,
    weight: 1,
    descriptors: {},
  })),
}
const final = (
  criterionId: string,
  state: FinalCriterion['state'],
  source: FinalCriterion['source'],
): FinalCriterion => ({
  criterionId,
  state,
  source,
  levelId: state === 'reread' ? null : state === 'met' ? 'demonstrated' : 'not_yet',
})
const score = (criterionId: string, levelId: string, comment: string) => ({
  criterionId,
  levelId,
  comment,
  missing: '',
  nextStep: levelId === 'not_yet' ? `Next for ${criterionId}` : '',
  anchors: [],
  confidence: 1,
  seconds: 640,
})
const readings: ReadingShown[] = [
  {
    letter: 'B',
    overall: 'From B',
    scores: [
      score('C1', 'not_yet', 'B one'),
      score('C2', 'demonstrated', 'B two'),
      score('C3', 'not_yet', 'B three'),
      score('C4', 'not_yet', 'B four'),
    ],
  },
  {
    letter: 'A',
    overall: ' ',
    scores: [
      score('C1', 'not_yet', 'A one'),
      score('C2', 'demonstrated', 'A two'),
      score('C3', 'demonstrated', 'A three'),
      score('C4', 'demonstrated', 'A four'),
    ],
  },
]
const facts: LearnerDecisionFacts = {
  rubric,
  readings,
  rulings: [{ letter: 'C', criterionId: 'C4', reason: 'Ruled', anchors: [] }],
  decision: {
    result: 'returned',
    provisional: true,
    criteria: [
      final('C1', 'notYet', 'agreed'),
      final('C2', 'met', 'agreed'),
      final('C3', 'reread', 'reread'),
      final('C4', 'met', 'adjudicated'),
    ],
  },
  decidedAt: new Date('2026-10-09T15:00:00Z'),
  appealDays: 30,
}

test('met first, then not yet, then what will be read again', () => {
  expect(learnerDecision(facts).criteria.map(({ criterionId, state, level }) => [criterionId, state, level])).toEqual([
    ['C2', 'met', 'Demonstrated'],
    ['C4', 'met', 'Demonstrated'],
    ['C1', 'notYet', 'Not yet'],
    ['C3', 'reread', null],
  ])
})

test('words that contradict the outcome are not shown; a ruling speaks for itself', () => {
  const words = Object.fromEntries(
    learnerDecision(facts).criteria.map(({ criterionId, comments }) => [
      criterionId,
      comments.map(({ reader, comment }) => `${reader}: ${comment}`),
    ]),
  )
  expect(words).toEqual({
    C1: ['A: A one', 'B: B one'],
    C2: ['A: A two', 'B: B two'],
    C3: [],
    C4: ['C: Ruled', 'A: A four'],
  })
})

test('one next step for each criterion not yet met, and when an appeal ends', () => {
  expect(learnerDecision(facts)).toMatchObject({
    result: 'returned',
    provisional: true,
    nextSteps: [{ criterionId: 'C1', text: 'Next for C1' }],
    overall: [{ reader: 'B', text: 'From B' }],
    appealUntil: new Date('2026-11-08T15:00:00Z'),
  })
})

test('never confidence, seconds, routing or severity', () => {
  const text = JSON.stringify(learnerDecision(facts))
  for (const key of ['confidence', 'seconds', 'routing', 'severity', 'reviewId', 'source'])
    expect(text).not.toContain(`"${key}"`)
})
