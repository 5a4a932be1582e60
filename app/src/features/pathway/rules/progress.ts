/** The rule of a stack or pathway with its members, whatever names them. */
export interface StackRule {
  /** How many it takes in all. */
  readonly anyOf: number
  /** Of a pathway these are its steps, each after others. */
  readonly groups: readonly { readonly id: string; readonly min: number; readonly after?: readonly string[] }[]
  readonly members: readonly {
    readonly achievementId: string
    readonly group: string | null
    readonly minMajor?: number
  }[]
}

/** What somebody holds: the newest edition of each micro-credential. */
export type Holding = ReadonlyMap<string, number>

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

/** Whether what is held of this member is new enough for the rule. */
export function counts({ achievementId, minMajor = 0 }: StackRule['members'][number], held: Holding): boolean {
  const major = held.get(achievementId)
  return major !== undefined && major >= minMajor
}
