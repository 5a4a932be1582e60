import { createHash } from 'node:crypto'
import { buildStatusList, newStatusList, type StatusBits, setStatus, signEmbedded, toBytes } from '@cairn/openbadges'
import { CLOCK_STEP_MS } from '../../../lib/clock-step.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { at } from '../../../platform/failpoint.ts'
import type { OutboxTables } from '../../../platform/outbox.ts'
import { canonicalizers, credentialCrypto, signerOf } from '../../../platform/signing.ts'
import { getOrganization, keyInUse } from '../../organization/reads.ts'
import { issuerDid } from '../../organization/rules/did.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { getStatusListForUpdate, isIndexTaken, listLists, lockOpenList, newestListVersion } from '../reads.ts'
import { statusIndex, statusListUrl, wholeSecond } from '../rules/addresses.ts'
import type { CredentialTables } from '../tables.ts'
import { appendListVersion, insertStatusList, updateStatusList } from '../writes.ts'

export type StatusWorld = CredentialTables & OrganizationTables & OutboxTables
const WEEK = 7 * 24 * 3_600_000
const LENGTH = 131_072

/** A list with room and an index nobody has or had; the list row stays locked until the award is stored. */
export async function reserveIndex(
  ctx: Ctx<StatusWorld>,
  tx: Db<StatusWorld>,
): Promise<{ listId: string; n: number; index: number }> {
  const list = (await lockOpenList(tx, ctx.scope)) ?? (await openList(ctx, tx))
  for (;;) {
    const index = statusIndex(ctx.random(3))
    if (await isIndexTaken(tx, ctx.scope, { listId: list.id, index })) continue
    await updateStatusList(tx, ctx.scope, { id: list.id, used: list.used + 1 })
    return { listId: list.id, n: list.n, index }
  }
}

async function openList(ctx: Ctx<StatusWorld>, tx: Db<StatusWorld>) {
  const n = (await listLists(tx, ctx.scope)).length + 1
  const list = {
    id: ctx.newId(),
    purpose: 'revocation' as const,
    n,
    used: 0,
    bits: Buffer.from(newStatusList(LENGTH).bytes),
    createdAt: ctx.now(),
  }
  await insertStatusList(tx, ctx.scope, list)
  await publishList(ctx, tx, list.id)
  return { ...list, tenantId: ctx.scope.tenantId }
}

/** Signs the list as it stands and keeps this version for ever; a GET only ever reads what is kept. */
export async function publishList(ctx: Ctx<StatusWorld>, tx: Db<StatusWorld>, listId: string): Promise<void> {
  const list = await getStatusListForUpdate(tx, ctx.scope, listId)
  const organization = await getOrganization(tx, ctx.scope.tenantId)
  const did = issuerDid(ctx.baseUrl, organization.slug)
  const validFrom = await nextMoment(ctx, tx, listId)
  const key = await keyInUse(tx, ctx.scope, { purpose: 'status', at: validFrom })
  const unsigned = buildStatusList({
    id: statusListUrl(ctx.baseUrl, { slug: organization.slug, n: list.n }),
    issuer: did,
    purpose: 'revocation',
    bits: bitsOf(list.bits),
    validFrom,
    validUntil: new Date(validFrom.getTime() + WEEK),
    ttlMs: 300_000,
    crypto: credentialCrypto,
  })
  const signed = await signEmbedded({
    unsigned,
    signer: signerOf(ctx.keys, { did, tenantId: ctx.scope.tenantId, key }),
    created: validFrom,
    canonicalizer: canonicalizers().fast,
    crypto: credentialCrypto,
  })
  at('status.signed')
  const bytes = Buffer.from(toBytes(signed))
  await appendListVersion(tx, ctx.scope, {
    statusListId: listId,
    validFrom,
    bytes,
    digest: createHash('sha256').update(bytes).digest('hex'),
  })
}

/** Versions of one list never share a second: the later one must be newer for every reader. */
async function nextMoment(ctx: Ctx<StatusWorld>, tx: Db<StatusWorld>, listId: string): Promise<Date> {
  const newest = await newestListVersion(tx, ctx.scope, listId)
  const now = wholeSecond(ctx.now())
  return newest && newest.validFrom >= now ? new Date(newest.validFrom.getTime() + 1000) : now
}

/** The clock stands before what was already signed and published: nothing is issued until it is right again. */
class ClockBehind extends Error {
  override name = 'ClockBehind'
}

export async function insistClockOnward(ctx: Ctx<StatusWorld>, tx: Db<StatusWorld>, listId: string): Promise<void> {
  const newest = await newestListVersion(tx, ctx.scope, listId)
  if (newest && newest.validFrom.getTime() - ctx.now().getTime() > CLOCK_STEP_MS)
    throw new ClockBehind(`A list signed at ${newest.validFrom.toISOString()} is published already`)
}

export function bitsOf(bits: Buffer): StatusBits {
  return { length: LENGTH, bytes: new Uint8Array(bits) }
}

/** One bit, one way; the caller re-publishes. */
export async function markRevoked(
  ctx: Ctx<StatusWorld>,
  tx: Db<StatusWorld>,
  { listId, index }: { listId: string; index: number },
): Promise<void> {
  const list = await getStatusListForUpdate(tx, ctx.scope, listId)
  await updateStatusList(tx, ctx.scope, { id: listId, bits: Buffer.from(setStatus(bitsOf(list.bits), index).bytes) })
}

/** Courier `status`: a change is published within seconds; several changes at once become one version. */
export async function publishChanged(ctx: Ctx<StatusWorld>, letter: { body: unknown }): Promise<void> {
  const { listId } = letter.body as { listId: string }
  await ctx.transact(async (tx) => {
    const list = await getStatusListForUpdate(tx, ctx.scope, listId)
    const newest = await newestListVersion(tx, ctx.scope, listId)
    if (newest && carries(newest.bytes, list.bits)) return
    await publishList(ctx, tx, listId)
  })
}

/** Whether the published bytes already say what the list says. */
function carries(published: Buffer, bits: Buffer): boolean {
  const { credentialSubject } = JSON.parse(published.toString('utf8')) as { credentialSubject: { encodedList: string } }
  const zipped = Buffer.from(credentialSubject.encodedList.slice(1), 'base64url')
  return Buffer.from(credentialCrypto.gunzip(new Uint8Array(zipped), 4_194_304)).equals(bits)
}

/** Every list, signed by the key that is in use now: the one before it speaks no more. */
export async function publishAll(ctx: Ctx<StatusWorld>, tx: Db<StatusWorld>): Promise<void> {
  for (const { id } of await listLists(tx, ctx.scope)) await publishList(ctx, tx, id)
}

/** Every list is signed anew each day, long before its week is over. */
export async function renewLists(ctx: Ctx<StatusWorld>, older: Date): Promise<number> {
  return ctx.transact(async (tx) => {
    const lists = await listLists(tx, ctx.scope)
    let renewed = 0
    for (const { id } of lists) {
      const newest = await newestListVersion(tx, ctx.scope, id)
      if (newest && newest.validFrom > older) continue
      await publishList(ctx, tx, id)
      renewed++
    }
    return renewed
  })
}
