import { Conflict, insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { isLetterDue, post } from '../../../platform/outbox.ts'
import { mayErase } from '../policy.ts'
import { listAwardPlaces, listShareEnds } from '../reads/take-out.ts'
import { type CredentialRow, getCredentialForUpdate } from '../reads.ts'
import { updateAward, updateShareEnd } from '../writes.ts'
import { markRevoked } from './status.ts'
import type { AwardWorld } from './world.ts'

type World = Ctx<AwardWorld>
interface Settling {
  readonly credentials: 'keep' | 'erase'
  /** Says to the operator what was not waited for. */
  readonly tell: (what: string, tenantId: string) => void
}

/** Kept, the proof outlives the account; erased, it is revoked first, so that copies elsewhere say so. `ctx` is of the person. */
export async function settleCredentials(ctx: World, { credentials, tell }: Settling): Promise<void> {
  insist(mayErase(ctx.actor))
  const { personId } = ctx.person
  const { awards, shares } = await ctx.transact(async (tx) => ({
    awards: await listAwardPlaces(tx, ctx.person),
    shares: await listShareEnds(tx, ctx.person),
  }))
  for (const { tenantId, id } of awards.filter(({ state }) => state !== 'published'))
    if (await refuseUnsigned(ctx.asSystem({ tenantId, personId, job: 'erase' }), id))
      tell('award was erased unsigned: the letter with it was given up', tenantId)
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

/** An award that nobody signs any more was never made: nobody heard of it, and nobody is told that it ended. */
async function refuseUnsigned(ctx: World, credentialId: string): Promise<boolean> {
  return ctx.transact(async (tx) => {
    const row = await getCredentialForUpdate(tx, ctx.scope, credentialId)
    if (row.state === 'published' || row.state === 'refused') return false
    // It needs the holder's name and address until it is signed: minutes, then the next run finds it finished.
    if (await isLetterDue(tx, { kind: 'sign', body: { credentialId } })) throw new Conflict('award-under-way')
    await updateAward(tx, ctx.scope, { id: row.id, state: 'refused', refusal: 'holder-erased' })
    await wipe(ctx, tx, row)
    const line = { subjectId: row.id, personId: row.learnerId }
    await append(ctx, tx, { type: 'credential.erased', ...line, body: { credentialId } })
    return true
  })
}

/** The document, with the name in it, goes; whatever copy there is reads revoked in the list. */
async function wipe(ctx: World, tx: Db<AwardWorld>, row: CredentialRow): Promise<void> {
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
  if (!active) return
  await markRevoked(ctx, tx, { listId: row.statusListId, index: row.statusIndex })
  await post(ctx, tx, { kind: 'status', body: { listId: row.statusListId } })
}

/** Row, index, version, digests and times stay. */
async function eraseCredential(ctx: World, credentialId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getCredentialForUpdate(tx, ctx.scope, credentialId)
    if (row.erasedAt) return
    await wipe(ctx, tx, row)
    const line = { subjectId: row.id, personId: row.learnerId }
    if (row.revokedAt === null) {
      const body = { credentialId, reason: 'holder-request' }
      await append(ctx, tx, { type: 'credential.revoked', ...line, body })
    }
    await append(ctx, tx, { type: 'credential.erased', ...line, body: { credentialId } })
  })
}
