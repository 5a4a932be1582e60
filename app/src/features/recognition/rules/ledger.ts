import type { LocalDate } from '../../../lib/dates.ts'
import { jcs } from '../../../lib/jcs.ts'
import type { Grant } from './outcome.ts'

export type EntryKind =
  | 'grant'
  | 'partial'
  | 'carry_out'
  | 'carry_in'
  | 'reversal'
  | 'adjustment'
  | 'hold'
  | 'commit'
  | 'release'
  | 'pay'

/** What a writer adds to a draft: who, when, and the place in the chain. */
export interface Entry extends EntryDraft {
  readonly id: string
  readonly seq: bigint
  readonly note: string
  readonly actorId: string
  /** ISO 8601 in UTC. */
  readonly createdAt: string
  readonly prevHash: string
  readonly hash: string
}
export interface EntryDraft {
  readonly recognitionId: string
  readonly kind: EntryKind
  readonly quantity: bigint
  readonly unitId: string
  readonly unroundedNum: bigint
  readonly unroundedDen: bigint
  readonly periodKey: string
  readonly effectiveDate: LocalDate
  readonly reasonCode: string | null
}
export interface Balance {
  readonly unitId: string
  readonly periodKey: string
  /** Given in the period, reversals taken off. */
  readonly units: bigint
  /** Moved out of the period and not yet brought into another one. */
  readonly carried: bigint
}

/** Before the first entry of a recognizer. */
export const GENESIS_HASH = '0'.repeat(64)
// Money moves between held, committed and paid without changing what was recognized.
const GIVING: ReadonlySet<EntryKind> = new Set<EntryKind>(['grant', 'partial', 'carry_in', 'reversal', 'adjustment'])

/** The entries one grant writes. */
export function draftsOf(recognitionId: string, grant: Grant): EntryDraft[] {
  const shared = {
    recognitionId,
    unitId: grant.unitId,
    unroundedNum: grant.unrounded.num,
    unroundedDen: grant.unrounded.den,
    periodKey: grant.periodKey,
    effectiveDate: grant.date,
    reasonCode: grant.reasonCodes[0] ?? null,
  }
  const drafts: EntryDraft[] = []
  const kind = grant.kind === 'recurring' ? 'grant' : grant.kind
  if (kind !== 'carry_out') drafts.push({ ...shared, kind, quantity: grant.units })
  if (grant.carry > 0n) drafts.push({ ...shared, kind: 'carry_out', quantity: grant.carry })
  return drafts
}

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

/** Text whose SHA-256 is the entry's hash: the hash before it, then the entry in RFC 8785 form without its own two hashes. */
export function hashInput(prevHash: string, entry: Omit<Entry, 'hash' | 'prevHash'>): string {
  return prevHash + canonicalEntry(entry)
}

export function canonicalEntry(entry: Omit<Entry, 'hash' | 'prevHash'>): string {
  return jcs({
    id: entry.id,
    seq: String(entry.seq),
    recognitionId: entry.recognitionId,
    kind: entry.kind,
    quantity: String(entry.quantity),
    unitId: entry.unitId,
    unroundedNum: String(entry.unroundedNum),
    unroundedDen: String(entry.unroundedDen),
    periodKey: entry.periodKey,
    effectiveDate: entry.effectiveDate,
    reasonCode: entry.reasonCode,
    note: entry.note,
    actorId: entry.actorId,
    createdAt: entry.createdAt,
  })
}

/** First number whose place, link or content does not hold; null for a sound chain. Entries in the order of their numbers. */
export function firstBrokenSeq(entries: readonly Entry[], digest: (text: string) => string): bigint | null {
  let prevHash = GENESIS_HASH
  let expected = 1n
  for (const entry of entries) {
    const sound =
      entry.seq === expected && entry.prevHash === prevHash && entry.hash === digest(hashInput(prevHash, entry))
    if (!sound) return expected
    prevHash = entry.hash
    expected += 1n
  }
  return null
}
