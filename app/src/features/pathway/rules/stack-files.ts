import { error, type Problem } from '../../catalog/rules/problem.ts'
import { type StackFile, StackFiles } from '../model.ts'

export interface ReadStacks {
  readonly stacks: readonly StackFile[]
  readonly problems: readonly Problem[]
}

/** The stacks of `stacks.yaml` beside the codes of the catalogue; with a problem there is no stack. */
export function readStacks(value: unknown, codes: ReadonlySet<string>): ReadStacks {
  const parsed = StackFiles.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, code, message }) => error(path.join('.'), code, message))
    return { stacks: [], problems }
  }
  const problems = [
    ...doubles(parsed.data, 'code'),
    ...doubles(parsed.data, 'slug'),
    ...parsed.data.flatMap((stack, at) => problemsOf(stack, codes).map((each) => under(at, each))),
  ]
  return { stacks: problems.length > 0 ? [] : parsed.data, problems }
}

function doubles(stacks: readonly StackFile[], name: 'code' | 'slug'): Problem[] {
  return stacks.flatMap((stack, at) =>
    stacks.findIndex((one) => one[name] === stack[name]) < at
      ? [error(`${at}.${name}`, `duplicate_${name}`, `${stack[name]} stands twice. Give each stack its own.`)]
      : [],
  )
}

function problemsOf({ rule, members }: StackFile, codes: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  members.forEach(({ code, group }, at) => {
    if (!codes.has(code))
      problems.push(error(`members.${at}.code`, 'unknown_entry', `The catalogue has no entry ${code}.`))
    if (members.findIndex((one) => one.code === code) < at)
      problems.push(error(`members.${at}.code`, 'duplicate_member', `${code} stands twice in this stack.`))
    if (group !== undefined && !rule.groups.some(({ id }) => id === group))
      problems.push(error(`members.${at}.group`, 'unknown_group', `The rule has no group ${group}.`))
  })
  if (rule.anyOf > members.length)
    problems.push(error('rule.anyOf', 'rule_unreachable', `The stack has only ${members.length} members.`))
  rule.groups.forEach(({ id, min }, at) => {
    const size = members.filter(({ group }) => group === id).length
    if (min > size)
      problems.push(error(`rule.groups.${at}.min`, 'rule_unreachable', `The group ${id} has ${size} members.`))
  })
  const sum = rule.groups.reduce((all, { min }) => all + min, 0)
  if (sum > rule.anyOf)
    problems.push(error('rule.anyOf', 'rule_unreachable', `The groups alone ask for ${sum}. Ask for as many.`))
  return problems
}

function under(at: number, problem: Problem): Problem {
  return { ...problem, path: `${at}.${problem.path}` }
}
