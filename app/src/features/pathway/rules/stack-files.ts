import { error, type Problem } from '../../catalog/rules/problem.ts'
import { isStackCode, type StackFile, StackFiles } from '../model.ts'
import type { Holder } from './inside.ts'
import { insideProblems, memberProblems, ruleProblems } from './rule-problems.ts'

export interface ReadStacks {
  readonly stacks: readonly StackFile[]
  readonly problems: readonly Problem[]
}

/** The codes of the catalogue, each with the newest major edition there is. */
export type Known = ReadonlyMap<string, number>

/** The stacks of `stacks.yaml` beside the entries of the catalogue; with a problem there is no stack. */
export function readStacks(value: unknown, known: Known): ReadStacks {
  const parsed = StackFiles.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, code, message }) => error(path.join('.'), code, message))
    return { stacks: [], problems }
  }
  const all = holdersIn(parsed.data)
  const problems = [
    ...doubles(parsed.data, 'code'),
    ...doubles(parsed.data, 'slug'),
    ...parsed.data.flatMap((stack, at) => problemsOf(stack, { known, all }).map((each) => under(at, each))),
  ]
  return { stacks: problems.length > 0 ? [] : parsed.data, problems }
}

/** An entry's major edition, from its version. */
export function majorOf(version: string): number {
  return Number(version.split('.')[0])
}

function doubles(stacks: readonly StackFile[], name: 'code' | 'slug'): Problem[] {
  return stacks.flatMap((stack, at) =>
    stacks.findIndex((one) => one[name] === stack[name]) < at
      ? [error(`${at}.${name}`, `duplicate_${name}`, `${stack[name]} stands twice. Give each stack its own.`)]
      : [],
  )
}

interface Beside {
  readonly known: Known
  readonly all: ReadonlyMap<string, Holder>
}

function problemsOf(stack: StackFile, { known, all }: Beside): Problem[] {
  return [...memberProblems(stack, known), ...insideProblems(stack, all), ...ruleProblems(stack)]
}

function holdersIn(stacks: readonly StackFile[]): Beside['all'] {
  return new Map(
    stacks.map(({ code, kind, members }) => [
      code,
      { kind, stacks: members.map((member) => member.code).filter(isStackCode) },
    ]),
  )
}

function under(at: number, problem: Problem): Problem {
  return { ...problem, path: `${at}.${problem.path}` }
}
