import { createHash } from 'node:crypto'
import { base58 } from '../../../lib/ids.ts'
import { type Json, jcs } from '../../../lib/jcs.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { signerOf } from '../../../platform/signing.ts'
import { activeKey, findIssuerBySlug } from '../reads.ts'
import { issuerDid } from '../rules/did.ts'
import type { OrganizationTables } from '../tables.ts'

type Document = Readonly<Record<string, Json>>

/**
 * A document with one Data Integrity proof of the issuer's award key, cryptosuite eddsa-jcs-2022. `created` is part of what
 * is signed, so that the same document gives the same bytes.
 */
export async function seal(
  ctx: Ctx<OrganizationTables>,
  { slug, document, created }: { slug: string; document: Document; created: Date },
): Promise<Document> {
  const issuer = await ctx.transact((tx) => findIssuerBySlug(tx, slug))
  if (!issuer) return document
  const { tenantId } = issuer
  const there = ctx.asSystem({ tenantId, job: 'seal' })
  const did = issuerDid(ctx.baseUrl, slug)
  const signer = signerOf(ctx.keys, {
    did,
    tenantId,
    key: await there.transact((tx) => activeKey(tx, there.scope, 'award')),
  })
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: `${created.toISOString().slice(0, 19)}Z`,
    verificationMethod: signer.id,
    proofPurpose: 'assertionMethod',
  }
  // Data Integrity EdDSA 3.3.4: the hash of the configuration, then that of the document.
  const data = Buffer.concat([digest(proof), digest(document)])
  return { ...document, proof: { ...proof, proofValue: `z${multibase(await signer.sign(data))}` } }
}

function digest(value: Json): Buffer {
  return createHash('sha256').update(jcs(value)).digest()
}

/** Base58btc keeps leading zero bytes as ones. */
function multibase(bytes: Uint8Array): string {
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return '1'.repeat(Math.max(0, zeros)) + base58(bytes.subarray(Math.max(0, zeros)), 0)
}
