import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { mayHold } from '../policy.ts'
import { findOwnCredential } from '../reads.ts'
import { isPublicId } from '../rules/public-id.ts'
import type { CredentialTables } from '../tables.ts'
import { updateSeen } from '../writes.ts'

/** Its holder opened it, or put away what Today said of it: Today speaks of it no more, until it is taken back. */
export async function seeCredential(ctx: Ctx<CredentialTables & LogTables>, publicId: string): Promise<void> {
  if (!isPublicId(publicId)) throw new NotFound('credential')
  const row = await ctx.transact((tx) => findOwnCredential(tx, ctx.person, publicId))
  if (row?.state !== 'published') throw new NotFound('credential')
  insist(mayHold(ctx.actor, row))
  const taken = row.revokedAt !== null
  if (taken ? row.takenSeenAt : row.seenAt) return
  const there = ctx.inTenant(row.tenantId)
  await there.transact(async (tx) => {
    if (!(await updateSeen(tx, there.scope, { id: row.id, at: there.now(), taken }))) return
    await append(there, tx, {
      type: 'credential.seen',
      subjectId: row.id,
      personId: row.learnerId,
      body: { credentialId: row.id },
    })
  })
}
