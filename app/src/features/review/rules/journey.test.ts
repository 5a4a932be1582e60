import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statusOf } from '../../submission/rules/standing.ts'
import { mayUndo, precheckMayBegin, undoUntil } from '../../submission/rules/undo.ts'
import type { Decision } from '../model.ts'
import type { RuleLike } from './levels.ts'
import { reviewStatusOf } from './moves.ts'
import { decide, overturn } from './testing/deciding.ts'
import { admit, cancelReadings, claim, lastAttempt, leave, submitReading, undoReading } from './testing/readings.ts'
import {
  type Attempt,
  hold,
  IDS,
  move,
  submit,
  textOf,
  type World,
  type Written,
  worldWith,
  write,
} from './testing/world.ts'

/** The long run takes 10,000. */
const JOURNEYS = Number(process.env.RANDOM_JOURNEYS ?? 1_000)

const seen = new Set<string>()
function saw(decision: Decision | null): void {
  if (!decision) return
  seen.add(decision.result).add(decision.provisional ? 'provisional' : 'qualified')
  if (decision.supersedes) seen.add('overturned')
  for (const { source } of decision.criteria) seen.add(source)
}

type Command = (world: World) => void
const window = ({ now, standing }: World) => ({
  undoUntil: standing.submittedAt && undoUntil(standing.submittedAt, 10),
  now: new Date(now),
})

/** The next thing that happens when nobody hesitates. */
function goOn(world: World): void {
  world.now += 700_000
  const { status } = world.standing
  if (status === 'draft' || status === 'returned') submit(world)
  else if (status === 'precheck') admit(world)
  else if (status === 'inReview') saw(decide(world))
  else if (precheckMayBegin(world.standing, window(world)).ok) move(world, 'beginPrecheck', {})
}

function undo(world: World): void {
  if (mayUndo(world.standing, window(world)).ok) move(world, 'undo', {})
}

function route(world: World): void {
  const attempt = lastAttempt(world)
  if (attempt) attempt.routed = true
}

function meetCoach(world: World): void {
  const at = new Date(world.now)
  write(world, { type: 'submission.coachMet', at, body: { at: at.toISOString() } })
}

function withdraw(world: World): void {
  if (move(world, 'withdraw', { reason: 'learner' })) cancelReadings(world)
}

const anyLevels = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: IDS.length, maxLength: IDS.length })
const goodLevels = fc.array(fc.constantFrom(1, 1, 1, 2, 0), { minLength: IDS.length, maxLength: IDS.length })
const read = fc.record({
  levels: fc.oneof(anyLevels, goodLevels),
  reader: fc.integer({ min: 1, max: 5 }),
  provisional: fc.boolean(),
})
const edit = fc.record({ place: fc.nat(IDS.length - 1), piece: fc.integer({ min: 6, max: 99 }) })
const wait = fc.constantFrom(1_000, 20_000, 700_000, 86_400_000, 40 * 86_400_000)
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 32, arbitrary: fc.constant<Command>(goOn) },
  {
    weight: 24,
    arbitrary: read.map(
      ({ levels, reader, provisional }): Command =>
        (world) => {
          claim(world, `reader ${reader}`, provisional)
          submitReading(world, levels)
        },
    ),
  },
  {
    weight: 8,
    arbitrary: edit.map(
      ({ place, piece }): Command =>
        (world) => {
          world.pieces[place] = piece
        },
    ),
  },
  {
    weight: 4,
    arbitrary: wait.map(
      (milliseconds): Command =>
        (world) => {
          world.now += milliseconds
        },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('release', 'expire', 'declareConflict', 'save', 'flag').map(
      (name): Command =>
        (world) =>
          leave(world, name),
    ),
  },
  { weight: 24, arbitrary: fc.constantFrom<Command>(submit, undo, admit, route, meetCoach, undoReading) },
  { weight: 4, arbitrary: fc.constant<Command>((world) => saw(decide(world))) },
  { weight: 4, arbitrary: fc.constant<Command>((world) => saw(overturn(world))) },
  { weight: 4, arbitrary: fc.constant<Command>((world) => move(world, 'sendBack', { findings: ['malware'] })) },
  {
    weight: 4,
    arbitrary: fc.constant<Command>((world) => {
      world.newSite = false
    }),
  },
  { weight: 1, arbitrary: fc.constant<Command>(withdraw) },
)

function holdsDecision({ readings, scope }: Attempt, { decision, newSite }: Written): void {
  const used = readings.filter(({ id }) => decision.readings.includes(id))
  const settled = used.every(({ log }) => reviewStatusOf(log) === 'settled')
  hold(used.length === decision.readings.length && settled, 'a decision on a reading that is not settled')
  hold(new Set(used.map(({ readerId }) => readerId)).size === used.length, 'one person read twice')
  hold(used.length >= 2 || !(newSite || decision.provisional), 'one reading decided on a new site')
  const met = decision.criteria.filter(({ state }) => state === 'met').map(({ criterionId }) => criterionId)
  hold(
    scope.banked.every(({ criterionId }) => met.includes(criterionId)),
    'a banked criterion was lost',
  )
}

function holdsAlways({ log, attempts }: World): void {
  hold(log.filter(({ type }) => type === 'submission.earned').length <= 1, 'two awards')
  for (const attempt of attempts) {
    hold(attempt.decisions.filter(({ superseded }) => !superseded).length <= 1, 'two current decisions of one attempt')
    for (const written of attempt.decisions) holdsDecision(attempt, written)
  }
}

function holdsAtTheEnd({ log, attempts, standing }: World): void {
  hold(statusOf(log) === standing.status, 'the cache differs from the fold')
  const over = standing.status === 'earned' || standing.status === 'withdrawn'
  for (const { manifest, bytes, decisions, readings, scope } of attempts) {
    hold(textOf(manifest) === bytes, 'a manifest changed')
    hold(
      decisions.every(({ decision, text }) => JSON.stringify(decision) === text),
      'a decision changed',
    )
    hold(
      !over || !readings.some((reading) => ['open', 'leased'].includes(reviewStatusOf(reading.log))),
      'a reading outlived its Submission',
    )
    if (scope.banked.length > 0 && !scope.full) seen.add('targeted retry')
  }
  seen.add(standing.status)
}

const rule = fc.constantFrom<RuleLike>(
  { kind: 'conjunctive' },
  { kind: 'k_of_n', k: 3 },
  { kind: 'compensatory', minTotal: 50, sectionMin: { R: 40 } },
)

test(`${JOURNEYS} random journeys: one award at most, two settled readings on a new site, nothing frozen changes`, () => {
  fc.assert(
    fc.property(rule, fc.boolean(), fc.array(command, { minLength: 10, maxLength: 45 }), (kind, newSite, commands) => {
      const world = worldWith(kind, newSite)
      for (const run of commands) {
        run(world)
        holdsAlways(world)
      }
      holdsAtTheEnd(world)
    }),
    { numRuns: JOURNEYS },
  )
  const sources = ['single', 'agreed', 'higher', 'adjudicated', 'reread', 'banked']
  const states = ['draft', 'inReview', 'returned', 'earned', 'withdrawn']
  const reached = [...sources, ...states, 'provisional', 'qualified', 'overturned', 'targeted retry']
  expect(reached.filter((what) => !seen.has(what))).toEqual([])
}, 900_000)
