import { type JsonObject, signKeyHistory } from '@cairn/openbadges'
import type { Ctx } from '../../../platform/ctx.ts'
import { credentialCrypto, signerOf } from '../../../platform/signing.ts'
import { keyInUse } from '../reads.ts'
import { issuerDid, keyRecords, lastChange, type PublishedKey } from '../rules/did.ts'
import type { OrganizationTables } from '../tables.ts'

/** The key history with a signature of the award key in use; dated by the last thing that happened to a key, so that it stays the same. */
export async function seal(
  ctx: Ctx<OrganizationTables>,
  { tenantId, slug, keys }: { tenantId: string; slug: string; keys: readonly PublishedKey[] },
): Promise<JsonObject> {
  const there = ctx.asSystem({ tenantId, job: 'seal' })
  const did = issuerDid(ctx.baseUrl, slug)
  const created = lastChange(keys, ctx.now())
  const key = await there.transact((tx) => keyInUse(tx, there.scope, { purpose: 'award', at: created }))
  return signKeyHistory({
    did,
    keys: keyRecords(did, keys),
    signer: signerOf(ctx.keys, { did, tenantId, key }),
    created,
    crypto: credentialCrypto,
  })
}
