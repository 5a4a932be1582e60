import type { EntryDraft, EntryKind } from '../ledger.ts'

interface Balance {
  readonly unitId: string
  readonly periodKey: string
  /** Given in the period, reversals taken off. */
  readonly units: bigint
  /** Moved out of the period and not yet brought into another one. */
  readonly carried: bigint
}

// Money moves between held, committed and paid without changing what was recognized.
const GIVING: ReadonlySet<EntryKind> = new Set<EntryKind>(['grant', 'partial', 'carry_in', 'reversal', 'adjustment'])

/** Sums by unit and period, in their alphabetical order. */
export function balancesOf(entries: readonly EntryDraft[]): Balance[] {
  const sums = new Map<string, Balance>()
  for (const entry of entries) {
    const { unitId, periodKey } = entry
    const key = JSON.stringify([unitId, periodKey])
    const before = sums.get(key) ?? { unitId, periodKey, units: 0n, carried: 0n }
    const units = before.units + (GIVING.has(entry.kind) ? entry.quantity : 0n)
    sums.set(key, { ...before, units, carried: before.carried + carriedBy(entry) })
  }
  return [...sums.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, balance]) => balance)
}

/** A quantity brought in stands against what an earlier period moved out: their sum over all periods is what still waits. */
function carriedBy({ kind, quantity }: EntryDraft): bigint {
  if (kind === 'carry_out') return quantity
  return kind === 'carry_in' ? -quantity : 0n
}
