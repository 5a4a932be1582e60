import type { MetEarlier } from '../../../submission/rules/banking.ts'
import { mayMove } from '../../../submission/rules/moves.ts'
import type { Decision, FinalCriterion } from '../../model.ts'
import { assembleDecision, type DecisionFacts, type ScoredReading } from '../decision.ts'
import { reviewStatusOf, routingMayRun } from '../moves.ts'
import { isProvisional } from '../new-site.ts'
import { cancelReadings, lastAttempt, liveReadings, moveReading, open } from './readings.ts'
import { type Attempt, DIGEST, hold, IDS, LEVELS, metEarlier, move, type Reading, uuid, type World } from './world.ts'

const SETTINGS = { disputed: 'reread', compensatoryGap: 12.5 } as const
const RECORD = { routingReasons: [], rubricDigest: DIGEST, manifestDigest: DIGEST }

/** Routing, settling and deciding, as they follow from `review.submitted`. */
export function decide(world: World): Decision | null {
  const attempt = lastAttempt(world)
  if (!attempt || world.standing.status !== 'inReview') return null
  const ready = liveReadings(attempt).filter((reading) => isReady(world, reading))
  const facts = factsOf(world, attempt, ready)
  const first = assembleDecision(facts)
  const ruling = ready.find(({ purpose }) => purpose === 'adjudication')
  const rules = first.kind === 'waits' && first.for === 'adjudication' && ruling
  const assembly = rules ? assembleDecision({ ...facts, adjudication: scored(ruling, first.criteria) }) : first
  if (assembly.kind === 'decided') return record(world, attempt, assembly.decision)
  if (assembly.for === 'adjudication') need(world, attempt, { purpose: 'adjudication', most: 1 })
  else need(world, attempt, { purpose: 'second', most: facts.readingsNeeded })
  return null
}

/** An appeal upheld: two fresh readings of the last decided attempt, all met; a later attempt in progress ends. */
export function overturn(world: World): Decision | null {
  const attempt = world.attempts.findLast(({ decisions }) => decisions.length > 0)
  const before = attempt?.decisions.at(-1)
  const { status } = world.standing
  if (!attempt || before?.decision.result !== 'returned' || status === 'inReview' || !mayMove(status, 'award').ok)
    return null
  const fresh = ['appeal reader 1', 'appeal reader 2'].map((readerId) => {
    const reading = open(world, attempt, 'appeal')
    for (const name of ['claim', 'submit'] as const) hold(moveReading(world, { attempt, reading }, name), 'not read')
    return Object.assign(reading, { readerId, levels: IDS.map(() => 2) })
  })
  const readings = fresh.map((reading) => scored(reading, IDS))
  const entry = { ...RECORD, provisional: false, supersedes: before.id }
  const { rubric } = world
  const facts: DecisionFacts = {
    rubric,
    readings,
    banked: [],
    adjudication: null,
    readingsNeeded: 2,
    settings: SETTINGS,
    record: entry,
  }
  const assembly = assembleDecision(facts)
  return assembly.kind === 'decided' ? record(world, attempt, assembly.decision) : null
}

function isReady({ now }: World, { log, submittedAt }: Reading): boolean {
  return routingMayRun({ status: reviewStatusOf(log), submittedAt }, new Date(now))
}

function factsOf({ newSite, rubric }: World, attempt: Attempt, ready: readonly Reading[]): DecisionFacts {
  const readers = ready.filter(({ purpose }) => purpose !== 'adjudication')
  const provisional = isProvisional(readers)
  const { scope, routed } = attempt
  const criteria = scope.full ? IDS : scope.open.map(({ criterionId }) => criterionId)
  return {
    rubric,
    readings: readers.map((reading) => scored(reading, criteria)),
    banked: scope.banked,
    adjudication: null,
    readingsNeeded: newSite || provisional || routed ? 2 : 1,
    settings: SETTINGS,
    record: { ...RECORD, provisional },
  }
}

function scored({ id, levels }: Reading, criteria: readonly string[]): ScoredReading {
  const levelId = (criterionId: string) => LEVELS[levels[IDS.indexOf(criterionId)] ?? 0] ?? ''
  return { reviewId: id, scores: criteria.map((criterionId) => ({ criterionId, levelId: levelId(criterionId) })) }
}

function need(
  world: World,
  attempt: Attempt,
  { purpose, most }: { purpose: 'second' | 'adjudication'; most: number },
): void {
  const ruling = purpose === 'adjudication'
  const there = liveReadings(attempt).filter((reading) => (reading.purpose === 'adjudication') === ruling)
  if (there.length < most) open(world, attempt, purpose)
}

function record(world: World, attempt: Attempt, decision: Decision): Decision {
  const id = uuid(world.ids++)
  for (const before of attempt.decisions) before.superseded = true
  for (const reading of attempt.readings.filter((read) => decision.readings.includes(read.id)))
    hold(moveReading(world, { attempt, reading }, 'settle'), 'a reading that decides cannot be settled')
  const met = decision.criteria.flatMap((final) => metNow(world, attempt, final))
  attempt.decisions.push({ id, decision, text: JSON.stringify(decision), newSite: world.newSite, superseded: false })
  attempt.met = met
  hold(
    move(world, decision.result === 'earned' ? 'award' : 'return', { decisionId: id }),
    'a decision that moves nothing',
  )
  cancelReadings(world)
  return decision
}

function metNow(
  world: World,
  { manifest }: Attempt,
  { criterionId, levelId, state, source }: FinalCriterion,
): MetEarlier[] {
  const kept = metEarlier(world).find((earlier) => earlier.criterionId === criterionId && earlier.state === 'met')
  if (source === 'banked' && kept) return [kept]
  const attempt = { ...manifest, submittedAt: new Date(manifest.submittedAt) }
  const fresh = { criterionId, attempt, contentDigest: criterionId, integrityConfirmed: false }
  if (state === 'reread') return [{ ...fresh, state, levelId: null }]
  return state === 'met' && levelId ? [{ ...fresh, state, levelId }] : []
}
