import type { LocalDate } from '../../../lib/dates.ts'
import { compare, minus, ONE, parseExact, plus, type Rational, smaller, ZERO } from '../../../lib/quantity.ts'
import type { Claim, RecognitionRule } from '../model.ts'
import type { Source } from './outcome.ts'

/** What is left of one award for groups of a rule. */
export interface PoolEntry {
  readonly claim: Claim
  readonly date: LocalDate
  readonly left: Rational
}

/** Items or contact hours one claim brings. */
export function basisOf(rule: RecognitionRule, claim: Claim): Rational {
  if (rule.grant.basis === 'item') return ONE
  const hours = parseExact(claim.hours ?? '0')
  return hours.ok ? hours.value : ZERO
}

/** Takes one complete group, its quotas first, then the oldest; null while there is none. */
export function takeGroup(
  rule: RecognitionRule,
  pool: readonly PoolEntry[],
  needs: Rational,
): { sources: Source[]; rest: PoolEntry[] } | null {
  const used = new Map<PoolEntry, Rational>()
  for (const { set, n } of rule.requires?.minOf ?? []) {
    const members = pool.filter((entry) => set.includes(entry.claim.item))
    if (!take(members, { wanted: { num: BigInt(n), den: 1n }, used })) return null
  }
  const taken = [...used.values()].reduce(plus, ZERO)
  if (!take(pool, { wanted: minus(needs, taken), used })) return null
  return { sources: sourcesOf(pool, used), rest: restOf(pool, used) }
}

export function amountIn(pool: readonly PoolEntry[]): Rational {
  return pool.reduce((sum, entry) => plus(sum, entry.left), ZERO)
}

/** Oldest first, until the wanted amount is taken; false when the entries do not reach that far. */
function take(
  entries: readonly PoolEntry[],
  { wanted, used }: { wanted: Rational; used: Map<PoolEntry, Rational> },
): boolean {
  let open = wanted
  for (const entry of entries) {
    if (compare(open, ZERO) <= 0) break
    const before = used.get(entry) ?? ZERO
    const now = smaller(open, minus(entry.left, before))
    if (compare(now, ZERO) > 0) used.set(entry, plus(before, now))
    open = minus(open, now)
  }
  return compare(open, ZERO) <= 0
}

function sourcesOf(pool: readonly PoolEntry[], used: ReadonlyMap<PoolEntry, Rational>): Source[] {
  return pool.flatMap((entry) => {
    const amount = used.get(entry)
    return amount ? [sourceOf(entry.claim, amount)] : []
  })
}

export function sourceOf({ awardId, item, major }: Claim, used: Rational): Source {
  return { awardId, item, major, used }
}

function restOf(pool: readonly PoolEntry[], used: ReadonlyMap<PoolEntry, Rational>): PoolEntry[] {
  return pool
    .map((entry) => ({ ...entry, left: minus(entry.left, used.get(entry) ?? ZERO) }))
    .filter((entry) => compare(entry.left, ZERO) > 0)
}
