/** The rule of a stack or pathway with its members, whatever names them. */
export interface StackRule {
  /** How many it takes in all. */
  readonly anyOf: number
  /** Of a pathway these are its steps, each after others. */
  readonly groups: readonly { readonly id: string; readonly min: number; readonly after?: readonly string[] }[]
  readonly members: readonly RuleMember[]
}

/** A micro-credential by its id, or in a pathway a stack by its code. */
export type Named = { readonly achievementId: string } | { readonly stack: string }
export type RuleMember = { readonly group: string | null } & (
  | { readonly achievementId: string; readonly minMajor?: number }
  | { readonly stack: string }
)

/** What somebody holds: of each micro-credential the newest edition, and the codes of stacks that are met. */
export type Holding = ReadonlyMap<string, number>

/** What a member is held under. */
export function keyOf(member: Named): string {
  return 'stack' in member ? member.stack : member.achievementId
}

export interface Progress {
  /** Members held, those that the rule has no more use for among them. */
  readonly earned: number
  readonly needed: number
  /** How many more it takes at least: what a group still asks for is not made up by others. */
  readonly left: number
  readonly groups: readonly { readonly id: string; readonly earned: number; readonly min: number }[]
}

/** How far somebody is who holds these; complete when nothing is left. */
export function progressOf({ anyOf, groups, members }: StackRule, held: Holding): Progress {
  const earned = members.filter((member) => counts(member, held))
  const byGroup = groups.map(({ id, min }) => ({ id, min, earned: earned.filter(({ group }) => group === id).length }))
  const missing = byGroup.reduce((sum, group) => sum + Math.max(0, group.min - group.earned), 0)
  return {
    earned: earned.length,
    needed: anyOf,
    left: Math.max(0, anyOf - earned.length, missing),
    groups: byGroup,
  }
}

/** Whether what is held of this member is new enough for the rule; a stack has no editions. */
export function counts(member: RuleMember, held: Holding): boolean {
  const major = held.get(keyOf(member))
  return major !== undefined && ('stack' in member || major >= (member.minMajor ?? 0))
}

/** The same with the stacks that are met: its award stands, or all that it takes is held. */
export function withStacks(
  held: Holding,
  stacks: readonly { readonly code: string; readonly rule: StackRule }[],
  awarded: Iterable<string>,
): Holding {
  const complete = stacks.filter(({ rule }) => progressOf(rule, held).left === 0).map(({ code }) => code)
  return new Map([...held, ...[...awarded, ...complete].map((code) => [code, 1] as const)])
}
