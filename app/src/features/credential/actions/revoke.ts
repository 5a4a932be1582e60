import { Conflict, insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { post } from '../../../platform/outbox.ts'
import type { RevocationReason } from '../model.ts'
import { mayRevoke } from '../policy.ts'
import { awardedTo } from '../reads/awarded.ts'
import { type CredentialRow, getCredentialForUpdate } from '../reads.ts'
import { updateAward } from '../writes.ts'
import { markRevoked } from './status.ts'
import type { AwardWorld } from './world.ts'

/** Takes one credential back: bit, log, published list, mail with the reason. Irreversible; done twice it is done once. */
export async function revokeCredential(
  ctx: Ctx<AwardWorld>,
  { credentialId, reason }: { credentialId: string; reason: RevocationReason },
): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getCredentialForUpdate(tx, ctx.scope, credentialId)
    insist(mayRevoke(ctx.actor, row, reason))
    if (row.revokedAt) return
    if (row.state !== 'published') throw new Conflict('credential-not-published')
    await takeBack(ctx, tx, { row, reason })
  })
}

/** Bit, published list, mail and log of one that stands; who may, was asked before. */
export async function takeBack(
  ctx: Ctx<AwardWorld>,
  tx: Db<AwardWorld>,
  { row, reason }: { row: CredentialRow; reason: RevocationReason },
): Promise<void> {
  await updateAward(tx, ctx.scope, { id: row.id, revokedAt: ctx.now(), revokedReason: reason })
  await markRevoked(ctx, tx, { listId: row.statusListId, index: row.statusIndex })
  await post(ctx, tx, { kind: 'status', body: { listId: row.statusListId } })
  const { title } = (await awardedTo(tx, row.learnerId, [row]))(row)
  await postMail(ctx, tx, {
    toPerson: row.learnerId,
    template: `credential.revoked.${reason}`,
    values: { title },
    path: `/me/backpack/${row.publicId}`,
  })
  await append(ctx, tx, {
    type: 'credential.revoked',
    subjectId: row.id,
    personId: row.learnerId,
    body: { credentialId: row.id, reason },
  })
}
