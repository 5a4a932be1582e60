import { base58 } from '../src/encoding/base58.ts'
import type { JsonObject } from '../src/index.ts'
import { isObject, objectsOf } from '../src/json.ts'
import { proofWith } from '../src/proof/add.ts'
import { proofConfig, signingInput } from '../src/proof/config.ts'
import { EDDSA_RDFC_2022 } from '../src/proof/eddsa-rdfc.ts'
import { type Answer, Refused, refusal } from '../vc-api/answers.ts'
import { readingOf } from '../vc-api/reading.ts'
import { crypto, edSigner } from './support.ts'

/** Who presents in the tests of the public suites, and issues what is presented unsigned. */
export const PRESENTER = edSigner('2a'.repeat(32))
const PRESENTER_ID = PRESENTER.id.split('#')[0] ?? ''
export const REQUEST = { challenge: 'uf00d', domain: 'verifier.example' }
const CREATED = '2023-03-01T16:53:26Z'

/** A presentation signed as the data model's suite signs its own: unsigned credentials in it are issued first. */
export async function presented(document: JsonObject, request: JsonObject = REQUEST): Promise<JsonObject> {
  const members = await Promise.all(objectsOf(document.verifiableCredential).map(issuedInside))
  const whole = { ...document, ...(members.length > 0 ? { verifiableCredential: members } : {}) }
  const { canonicalizer } = readingOf(whole)
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: CREATED,
    verificationMethod: PRESENTER.id,
    proofPurpose: 'authentication',
    ...request,
  }
  const config = proofConfig(proof, whole)
  const data = await signingInput({ document: await canonicalizer.canonize(whole), config, canonicalizer, crypto })
  return { ...whole, proof: { ...proof, proofValue: `z${base58(await PRESENTER.sign(data))}` } }
}

async function issuedInside(credential: JsonObject): Promise<JsonObject> {
  if (isObject(credential.proof) || !String(credential.type).includes('VerifiableCredential')) return credential
  if (String(credential.type).includes('Enveloped')) return credential
  const document = { ...credential, issuer: PRESENTER_ID }
  const { canonicalizer } = readingOf(document)
  const input = { document, proof: { created: CREATED }, signer: PRESENTER, canonicalizer, crypto }
  return { ...document, proof: await proofWith(EDDSA_RDFC_2022, input) }
}

/** What the server would answer, a refusal too. */
export async function answerOf(deed: () => Promise<Answer> | Answer): Promise<Answer> {
  try {
    return await deed()
  } catch (cause) {
    if (cause instanceof Refused) return refusal(cause)
    throw cause
  }
}

/** The status of an answer and the codes and paths of its errors. */
export function toldBy({ status, body }: Answer): string {
  const errors = objectsOf(body.errors).map(({ code, path }) => `${code} ${path ?? ''}`.trim())
  return [status, ...errors].join(' ')
}
