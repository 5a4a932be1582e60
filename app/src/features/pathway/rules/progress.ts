/** The rule of a stack with its members, whatever names them. */
export interface StackRule {
  readonly anyOf: number
  readonly groups: readonly { readonly id: string; readonly min: number }[]
  readonly members: readonly { readonly achievementId: string; readonly group: string | null }[]
}

export interface Progress {
  readonly earned: number
  readonly needed: number
  /** How many more it takes at least: what a group still asks for is not made up by others. */
  readonly left: number
  readonly groups: readonly { readonly id: string; readonly earned: number; readonly min: number }[]
}

/** How far somebody is who holds these; complete when nothing is left. */
export function progressOf({ anyOf, groups, members }: StackRule, held: ReadonlySet<string>): Progress {
  const earned = members.filter(({ achievementId }) => held.has(achievementId))
  const byGroup = groups.map(({ id, min }) => ({ id, min, earned: earned.filter(({ group }) => group === id).length }))
  const missing = byGroup.reduce((sum, group) => sum + Math.max(0, group.min - group.earned), 0)
  return {
    earned: earned.length,
    needed: anyOf,
    left: Math.max(anyOf - earned.length, missing),
    groups: byGroup,
  }
}
