import { isStackCode, type StackFile } from '../model.ts'
import type { StackRule } from './progress.ts'

/** The rule of a file in the one form that everything else reads; `idOf` names a micro-credential, a stack goes by its code. */
export function ruleOf({ rule, members }: StackFile, idOf: (code: string) => string): StackRule {
  const groups = [...rule.groups.map(({ id, min }) => ({ id, min })), ...stepsIn({ rule, members })]
  return {
    anyOf: rule.all ? members.length : (rule.anyOf ?? groups.reduce((sum, { min }) => sum + min, 0)),
    groups,
    members: members.map(({ code, group, step, minMajor }) => ({
      ...(isStackCode(code) ? { stack: code } : { achievementId: idOf(code) }),
      group: step ?? group ?? null,
      ...(minMajor === undefined ? {} : { minMajor }),
    })),
  }
}

/** A step that does not say otherwise takes all its members and comes after the one above it. */
function stepsIn({ rule: { steps }, members }: Pick<StackFile, 'rule' | 'members'>) {
  return steps.map(({ id, min, after }, at) => ({
    id,
    min: min ?? members.filter(({ step }) => step === id).length,
    after: after ?? steps.slice(Math.max(0, at - 1), at).map((before) => before.id),
  }))
}
