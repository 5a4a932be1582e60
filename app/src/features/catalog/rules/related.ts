/** What one entry is about, as far as nearness goes. */
export interface About {
  readonly id: string
  readonly strand: string
  /** Of the site's own framework. */
  readonly statements: readonly string[]
  readonly tags: readonly string[]
}
export interface Near {
  readonly id: string
  /** Shared with the one asked about, the rarest first. */
  readonly tags: readonly string[]
  readonly statements: readonly string[]
}
export interface Nearness {
  readonly all: ReadonlyMap<string, About>
  readonly holders: ReadonlyMap<string, readonly string[]>
}

const MOST_NEAR = 3
const MOST_REASONS = 2

/** Who shares what, worked out once for a shelf. */
export function nearnessOf(entries: readonly About[]): Nearness {
  const holders = new Map<string, string[]>()
  for (const entry of entries)
    for (const mark of marksOf(entry)) {
      const known = holders.get(mark)
      if (known) known.push(entry.id)
      else holders.set(mark, [entry.id])
    }
  return { all: new Map(entries.map((entry) => [entry.id, entry])), holders }
}

/** The three nearest: what few entries share weighs more, and a strand alone is no reason. */
export function nearTo(nearness: Nearness, id: string): Near[] {
  const own = nearness.all.get(id)
  if (!own) return []
  const scores = new Map<string, number>()
  for (const mark of marksOf(own))
    for (const other of nearness.holders.get(mark) ?? [])
      if (other !== id) scores.set(other, (scores.get(other) ?? 0) + weightOf(nearness, mark))
  return [...scores]
    .map(([other, score]) => ({ score, near: sharedWith(nearness, own, other) }))
    .filter(({ near }) => near.tags.length + near.statements.length > 0)
    .sort((one, other) => other.score - one.score || (one.near.id < other.near.id ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(({ near }) => near)
}

const STRAND = 'strand '
const TAG = 'tag '
const STATEMENT = 'statement '

function marksOf({ strand, statements, tags }: About): string[] {
  return [STRAND + strand, ...tags.map((tag) => TAG + tag), ...statements.map((code) => STATEMENT + code)]
}

function weightOf({ all, holders }: Nearness, mark: string): number {
  return Math.log(1 + all.size / (holders.get(mark)?.length ?? 1))
}

function sharedWith(nearness: Nearness, own: About, id: string): Near {
  const other = nearness.all.get(id)
  const rarest = (kind: string, mine: readonly string[], theirs: readonly string[] = []) =>
    mine
      .filter((one) => theirs.includes(one))
      .sort((one, two) => weightOf(nearness, kind + two) - weightOf(nearness, kind + one))
      .slice(0, MOST_REASONS)
  return {
    id,
    tags: rarest(TAG, own.tags, other?.tags),
    statements: rarest(STATEMENT, own.statements, other?.statements),
  }
}
