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
/** Before the first entry of a recognizer. */
export const GENESIS_HASH = '0'.repeat(64)
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
