import { diceFrom } from '../../../lib/dice.ts'
import { flipsBetween, type Group, isSmall, shareGap, talliesOf } from './practice-tally.ts'

/** Columns of the table, each with its groups. */
export const GROUPS = {
  course: ['a', 'b', 'c', 'd'],
  language: ['english', 'spanish', 'vietnamese', 'arabic'],
  attendance: ['under90', 'to95', 'over95'],
  hour: ['1', '2', '3', '4'],
} as const
export type Grouping = keyof typeof GROUPS
export const GROUPINGS = Object.keys(GROUPS) as readonly Grouping[]
const CHANGES = ['grows', 'shrinks', 'stays'] as const

/** An invented student; null: no result that time. */
export interface Student extends Readonly<Record<Grouping, string>> {
  readonly code: string
  readonly first: boolean | null
  readonly later: boolean | null
}
/** What was built into a case; no page shows it. */
interface Built {
  readonly grouping: Grouping
  readonly low: string
  readonly high: string
  readonly crossing: Grouping
  /** The difference is that of the crossing: set beside it, it goes. */
  readonly removed: boolean
  readonly change: (typeof CHANGES)[number]
}
export interface PracticeCase {
  readonly students: readonly Student[]
  readonly built: Built
  readonly flips: number
}

/** What a page shows of it: nothing of how it was built, and no later result before its time. */
export type ShownStudent = Omit<Student, 'later'> & { readonly later?: boolean | null }

export function shownStudents({ students }: PracticeCase, open: { readonly later: boolean }): ShownStudent[] {
  return students.map(({ later, ...student }) => (open.later ? { ...student, later } : student))
}

/** What the key is derived by; with the id of a work it gives the seed of its case. */
export function practiceLabel(tenantId: string): string {
  return `practice case ${tenantId}`
}

interface Plan extends Built {
  readonly size: number
  readonly weights: Readonly<Record<Grouping, readonly number[]>>
  /** Groups of the crossing in which fewer reach the mark, where the difference is the crossing's. */
  readonly hard: ReadonlySet<string>
  readonly middle: number
  readonly gap: number
}
type Dice = () => number
type Seat = Readonly<Record<Grouping, string>>

/** One case from one seed: the same bytes give the same table. Drawn again until it keeps what cases promise. */
export function practiceCase(seed: Uint8Array): PracticeCase {
  const dice = diceFrom(seed)
  for (;;) {
    const plan = planned(dice)
    const made = { students: seated(dice, plan), built: plan }
    if (isFit(made)) return { ...made, flips: mainOf(made, 'first').flips }
  }
}

function planned(dice: Dice): Plan {
  const [grouping, crossing] = shuffled(dice, GROUPINGS) as [Grouping, Grouping]
  const [low, high] = shuffled(dice, GROUPS[grouping]) as [string, string]
  const weights = Object.fromEntries(
    GROUPINGS.map((each) => [each, weightsOf(dice, each, each === grouping ? [low, high] : [])]),
  ) as unknown as Plan['weights']
  return {
    ...{ grouping, low, high, crossing, weights, hard: hardOf(GROUPS[crossing], weights[crossing]) },
    removed: dice() < 0.5,
    change: CHANGES[Math.floor(dice() * CHANGES.length)] ?? 'stays',
    size: between(dice, 60, 96),
    middle: 0.48 + dice() * 0.12,
    gap: 0.3 + dice() * 0.16,
  }
}

/** The two groups of the main difference are the large ones, whichever of them is larger. */
function weightsOf(dice: Dice, grouping: Grouping, large: readonly string[]): readonly number[] {
  const groups = GROUPS[grouping]
  const shares = groups.length === 3 ? [0.45, 0.35, 0.2] : [0.4, 0.31, 0.18, 0.11]
  const rest = shuffled(
    dice,
    groups.filter((group) => !large.includes(group)),
  )
  const order = [...shuffled(dice, large), ...rest]
  return groups.map((group) => shares[order.indexOf(group)] ?? 0)
}

/** Seats first, then who was absent, then results: a case is dealt like a deck, in one order. */
function seated(dice: Dice, plan: Plan): Student[] {
  const seats = Array.from({ length: plan.size }, () => seat(dice, plan))
  const first = results(dice, plan, { seats, gap: plan.gap, middle: plan.middle })
  const factor = { grows: 1.5, shrinks: 0.35, stays: 1 }[plan.change]
  const later = results(dice, plan, { seats, gap: plan.gap * factor, middle: plan.middle + 0.05 })
  return seats.map(({ course, language, attendance, hour }, at) => {
    const code = `S${at < 9 ? '0' : ''}${at + 1}`
    return { code, course, language, attendance, hour, first: first[at] ?? null, later: later[at] ?? null }
  })
}

function seat(dice: Dice, plan: Plan): Seat {
  const draw = (each: Grouping) => weighted(dice, GROUPS[each], plan.weights[each])
  const drawn = {
    course: draw('course'),
    language: draw('language'),
    attendance: draw('attendance'),
    hour: draw('hour'),
  }
  const main = drawn[plan.grouping]
  if (!plan.removed || (main !== plan.low && main !== plan.high)) return drawn
  // Most of the low group sit on the hard side of the other grouping, and most of the high group on the easy one.
  const hard = dice() < (main === plan.low ? 0.88 : 0.12)
  const side = GROUPS[plan.crossing].map((group, at) =>
    plan.hard.has(group) === hard ? (plan.weights[plan.crossing][at] ?? 0) : 0,
  )
  return { ...drawn, [plan.crossing]: weighted(dice, GROUPS[plan.crossing], side) }
}

/** The largest group and the smallest, or the largest of three: about half of the students. */
function hardOf(groups: readonly string[], weights: readonly number[]): ReadonlySet<string> {
  const [most, least] = [Math.max(...weights), groups.length > 3 ? Math.min(...weights) : -1]
  return new Set(groups.filter((_, at) => weights[at] === most || weights[at] === least))
}

interface Dealing {
  readonly seats: readonly Seat[]
  readonly gap: number
  readonly middle: number
}

/** Results of one day: in each cell as many reach the mark as its share says, to within one. */
function results(dice: Dice, plan: Plan, { seats, gap, middle }: Dealing): (boolean | null)[] {
  const order = shuffled(dice, [...seats.keys()])
  const absent = new Set(order.slice(0, between(dice, 4, 9)))
  const reached: (boolean | null)[] = seats.map(() => null)
  const owed = new Map<string, number>()
  for (const at of order) {
    const here = seats[at]
    if (here === undefined || absent.has(at)) continue
    const cell = `${here[plan.grouping]} ${plan.hard.has(here[plan.crossing])}`
    const due = (owed.get(cell) ?? dice()) + shareOf(plan, here, { gap, middle })
    reached[at] = due >= 1
    owed.set(cell, due % 1)
  }
  return reached
}

function shareOf(plan: Plan, here: Seat, { gap, middle }: Omit<Dealing, 'seats'>): number {
  if (plan.removed) return within(middle + (plan.hard.has(here[plan.crossing]) ? -0.65 : 0.65) * gap)
  const main = here[plan.grouping]
  return within(middle + (main === plan.low ? -0.5 : main === plan.high ? 0.5 : 0) * gap)
}

const ALL_GROUPS = Object.values(GROUPS).flat().length
type Made = Pick<PracticeCase, 'students' | 'built'>

/** The two groups of the main difference on one of the two days. */
export function mainOf({ students, built }: Made, day: 'first' | 'later') {
  const tallies = talliesOf(students, built.grouping, day)
  const [low, high] = [tallies.get(built.low) ?? NOBODY, tallies.get(built.high) ?? NOBODY]
  return { low, high, gap: shareGap(low, high), flips: flipsBetween(low, high) }
}
const NOBODY: Group = { reached: 0, of: 0, missing: 0 }

/** What every case promises: small groups, a difference that a reader can work out, a crossing and a change that can be seen. */
function isFit(made: Made): boolean {
  const { students, built } = made
  const { low, high, gap, flips } = mainOf(made, 'first')
  const groups = GROUPINGS.flatMap((each) => [...talliesOf(students, each, 'first').values()])
  const small = groups.filter(isSmall).length
  if (small < 2 || small > 4 || groups.length < ALL_GROUPS || groups.some(({ of }) => of < 3)) return false
  if (Math.min(low.of, high.of) < 12 || low.of === high.of || gap < 0.2 || flips < 3) return false
  const rest = GROUPINGS.filter((each) => each !== built.grouping && !(built.removed && each === built.crossing))
  if (rest.some((each) => spread(students, each) >= gap)) return false
  const left = crossedGap(made)
  if (built.removed ? Math.abs(left) > 0.1 : left < gap * 0.6) return false
  const moved = mainOf(made, 'later').gap - gap
  return { grows: moved >= 0.08, shrinks: moved <= -0.08, stays: Math.abs(moved) <= 0.05 }[built.change]
}

/** The widest difference among groups of ten or more. */
function spread(students: readonly Student[], grouping: Grouping): number {
  const large = [...talliesOf(students, grouping, 'first').values()].filter((group) => !isSmall(group))
  const shares = large.map(({ reached, of }) => reached / of)
  return Math.max(...shares) - Math.min(...shares)
}

/** The main difference within the groups of the crossing, each counted by how much it can tell (Mantel and Haenszel). */
export function crossedGap({ students, built }: Made): number {
  let [sum, weight] = [0, 0]
  for (const group of GROUPS[built.crossing]) {
    const inside = students.filter((student) => student[built.crossing] === group)
    const { low, high } = mainOf({ students: inside, built }, 'first')
    if (low.of === 0 || high.of === 0) continue
    const told = (low.of * high.of) / (low.of + high.of)
    sum += told * shareGap(low, high)
    weight += told
  }
  return weight === 0 ? 0 : sum / weight
}

function within(share: number): number {
  return Math.min(0.95, Math.max(0.05, share))
}

function between(dice: Dice, least: number, most: number): number {
  return least + Math.floor(dice() * (most - least + 1))
}

function weighted(dice: Dice, groups: readonly string[], weights: readonly number[]): string {
  let left = dice() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [at, group] of groups.entries()) {
    left -= weights[at] ?? 0
    if (left < 0) return group
  }
  return groups[0] ?? ''
}

function shuffled<Item>(dice: Dice, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: dice() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item)
}
