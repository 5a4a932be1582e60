import type { Anchor, CriterionState, Decision, FinalCriterion, Outcome, Ruling, Score } from '../model.ts'
import { isMet, levelIndex, type RubricLike } from './levels.ts'
import { type Needed, neededOf } from './needed.ts'

const DAY = 86_400_000

export interface ReadingShown {
  /** "A", "B": drawn, unlinkable between Submissions. */
  readonly letter: string
  readonly scores: readonly Pick<Score, 'criterionId' | 'levelId' | 'comment' | 'missing' | 'nextStep' | 'anchors'>[]
  readonly overall: string
}

export interface LearnerDecisionFacts {
  readonly rubric: RubricLike
  readonly decision: Pick<Decision, 'result' | 'criteria' | 'provisional'>
  readonly readings: readonly ReadingShown[]
  readonly rulings: readonly (Pick<Ruling, 'criterionId' | 'reason' | 'anchors'> & { readonly letter: string })[]
  readonly decidedAt: Date
  readonly appealDays: number
}

export interface LearnerComment {
  readonly reader: string
  readonly comment: string
  readonly missing: string
  readonly nextStep: string
  readonly anchors: readonly Anchor[]
}
export interface LearnerCriterion {
  readonly criterionId: string
  readonly title: string
  readonly state: CriterionState
  readonly level: string | null
  readonly comments: readonly LearnerComment[]
}
export interface LearnerDecision {
  readonly result: Outcome
  readonly criteria: readonly LearnerCriterion[]
  readonly overall: readonly { readonly reader: string; readonly text: string }[]
  /** One next step for each criterion not yet met. */
  readonly nextSteps: readonly { readonly criterionId: string; readonly text: string }[]
  /** What a next attempt has to add. */
  readonly needed: Needed
  readonly provisional: boolean
  readonly appealUntil: Date
}

const ORDER: readonly CriterionState[] = ['met', 'notYet', 'reread']

/** What was shown comes first, then what is missing, then what needs nothing. No confidence, no time, no count of readings. */
export function learnerDecision(facts: LearnerDecisionFacts): LearnerDecision {
  const { decision, readings } = facts
  const criteria = ORDER.flatMap((state) => decision.criteria.filter((criterion) => criterion.state === state)).map(
    (criterion) => criterionShown(facts, criterion),
  )
  return {
    result: decision.result,
    criteria,
    overall: byLetter(readings)
      .filter(({ overall }) => overall.trim() !== '')
      .map(({ letter, overall }) => ({ reader: letter, text: overall })),
    nextSteps: criteria.filter(({ state }) => state === 'notYet').flatMap(nextStepsOf),
    needed: neededOf(facts.rubric, decision),
    provisional: decision.provisional,
    appealUntil: appealUntil(facts.decidedAt, facts.appealDays),
  }
}

export function appealUntil(decidedAt: Date, appealDays: number): Date {
  return new Date(decidedAt.getTime() + appealDays * DAY)
}

function criterionShown(
  facts: LearnerDecisionFacts,
  { criterionId, state, levelId }: FinalCriterion,
): LearnerCriterion {
  const { rubric } = facts
  return {
    criterionId,
    title: rubric.criteria.find(({ id }) => id === criterionId)?.title ?? criterionId,
    state,
    level: levelId && (rubric.levels.find(({ id }) => id === levelId)?.label ?? null),
    comments: [...rulingComments(facts, criterionId), ...readingComments(facts, criterionId, state)],
  }
}

/** Two readers who contradict each other help nobody: only words that fit the final state are shown, and none where it is read again. */
function readingComments(
  { rubric, readings }: LearnerDecisionFacts,
  criterionId: string,
  state: CriterionState,
): LearnerComment[] {
  if (state === 'reread') return []
  return byLetter(readings).flatMap(({ letter, scores }) =>
    scores
      .filter(
        (score) =>
          score.criterionId === criterionId && isMet(rubric, levelIndex(rubric, score.levelId)) === (state === 'met'),
      )
      .map(({ comment, missing, nextStep, anchors }) => ({ reader: letter, comment, missing, nextStep, anchors })),
  )
}

function rulingComments({ rulings }: LearnerDecisionFacts, criterionId: string): LearnerComment[] {
  return rulings
    .filter((ruling) => ruling.criterionId === criterionId)
    .map(({ letter, reason, anchors }) => ({ reader: letter, comment: reason, missing: '', nextStep: '', anchors }))
}

function nextStepsOf({ criterionId, comments }: LearnerCriterion): LearnerDecision['nextSteps'] {
  const first = comments.find(({ nextStep }) => nextStep.trim() !== '')
  return first ? [{ criterionId, text: first.nextStep }] : []
}

function byLetter(readings: readonly ReadingShown[]): ReadingShown[] {
  return readings.toSorted((one, other) => (one.letter < other.letter ? -1 : 1))
}
