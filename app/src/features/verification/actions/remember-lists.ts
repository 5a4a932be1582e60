import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { mayRemember } from '../policy.ts'
import { FORGET_AFTER_MS, TELL_AGAIN_AFTER_MS } from '../rules/lists.ts'
import type { VerifyWorld } from '../views/documents.ts'
import { deleteSeenBefore, updateRefused, upsertSeen } from '../writes.ts'

/** Lists by address: those that are newer than any seen, with the time they hold from, and those that were older. */
export interface Read {
  readonly newer: ReadonlyMap<string, Date>
  readonly older: readonly string[]
}

/** What a check learned about lists of others, whoever asked for it: of who asked, nothing is kept. */
export async function rememberLists(ctx: Ctx<VerifyWorld>, { newer, older }: Read): Promise<void> {
  const kept = [...newer].sort(([a], [b]) => (a < b ? -1 : 1))
  if (kept.length === 0 && older.length === 0) return
  const own = ctx.asSystem({ job: 'verify' })
  insist(mayRemember(own.actor))
  const at = ctx.now()
  const before = (ms: number) => new Date(at.getTime() - ms)
  await own.transact(async (tx) => {
    for (const [url, validFrom] of kept) await upsertSeen(tx, { url, validFrom, at })
    if (kept.length > 0) await deleteSeenBefore(tx, before(FORGET_AFTER_MS))
    if (older.length === 0) return
    const told = await updateRefused(tx, { urls: older, at, since: before(TELL_AGAIN_AFTER_MS) })
    const hosts = [...new Set(told.map((url) => new URL(url).host))]
    if (hosts.length > 0)
      await append(own, tx, { type: 'verification.olderListCame', subjectId: at.toISOString(), body: { hosts } })
  })
}
