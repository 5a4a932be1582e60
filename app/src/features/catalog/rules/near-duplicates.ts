import { lowerWordsOf } from './prose.ts'

export const SHINGLE = 8
export const MOST_SHARED = 0.15

/** Runs of eight words, each once. A text shorter than that has none. */
export function shinglesOf(text: string, size = SHINGLE): Set<string> {
  const words = lowerWordsOf(text)
  const runs = words.slice(0, Math.max(0, words.length - size + 1))
  return new Set(runs.map((_word, i) => words.slice(i, i + size).join(' ')))
}

export interface Shared {
  one: string
  other: string
  /** Shared runs as a share of the shorter text. */
  containment: number
}

/** Every pair of texts that shares a run, the closest first. */
export function sharedText(texts: ReadonlyMap<string, readonly string[]>): Shared[] {
  const shingles = new Map(
    [...texts].map(([name, parts]) => [name, new Set(parts.flatMap((part) => [...shinglesOf(part)]))]),
  )
  const pairs = new Map<string, Shared>()
  for (const names of holders(shingles).values())
    for (const [i, one] of names.entries())
      for (const other of names.slice(i + 1)) {
        const pair = pairs.get(`${one}\n${other}`) ?? { one, other, containment: 0 }
        const shorter = Math.min(shingles.get(one)?.size ?? 1, shingles.get(other)?.size ?? 1)
        pairs.set(`${one}\n${other}`, { ...pair, containment: pair.containment + 1 / shorter })
      }
  return [...pairs.values()].sort((a, b) => b.containment - a.containment)
}

function holders(shingles: ReadonlyMap<string, ReadonlySet<string>>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [name, runs] of shingles) for (const run of runs) found.set(run, [...(found.get(run) ?? []), name])
  return found
}
