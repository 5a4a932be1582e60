import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { mayHold } from '../policy.ts'
import { findOwnCredential } from '../reads.ts'
import { isPublicId } from '../rules/public-id.ts'
import type { CredentialTables, Visibility } from '../tables.ts'
import { updateVisibility } from '../writes.ts'

/** Who may open a credential is its holder's choice alone, in whatever organization it was awarded. */
export async function setVisibility(
  ctx: Ctx<CredentialTables & LogTables>,
  { publicId, visibility }: { publicId: string; visibility: Visibility },
): Promise<void> {
  if (!isPublicId(publicId)) throw new NotFound('credential')
  const row = await ctx.transact((tx) => findOwnCredential(tx, ctx.person, publicId))
  if (row?.state !== 'published') throw new NotFound('credential')
  insist(mayHold(ctx.actor, row))
  if (row.visibility === visibility) return
  const there = ctx.inTenant(row.tenantId)
  await there.transact(async (tx) => {
    await updateVisibility(tx, there.scope, { id: row.id, visibility })
    await append(there, tx, {
      type: 'credential.visibilityChosen',
      subjectId: row.id,
      personId: row.learnerId,
      body: { credentialId: row.id, visibility },
    })
  })
}
