interface Shelved {
  readonly ruleId: string
  readonly programId: string
  readonly exclusiveKey: string | null
}

/** A list that is looked up by rule, program and exclusive group: an educator may meet hundreds of rules. */
export interface Shelf<Each extends Shelved> {
  readonly all: Each[]
  readonly byRule: Map<string, Each[]>
  readonly byProgram: Map<string, Each[]>
  readonly byExclusive: Map<string, Each[]>
}

export function shelfOf<Each extends Shelved>(items: readonly Each[]): Shelf<Each> {
  const shelf: Shelf<Each> = { all: [], byRule: new Map(), byProgram: new Map(), byExclusive: new Map() }
  for (const each of items) shelve(shelf, each)
  return shelf
}

export function shelve<Each extends Shelved>(shelf: Shelf<Each>, each: Each): void {
  shelf.all.push(each)
  put(shelf.byRule, each.ruleId, each)
  put(shelf.byProgram, each.programId, each)
  if (each.exclusiveKey !== null) put(shelf.byExclusive, each.exclusiveKey, each)
}

export function ofRule<Each extends Shelved>(shelf: Shelf<Each>, ruleId: string): readonly Each[] {
  return shelf.byRule.get(ruleId) ?? []
}

export function ofProgram<Each extends Shelved>(shelf: Shelf<Each>, programId: string): readonly Each[] {
  return shelf.byProgram.get(programId) ?? []
}

export function ofExclusive<Each extends Shelved>(shelf: Shelf<Each>, key: string): readonly Each[] {
  return shelf.byExclusive.get(key) ?? []
}

function put<Each>(map: Map<string, Each[]>, key: string, each: Each): void {
  const list = map.get(key)
  if (list) list.push(each)
  else map.set(key, [each])
}
