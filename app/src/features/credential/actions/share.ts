import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayHold } from '../policy.ts'
import { hasOpenShare } from '../reads/shares.ts'
import { findOwnCredential, getCredentialForUpdate } from '../reads.ts'
import { isPublicId } from '../rules/public-id.ts'
import type { CredentialTables, Visibility } from '../tables.ts'
import { insertShare, updateShareEnd, updateVisibility } from '../writes.ts'

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

/** The holder opens a credential to one organization, which then sees the signed document and nothing behind it. Asked twice, it is open once. */
export async function shareCredential(
  ctx: Ctx<CredentialTables & OrganizationTables & LogTables>,
  { publicId, toTenant }: { publicId: string; toTenant: string },
): Promise<void> {
  if (!isPublicId(publicId)) throw new NotFound('credential')
  const row = await ctx.transact((tx) => findOwnCredential(tx, ctx.person, publicId))
  if (row?.state !== 'published' || row.revokedAt) throw new NotFound('credential')
  insist(mayHold(ctx.actor, row))
  const there = ctx.inTenant(row.tenantId)
  const share = { credentialId: row.id, toTenant }
  await there.transact(async (tx) => {
    // Held until the end: what is taken back meanwhile is not opened, and what is opened first is told of the taking back.
    const held = await getCredentialForUpdate(tx, there.scope, row.id)
    if (held.revokedAt) throw new NotFound('credential')
    insist(mayHold(ctx.actor, held))
    await getOrganization(tx, toTenant)
    if (await hasOpenShare(tx, there.scope, share)) return
    const opened = { id: there.newId(), learnerId: row.learnerId, sharedAt: there.now(), endedAt: null }
    await insertShare(tx, there.scope, { ...share, ...opened })
    await append(there, tx, { type: 'credential.shared', subjectId: row.id, personId: row.learnerId, body: share })
  })
}

/** The holder closes it to that organization: it counts nothing further. What was counted stays in its ledger, and a revocation still reaches it. */
export async function endShare(
  ctx: Ctx<CredentialTables & LogTables>,
  { publicId, shareId }: { publicId: string; shareId: string },
): Promise<void> {
  if (!isPublicId(publicId)) throw new NotFound('credential')
  const row = await ctx.transact((tx) => findOwnCredential(tx, ctx.person, publicId))
  if (row?.state !== 'published') throw new NotFound('credential')
  insist(mayHold(ctx.actor, row))
  const there = ctx.inTenant(row.tenantId)
  await there.transact(async (tx) => {
    const ended = { id: shareId, credentialId: row.id, endedAt: there.now() }
    const toTenant = await updateShareEnd(tx, there.scope, ended)
    if (!toTenant) throw new NotFound('share')
    await append(there, tx, {
      type: 'credential.shareEnded',
      subjectId: row.id,
      personId: row.learnerId,
      body: { credentialId: row.id, toTenant },
    })
  })
}
