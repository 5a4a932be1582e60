import { reviewStatusOf } from '../../src/features/review/rules/moves.ts'
import { decide, overturn } from '../../src/features/review/rules/testing/deciding.ts'
import {
  admit,
  cancelReadings,
  claim,
  lastAttempt,
  leave,
  submitReading,
  undoReading,
} from '../../src/features/review/rules/testing/readings.ts'
import {
  IDS,
  move,
  submit,
  textOf,
  type World,
  worldWith,
  write,
} from '../../src/features/review/rules/testing/world.ts'
import { statusOf } from '../../src/features/submission/rules/standing.ts'
import { mayUndo, precheckMayBegin, undoUntil } from '../../src/features/submission/rules/undo.ts'

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Chance = () => number
const pick = <T>(chance: Chance, from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T
const WAITS = [1_000, 20_000, 700_000, 86_400_000, 20 * 86_400_000]
const RULES = [
  { kind: 'conjunctive' },
  { kind: 'k_of_n', k: 3 },
  { kind: 'compensatory', minTotal: 50, sectionMin: { R: 40 } },
] as const
const window = ({ now, standing }: World) => ({
  undoUntil: standing.submittedAt && undoUntil(standing.submittedAt, 10),
  now: new Date(now),
})

function read(world: World, chance: Chance): void {
  claim(world, `reader ${Math.ceil(chance() * 6)}`, chance() < 0.3)
  // Mostly good work, so that awards happen.
  const least = chance() < 0.6 ? 1 : 0
  submitReading(
    world,
    IDS.map(() => least + Math.floor(chance() * (3 - least))),
  )
}

const COMMANDS: Readonly<Record<string, (world: World, chance: Chance) => void>> = {
  submit,
  read,
  readAgain: read,
  admit,
  decide: (world) => void decide(world),
  overturn: (world) => void overturn(world),
  undoReading,
  precheck: (world) => void (precheckMayBegin(world.standing, window(world)).ok && move(world, 'beginPrecheck', {})),
  undo: (world) => void (mayUndo(world.standing, window(world)).ok && move(world, 'undo', {})),
  sendBack: (world) => void move(world, 'sendBack', { findings: ['malware'] }),
  leave: (world, chance) => leave(world, pick(chance, ['release', 'expire', 'declareConflict', 'save', 'flag'])),
  wait: (world, chance) => {
    world.now += pick(chance, WAITS)
  },
  edit: (world, chance) => {
    world.pieces[Math.floor(chance() * IDS.length)] = 6 + Math.floor(chance() * 90)
  },
  route: (world) => {
    const attempt = lastAttempt(world)
    if (attempt) attempt.routed = true
  },
  meetCoach: (world) => {
    const at = new Date(world.now)
    write(world, { type: 'submission.coachMet', at, body: { at: at.toISOString() } })
  },
  qualify: (world) => {
    world.newSite = false
  },
  withdraw: (world, chance) => {
    if (chance() < 0.05 && move(world, 'withdraw', { reason: 'learner' })) cancelReadings(world)
  },
}
const NAMES = Object.keys(COMMANDS)
/** What happens next when nobody hesitates; half of all commands, so that many Submissions come to an end. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  draft: ['submit'],
  submitted: ['wait', 'precheck'],
  precheck: ['admit'],
  inReview: ['read', 'wait', 'decide', 'read'],
  returned: ['edit', 'meetCoach', 'submit', 'overturn'],
}

export interface Sum {
  readonly faults: readonly string[]
  readonly earned: number
  readonly returned: number
}

/** Many Submissions side by side; a fault names the command after which it was first seen. */
export function randomCommands(seed: number, commands: number): Sum {
  const chance = chanceOf(seed)
  const open = () => worldWith(pick(chance, RULES), chance() < 0.5)
  const worlds = Array.from({ length: 25 }, open)
  const ended: World[] = []
  const faults: string[] = []
  for (let count = 0; count < commands && faults.length === 0; count++) {
    const place = Math.floor(chance() * worlds.length)
    const world = worlds[place] as World
    const name = pick(chance, chance() < 0.5 ? (NEXT[world.standing.status] ?? NAMES) : NAMES)
    COMMANDS[name]?.(world, chance)
    faults.push(...faultsOf(world).map((fault) => `seed ${seed}, command ${count} (${name}): ${fault}`))
    if (world.standing.status !== 'earned' && world.standing.status !== 'withdrawn') continue
    ended.push(world)
    worlds[place] = open()
  }
  const all = [...ended, ...worlds]
  return {
    faults,
    earned: all.filter(({ standing }) => standing.status === 'earned').length,
    returned: all.flatMap(({ log }) => log).filter(({ type }) => type === 'submission.returned').length,
  }
}

/** What must hold after every single command. */
function faultsOf({ log, standing, attempts }: World): string[] {
  const faults: string[] = []
  const must = (holds: boolean, fault: string) => void (holds || faults.push(fault))
  must(statusOf(log) === standing.status, 'the cached status is not what the log folds to')
  must(log.filter(({ type }) => type === 'submission.earned').length <= 1, 'earned twice')
  const current = attempts.map(({ decisions }) => decisions.filter(({ superseded }) => !superseded))
  must(
    current.every((decisions) => decisions.length <= 1),
    'two current decisions of one attempt',
  )
  const earned = current.flat().some(({ decision }) => decision.result === 'earned')
  must(standing.status !== 'earned' || earned, 'earned without an earned decision')
  must(
    attempts.every(({ manifest, bytes }) => textOf(manifest) === bytes),
    'a frozen manifest changed',
  )
  must(
    attempts.every(({ decisions }) => decisions.every(({ decision, text }) => JSON.stringify(decision) === text)),
    'a written decision changed',
  )
  const readersOf = attempts.flatMap(({ readings, decisions }) =>
    decisions.map(({ decision, newSite }) => ({
      least: newSite || decision.provisional ? 2 : 1,
      used: readings.filter(
        ({ id, log: lines }) => decision.readings.includes(id) && reviewStatusOf(lines) === 'settled',
      ),
      named: decision.readings.length,
    })),
  )
  must(
    readersOf.every(({ used, least, named }) => used.length === named && used.length >= least),
    'a decision skipped a reading',
  )
  must(
    readersOf.every(({ used }) => new Set(used.map(({ readerId }) => readerId)).size === used.length),
    'one person read twice for a decision',
  )
  must(
    attempts.every(({ no }, place) => no === place + 1),
    'attempts are not numbered 1, 2, 3, …',
  )
  return faults
}
