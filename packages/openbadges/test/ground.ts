import { base58 } from '../src/encoding/base58.ts'
import { concat } from '../src/encoding/text.ts'
import {
  buildCredential,
  buildStatusList,
  type CredentialDraft,
  type Fetched,
  type Finding,
  type JsonObject,
  newStatusList,
  type Report,
  type SignedCredential,
  signEmbedded,
  type UnsignedCredential,
} from '../src/index.ts'
import { GOLDEN_DRAFT } from './golden-draft.ts'
import { codes, crypto, DID, fast, fetched, issuerSigner, material, publicKey, signer } from './support.ts'

export const LIST = GOLDEN_DRAFT.status.method === 'bitstring' ? GOLDEN_DRAFT.status.list : ''
export const DRAFT: CredentialDraft = { ...GOLDEN_DRAFT, issuer: { ...GOLDEN_DRAFT.issuer, id: DID } }
export const OTHER_SEED = '11'.repeat(32)
export const OTHER = `did:key:${'bytes' in publicKey(OTHER_SEED) ? `z${base58(concat(Uint8Array.of(0xed, 1), (publicKey(OTHER_SEED) as { bytes: Uint8Array }).bytes))}` : ''}`
export const otherSigner = signer(`${OTHER}#${OTHER.slice(8)}`, OTHER_SEED)

export function sign(unsigned: JsonObject, by = issuerSigner, created = DRAFT.validFrom): Promise<SignedCredential> {
  return signEmbedded({ unsigned: unsigned as UnsignedCredential, signer: by, created, canonicalizer: fast, crypto })
}

export async function list(
  change: (unsigned: JsonObject) => JsonObject = (unsigned) => unsigned,
  bits = newStatusList(),
): Promise<Fetched> {
  const unsigned = buildStatusList({
    id: LIST,
    issuer: DID,
    purpose: 'revocation',
    bits,
    validFrom: new Date('2026-11-23T00:00:00Z'),
    validUntil: new Date('2026-11-30T00:00:00Z'),
    ttlMs: 300_000,
    crypto,
  })
  return fetched(LIST, await sign(change(unsigned), issuerSigner, new Date('2026-11-23T00:00:00Z')))
}

export const unsigned = buildCredential(DRAFT)
export const signed = await sign(unsigned)
export const good = material(await list())
export const proof = (signed.proof as readonly JsonObject[])[0] as JsonObject

export function told(report: Report): readonly string[] {
  return [report.verdict, ...codes(report)]
}

/** What is found and what is warned of, each with its place and what fills its sentence. */
export function findingsOf({ checks, warnings }: Report): readonly Finding[] {
  return [...checks.flatMap(({ findings }) => findings), ...warnings]
}
