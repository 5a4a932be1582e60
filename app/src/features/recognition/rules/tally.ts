import type { LocalDate } from '../../../lib/dates.ts'
import type { Claim, RefusalCode } from '../model.ts'
import type { Taken } from './once.ts'
import type { Carried, Grant, Recognized, Refusal, Source } from './outcome.ts'
import type { PreparedRule } from './prepare.ts'
import { type Shelf, shelve } from './shelf.ts'

/** What an evaluation has found so far. */
export interface Tally {
  readonly recognized: Shelf<Recognized>
  readonly taken: Shelf<Taken>
  readonly grants: Grant[]
  readonly refusals: Refusal[]
  readonly free: Map<string, bigint | null>
  carried: Carried[]
  readonly expired: Carried[]
}

export function record(tally: Tally, grant: Grant): void {
  const left = tally.free.get(grant.unitId)
  // First in, first out: what comes after one that waits for money waits behind it.
  if (typeof left === 'bigint') tally.free.set(grant.unitId, grant.state === 'waiting_funds' ? 0n : left - grant.units)
  shelve(tally.recognized, grant)
  tally.grants.push(grant)
}

export function refuse(
  tally: Tally,
  { prepared, claim, date }: { prepared: PreparedRule; claim: Claim; date: LocalDate },
  code: RefusalCode,
): void {
  tally.refusals.push({ awardId: claim.awardId, ruleId: prepared.rule.ruleId, code, date })
}

export function take(
  tally: Tally,
  { rule, stackingKey }: PreparedRule,
  sources: readonly Pick<Source, 'awardId' | 'item' | 'major'>[],
): void {
  const { ruleId, recognizerId, programId } = rule
  const by = { ruleId, recognizerId, programId, exclusiveKey: exclusiveKeyOf(rule, stackingKey) }
  for (const each of takenBy(by, sources)) shelve(tally.taken, each)
}

export function takenBy(
  by: Omit<Taken, 'awardId' | 'item' | 'major'>,
  sources: readonly Pick<Source, 'awardId' | 'item' | 'major'>[],
): Taken[] {
  const { ruleId, recognizerId, programId, exclusiveKey } = by
  return sources.map(({ awardId, item, major }) => ({
    ruleId,
    recognizerId,
    programId,
    exclusiveKey,
    awardId,
    item,
    major,
  }))
}

export function exclusiveKeyOf(rule: PreparedRule['rule'], stackingKey: string): string | null {
  return rule.stacking.combine === 'add' ? null : stackingKey
}
