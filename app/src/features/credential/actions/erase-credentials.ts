import { Conflict, insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { mayErase } from '../policy.ts'
import { listAwardPlaces, listShareEnds } from '../reads/take-out.ts'
import { getCredentialForUpdate } from '../reads.ts'
import { updateAward, updateShareEnd } from '../writes.ts'
import { markRevoked } from './status.ts'
import type { AwardWorld } from './world.ts'

type World = Ctx<AwardWorld>

/** Kept, the proof outlives the account; erased, it is revoked first, so that copies elsewhere say so. `ctx` is of the person. */
export async function settleCredentials(ctx: World, { credentials }: { credentials: 'keep' | 'erase' }): Promise<void> {
  insist(mayErase(ctx.actor))
  const { personId } = ctx.person
  const { awards, shares } = await ctx.transact(async (tx) => ({
    awards: await listAwardPlaces(tx, ctx.person),
    shares: await listShareEnds(tx, ctx.person),
  }))
  // It needs the holder's name and address until it is signed: minutes, then the next run finds it finished.
  if (awards.some(({ state }) => state !== 'published')) throw new Conflict('award-under-way')
  for (const { tenantId, ...share } of shares)
    await closeShare(ctx.asSystem({ tenantId, personId, job: 'erase' }), share)
  if (credentials === 'keep') return
  for (const { tenantId, id, erasedAt } of awards)
    if (!erasedAt) await eraseCredential(ctx.asSystem({ tenantId, personId, job: 'erase' }), id)
}

/** Nobody could close it later. What was counted stays. */
async function closeShare(ctx: World, { id, credentialId }: { id: string; credentialId: string }): Promise<void> {
  const { personId } = ctx.person
  await ctx.transact(async (tx) => {
    const toTenant = await updateShareEnd(tx, ctx.scope, { id, credentialId, endedAt: ctx.now() })
    if (!toTenant) return
    const body = { credentialId, toTenant }
    await append(ctx, tx, { type: 'credential.shareEnded', subjectId: credentialId, personId, body })
  })
}

/** Row, index, version, digests and times stay; the document, with the name in it, goes. */
async function eraseCredential(ctx: World, credentialId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getCredentialForUpdate(tx, ctx.scope, credentialId)
    if (row.erasedAt) return
    const active = row.revokedAt === null
    const revoked = active ? { revokedAt: ctx.now(), revokedReason: 'holder-request' as const } : {}
    await updateAward(tx, ctx.scope, {
      id: row.id,
      ...revoked,
      visibility: 'private',
      preparedBytes: null,
      signedBytes: null,
      erasedAt: ctx.now(),
    })
    const line = { subjectId: row.id, personId: row.learnerId }
    if (active) {
      await markRevoked(ctx, tx, { listId: row.statusListId, index: row.statusIndex })
      await post(ctx, tx, { kind: 'status', body: { listId: row.statusListId } })
      const body = { credentialId, reason: 'holder-request' }
      await append(ctx, tx, { type: 'credential.revoked', ...line, body })
    }
    await append(ctx, tx, { type: 'credential.erased', ...line, body: { credentialId } })
  })
}
