import { error, type Problem } from '../../catalog/rules/problem.ts'
import { isStackCode, type StackFile } from '../model.ts'
import { layersOf } from './gates.ts'
import { type Holder, type Misplaced, misplaced } from './inside.ts'
import { ruleOf } from './rule-of.ts'

/** Members that the catalogue does not have, that stand twice, or whose place the rule does not have. */
export function memberProblems(
  { kind, rule, members }: StackFile,
  known: ReadonlyMap<string, number>,
): readonly Problem[] {
  return members.flatMap(({ code, group, step, minMajor }, at) => {
    const here = (field: string, name: string, words: string) => error(`members.${at}.${field}`, name, words)
    const newest = known.get(code)
    return [
      newest === undefined &&
        !isStackCode(code) &&
        here('code', 'unknown_entry', `The catalogue has no entry ${code}.`),
      members.findIndex((one) => one.code === code) < at &&
        here('code', 'duplicate_member', `${code} stands twice in this stack.`),
      group !== undefined &&
        !rule.groups.some(({ id }) => id === group) &&
        here('group', 'unknown_group', `The rule has no group ${group}.`),
      step !== undefined &&
        !rule.steps.some(({ id }) => id === step) &&
        here('step', 'unknown_step', `The rule has no step ${step}.`),
      kind === 'pathway' && step === undefined && here('step', 'step_missing', `Say which step ${code} belongs to.`),
      newest !== undefined &&
        minMajor !== undefined &&
        minMajor > newest &&
        here('minMajor', 'rule_unreachable', `The newest edition of ${code} is ${newest}.`),
    ].filter((problem) => problem !== false)
  })
}

/** Stacks among the members that are not there or may not stand there; `all` are those of the same file. */
export function insideProblems(stack: StackFile, all: ReadonlyMap<string, Holder>): readonly Problem[] {
  return stack.members.flatMap(({ code, minMajor }, at) => {
    if (!isStackCode(code)) return []
    const wrong = misplaced(stack, code, all) ?? (all.has(code) ? null : 'unknown-stack')
    if (wrong) return [error(`members.${at}.code`, wrong.replaceAll('-', '_'), insideWords(wrong, code, stack.code))]
    if (minMajor === undefined) return []
    return [error(`members.${at}.minMajor`, 'stack_edition', `${code} is a stack and has no editions.`)]
  })
}

function insideWords(wrong: Misplaced | 'unknown-stack', inner: string, outer: string): string {
  const around = inner === outer ? '' : `, by way of ${inner}`
  return {
    'inside-itself': `${outer} stands in itself${around}. Take ${inner} out.`,
    'stack-in-stack': `A stack holds micro-credentials alone. Put ${inner} into a pathway.`,
    'pathway-in-pathway': `A pathway holds stacks, no other pathway. Take ${inner} out.`,
    'unknown-stack': `There is no stack ${inner} here.`,
  }[wrong]
}

/** A rule of the wrong kind, one that nobody can meet, or steps that wait for each other. */
export function ruleProblems(stack: StackFile): readonly Problem[] {
  const kind = kindProblem(stack)
  if (kind) return [kind]
  const doubled = doubledNames(stack)
  return doubled.length > 0 ? doubled : [...outOfReach(stack), ...orderProblems(stack)]
}

function kindProblem({ kind, rule }: StackFile): Problem | null {
  const said = kind === 'pathway' ? pathwayProblem(rule) : stackProblem(rule)
  return said && error('rule', ...said)
}

function pathwayProblem({ all, anyOf, groups, steps }: StackFile['rule']): [string, string] | null {
  if (steps.length < 2) return ['rule_kind', 'A pathway has at least two steps.']
  if (all ?? anyOf ?? groups.length > 0) return ['rule_kind', 'A pathway has steps and nothing beside them.']
  return null
}

function stackProblem({ all, anyOf, groups, steps }: StackFile['rule']): [string, string] | null {
  if (steps.length > 0) return ['rule_kind', 'Steps make it a pathway: write kind: pathway.']
  const counted = anyOf !== undefined || groups.length > 0
  if (!all && !counted) return ['rule_missing', 'Say how many members it takes: all, anyOf or groups.']
  if (all && counted) return ['rule_kind', 'Where all members are needed, no number and no group stands beside it.']
  return null
}

function doubledNames({ rule }: StackFile): Problem[] {
  return (['groups', 'steps'] as const).flatMap((list) =>
    rule[list].flatMap(({ id }, at) =>
      rule[list].findIndex((one) => one.id === id) < at
        ? [error(`rule.${list}.${at}.id`, 'duplicate_group', `${id} stands twice. Give each its own name.`)]
        : [],
    ),
  )
}

function outOfReach(stack: StackFile): Problem[] {
  const { anyOf, groups, members } = ruleOf(stack, (code) => code)
  const list = stack.kind === 'pathway' ? 'steps' : 'groups'
  const problems = groups.flatMap(({ id, min }, at) => {
    const size = members.filter(({ group }) => group === id).length
    return min > size || size === 0
      ? [error(`rule.${list}.${at}.min`, 'rule_unreachable', `${id} has ${size} members.`)]
      : []
  })
  if (stack.rule.anyOf === undefined) return problems
  if (anyOf > members.length)
    problems.push(error('rule.anyOf', 'rule_unreachable', `The stack has only ${members.length} members.`))
  const sum = groups.reduce((all, { min }) => all + min, 0)
  if (sum > anyOf)
    problems.push(error('rule.anyOf', 'rule_unreachable', `The groups alone ask for ${sum}. Ask for as many.`))
  return problems
}

function orderProblems(stack: StackFile): Problem[] {
  const steps = ruleOf(stack, (code) => code).groups.map(({ id, after = [] }) => ({ id, after }))
  const unknown = steps.flatMap(({ after }, at) =>
    after
      .filter((before) => !steps.some(({ id }) => id === before))
      .map((before) => error(`rule.steps.${at}.after`, 'unknown_step', `The rule has no step ${before}.`)),
  )
  if (unknown.length > 0) return unknown
  const placed = layersOf(steps)
  return steps.flatMap(({ id }, at) =>
    placed.has(id)
      ? []
      : [error(`rule.steps.${at}.after`, 'gate_cycle', `${id} waits for itself. Let one step begin.`)],
  )
}
