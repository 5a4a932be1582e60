import { type Figure, rounded } from './figures.ts'

interface Goal {
  readonly suite: string
  readonly name: string
  readonly field: 'ops_s' | 'p50_ms' | 'p99_ms' | 'ratio' | 'mb' | 'share'
  readonly atLeast?: number
  readonly atMost?: number
}

/** What is promised, figure by figure. */
const GOALS: readonly Goal[] = [
  { suite: 'credentials', name: 'issue', field: 'ratio', atLeast: 100 },
  { suite: 'credentials', name: 'issue', field: 'share', atLeast: 0.65 },
  { suite: 'credentials', name: 'issue, general path', field: 'ratio', atLeast: 4 },
  { suite: 'credentials', name: 'issue on two cores', field: 'ratio', atLeast: 1.8 },
  { suite: 'credentials', name: 'verify', field: 'ratio', atLeast: 40 },
  { suite: 'credentials', name: 'verify', field: 'share', atLeast: 0.55 },
  { suite: 'credentials', name: 'verify, general path', field: 'ratio', atLeast: 4 },
  { suite: 'credentials', name: 'issue, foreign document', field: 'ratio', atLeast: 4 },
  { suite: 'credentials', name: 'verify, foreign document', field: 'ratio', atLeast: 4 },
  { suite: 'credentials', name: 'hostile inputs: changed credentials', field: 'p99_ms', atMost: 50 },
  { suite: 'credentials', name: 'hostile inputs: deep nesting', field: 'p99_ms', atMost: 50 },
  { suite: 'credentials', name: 'hostile inputs: names of keys', field: 'p99_ms', atMost: 50 },
  { suite: 'credentials', name: 'hostile inputs: poison graphs', field: 'p99_ms', atMost: 300 },
  { suite: 'credentials', name: 'publish a status list', field: 'ratio', atLeast: 30 },
  { suite: 'http', name: 'catalogue page', field: 'ops_s', atLeast: 1_500 },
  { suite: 'http', name: 'catalogue page', field: 'p99_ms', atMost: 80 },
  { suite: 'http', name: 'public credential page', field: 'p99_ms', atMost: 30 },
  { suite: 'http', name: 'public credential page', field: 'ratio', atLeast: 30 },
  { suite: 'http', name: 'search, one at a time', field: 'p99_ms', atMost: 10 },
  { suite: 'search', name: 'a new question among 126 entries', field: 'p99_ms', atMost: 10 },
  { suite: 'search', name: 'a new question among 10000 entries', field: 'p99_ms', atMost: 25 },
  { suite: 'start', name: 'later start to first page', field: 'p50_ms', atMost: 1_200 },
  { suite: 'start', name: 'fresh clone with a warm npm cache to first page', field: 'p50_ms', atMost: 25_000 },
  { suite: 'start', name: 'idle memory of the server', field: 'mb', atMost: 150 },
  { suite: 'start', name: 'idle memory of the database', field: 'mb', atMost: 120 },
]

export interface Judged {
  readonly line: string
  readonly short: boolean
}

/**
 * Every goal of a suite against its figure; a goal without a figure falls short.
 * @param speed of this machine beside the one the goals were written on: times and rates are judged as they would be there
 */
export function judge(suite: string, figures: readonly Figure[], speed: number): Judged[] {
  return GOALS.filter((goal) => goal.suite === suite).map((goal) => judged(goal, figures, speed))
}

function judged(goal: Goal, figures: readonly Figure[], speed: number): Judged {
  const here = measured(goal, figures)
  const value = here === null ? null : there(goal.field, here, speed)
  const bound = goal.atLeast === undefined ? `at most ${goal.atMost}` : `at least ${goal.atLeast}`
  const met = value !== null && value >= (goal.atLeast ?? -Infinity) && value <= (goal.atMost ?? Infinity)
  const also = value === here ? '' : ` (here ${here})`
  const said = `${goal.suite}: ${goal.name}, ${goal.field} ${value ?? 'was not measured'}${also}, goal ${bound}`
  return { line: `${met ? 'met  ' : 'SHORT'} ${said}`, short: !met }
}

function there(field: Goal['field'], here: number, speed: number): number {
  if (field === 'p50_ms' || field === 'p99_ms') return rounded(here * speed)
  return field === 'ops_s' ? rounded(here / speed) : here
}

function measured({ name, field }: Goal, figures: readonly Figure[]): number | null {
  return figures.find((one) => one.name === name)?.[field] ?? null
}
