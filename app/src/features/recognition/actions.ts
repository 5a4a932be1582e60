import { insist } from '../../lib/refusal.ts'
import type { Tx, World } from './actions/world.ts'
import { mayVerify } from './policy.ts'
import { findHead, listEntries } from './reads.ts'
import { type Entry, firstBrokenSeq } from './rules/ledger.ts'
import { digest } from './writes.ts'

export { exportHours } from './actions/export.ts'
export { endRule, openHoursProgram, type Proposal, proposeRule, publishRule } from './actions/rule.ts'
export {
  countMember,
  countMembers,
  countOwn,
  countShared,
  reverseShared,
  takeBackEverywhere,
  tellRecognizer,
} from './actions/share.ts'

export interface LedgerCheck {
  readonly entries: number
  /** First number whose place, link or content does not hold; null for a sound ledger. */
  readonly brokenAt: bigint | null
}

const AT_ONCE = 5000

/** Recomputes every link of this organization's chain, and compares its end with the end that was kept. */
export async function verifyLedger(ctx: World): Promise<LedgerCheck> {
  insist(mayVerify(ctx.actor))
  return ctx.transact(async (tx) => {
    const head = await findHead(tx, ctx.scope)
    const entries = await allEntries(ctx, tx)
    return { entries: entries.length, brokenAt: firstBrokenSeq(entries, digest) ?? missingAfter(entries, head) }
  })
}

async function allEntries(ctx: World, tx: Tx): Promise<Entry[]> {
  const entries: Entry[] = []
  for (;;) {
    const page = await listEntries(tx, ctx.scope, { after: entries.at(-1)?.seq ?? 0n, limit: AT_ONCE })
    entries.push(...page)
    if (page.length < AT_ONCE) return entries
  }
}

/** Entries cut off at the end leave a chain that is sound and too short. */
function missingAfter(entries: readonly Entry[], head: { seq: bigint; hash: string } | undefined): bigint | null {
  const last = entries.at(-1)
  const end = last?.seq ?? 0n
  const isWhole = (head?.seq ?? 0n) === end && (!last || head?.hash === last.hash)
  return isWhole ? null : end + 1n
}
