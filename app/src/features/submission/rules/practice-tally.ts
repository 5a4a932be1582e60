/** A group of one day: how many of those with a result reached the mark, and how many have none. */
export interface Group {
  readonly reached: number
  readonly of: number
  readonly missing: number
}
type Row<Grouping extends string> = Readonly<Record<Grouping, string>> & {
  readonly first: boolean | null
  readonly later: boolean | null
}

export function talliesOf<Grouping extends string>(
  students: readonly Row<Grouping>[],
  grouping: Grouping,
  day: 'first' | 'later',
): ReadonlyMap<string, Group> {
  const tallies = new Map<string, { reached: number; of: number; missing: number }>()
  for (const student of students) {
    const tally = tallies.get(student[grouping]) ?? { reached: 0, of: 0, missing: 0 }
    tallies.set(student[grouping], tally)
    if (student[day] === null) tally.missing++
    else tally.of++
    if (student[day] === true) tally.reached++
  }
  return tallies
}

/** Under ten students: counts, not percents. */
export function isSmall({ of, missing }: Group): boolean {
  return of + missing < 10
}

export function shareGap(low: Group, high: Group): number {
  return high.reached / high.of - low.reached / low.of
}

/** How many results of the smaller group have to flip, one at a time, until the two shares meet or cross. */
export function flipsBetween(one: Group, other: Group): number {
  const [small, large] = one.of < other.of ? [one, other] : [other, one]
  const even = (large.reached * small.of) / large.of
  return Math.ceil(Math.abs(even - small.reached))
}
