import { buildCredential, type JsonObject, type SignedCredential } from '../src/index.ts'
import { baseProof } from '../src/proof/derive.ts'
import { DRAFT } from './ground.ts'
import { crypto, ecSigner, fast, type TestSigner } from './support.ts'

export const SD_ISSUER = ecSigner('P-256', '5eed')
export const SD_DID = SD_ISSUER.id.split('#')[0] ?? ''
/** What an issuer of Open Badges has to make mandatory, so that whatever is left of a credential is still one. */
export const OB_POINTERS = [
  '/issuer',
  '/name',
  '/validFrom',
  '/validUntil',
  '/credentialSchema',
  '/credentialStatus',
  '/credentialSubject/identifier/0',
  '/credentialSubject/achievement/criteria',
  '/credentialSubject/achievement/description',
  '/credentialSubject/achievement/name',
]

/** The whole credential, by an issuer whose key is on P-256. */
export const SD_DOCUMENT: JsonObject = buildCredential({ ...DRAFT, issuer: { ...DRAFT.issuer, id: SD_DID } })

export async function based(
  document: JsonObject = SD_DOCUMENT,
  mandatoryPointers: readonly string[] = OB_POINTERS,
  signer: TestSigner = SD_ISSUER,
): Promise<SignedCredential> {
  const once = ecSigner('P-256', Buffer.from(crypto.random(31)).toString('hex'))
  const proof = await baseProof({
    document,
    proof: { created: '2026-11-20T16:05:00Z' },
    mandatoryPointers,
    signer,
    once: { signer: once, publicKey: once.publicKey, hmacKey: crypto.random(32) },
    canonicalizer: fast,
    crypto,
  })
  return { ...document, proof: [proof] } as unknown as SignedCredential
}
