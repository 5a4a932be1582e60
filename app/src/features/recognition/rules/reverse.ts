import type { LocalDate } from '../../../lib/dates.ts'
import type { EntryDraft } from './ledger.ts'

/** A live giving as the ledger knows it. */
export interface LiveRecognition {
  readonly id: string
  readonly unitId: string
  /** Awards it rests on, members of a completed stack among them. */
  readonly restsOn: readonly string[]
  /** Net of earlier reversals. */
  readonly units: bigint
  /** Of these, paid out already. */
  readonly paid: bigint
  /** Still carried to a later period. */
  readonly carried: bigint
  /** In a batch that has left the house. */
  readonly reported: boolean
}

export interface Revocation {
  readonly awardId: string
  readonly reason: 'superseded' | 'revoked'
  /** The later edition of the same credential. */
  readonly successorId?: string | undefined
}

export interface Reversal {
  readonly recognitionId: string
  /** `reversing` until people have decided about what was paid. */
  readonly state: 'reversing' | 'reversed'
  readonly entries: readonly EntryDraft[]
  /** Paid money to decide about: waive, deduct or repay. */
  readonly recovery: bigint | null
  /** A later batch corrects what was reported. */
  readonly correction: boolean
}

export interface RevocationAnswer {
  readonly reversals: readonly Reversal[]
  /** A later edition is the same award: the giving moves to its id and nothing is granted or taken. */
  readonly moved: readonly { readonly recognitionId: string; readonly from: string; readonly to: string }[]
}

/** What a revocation does to the givings that rest on the award. Reversals fall into the current period. */
export function answerRevocation(
  revocation: Revocation,
  live: readonly LiveRecognition[],
  now: { periodKey: string; date: LocalDate },
): RevocationAnswer {
  const touched = live.filter((each) => each.restsOn.includes(revocation.awardId))
  const { awardId, successorId } = revocation
  if (revocation.reason === 'superseded' && successorId !== undefined) {
    return { reversals: [], moved: touched.map(({ id }) => ({ recognitionId: id, from: awardId, to: successorId })) }
  }
  return { reversals: touched.map((each) => reverse(each, now)), moved: [] }
}

function reverse(live: LiveRecognition, now: { periodKey: string; date: LocalDate }): Reversal {
  const unpaid = live.units - live.paid
  const entries: EntryDraft[] = []
  if (unpaid !== 0n) entries.push(opposite(live, now, { kind: 'reversal', quantity: unpaid }))
  if (live.carried !== 0n) entries.push(opposite(live, now, { kind: 'carry_out', quantity: live.carried }))
  const owing = live.paid > 0n
  return {
    recognitionId: live.id,
    state: owing ? 'reversing' : 'reversed',
    entries,
    recovery: owing ? live.paid : null,
    correction: live.reported,
  }
}

function opposite(
  live: LiveRecognition,
  now: { periodKey: string; date: LocalDate },
  { kind, quantity }: Pick<EntryDraft, 'kind' | 'quantity'>,
): EntryDraft {
  return {
    recognitionId: live.id,
    kind,
    quantity: -quantity,
    unitId: live.unitId,
    unroundedNum: -quantity,
    unroundedDen: 1n,
    periodKey: now.periodKey,
    effectiveDate: now.date,
    reasonCode: 'credential_revoked',
  }
}
