import { toMultikey } from '../did/multikey.ts'
import type { SignedCredential } from '../documents.ts'
import { fromBase58 } from '../encoding/base58.ts'
import { utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { type JsonObject, objectsOf } from '../json.ts'
import type { Canonicalizer, Crypto, PublicKey, Signer } from '../ports.ts'
import { withoutProof } from './config.ts'
import { CanonRefused } from './refused.ts'
import { baseData, ECDSA_SD_2023 } from './sd/check.ts'
import { chosen } from './sd/pointers.ts'
import { type BaseValue, readBase, writeBase, writeDerived } from './sd/value.ts'
import { type Whole, wholeOf } from './sd/whole.ts'

/** Input of {@link deriveSelective}. `pointers` are JSON pointers (RFC 6901) into the signed document. */
export interface DeriveInput {
  readonly signed: SignedCredential
  readonly pointers: readonly string[]
  readonly canonicalizer: Canonicalizer
  readonly crypto: Crypto
}

/**
 * The part of a credential its holder chooses to show, with a proof that it was signed so: everything the pointers name and everything
 * the issuer made mandatory. Needs a base proof of ecdsa-sd-2023; other proofs are left out, because they sign the whole. The base proof
 * is not verified, and what is derived from a bad one is bad. Whether what is left still has all that Open Badges asks for, the choice of
 * the issuer's mandatory pointers decides.
 *
 * @throws OpenBadgesError `OB_DERIVE_POINTER` (`path` is the pointer: it leads to nothing, or nothing at all was chosen),
 * `OB_SIGN_FAILED` (there is not exactly one base proof, or it does not fit the document), `OB_CANON_FAILED`.
 */
export async function deriveSelective(input: DeriveInput): Promise<SignedCredential> {
  const { signed, canonicalizer, crypto } = input
  const [proof, value] = baseOf(signed)
  const document = withoutProof(signed)
  const pointers = [...value.mandatoryPointers, ...input.pointers]
  const whole = await wholeOf(document, { hmacKey: value.hmacKey, canonicalizer, crypto })
  const all = await whole.choose(pointers)
  const shown = chosen(document, pointers)
  if (!shown) throw new OpenBadgesError('OB_DERIVE_POINTER', 'Nothing was chosen.', '')
  if ((await canonicalizer.canonize(shown)) !== all.canonical)
    throw new CanonRefused('other', 'a part that does not stand by itself')
  const isMandatory = new Set((await whole.choose(value.mandatoryPointers)).numbers)
  const bySignature = signaturesOf(whole, value, isMandatory)
  const { baseSignature, publicKey } = value
  const proofValue = writeDerived({
    baseSignature,
    publicKey,
    signatures: all.numbers.flatMap((number) => bySignature.get(number) ?? []),
    labels: new Map([...all.labels].map(([label, bytes]) => [Number(label.slice('c14n'.length)), bytes])),
    mandatoryIndexes: all.numbers.flatMap((number, i) => (isMandatory.has(number) ? [i] : [])),
  })
  const { '@context': _context, ...rest } = proof
  const derived = { ...rest, proofValue }
  return { ...shown, proof: Array.isArray(signed.proof) ? [derived] : derived } as unknown as SignedCredential
}

function baseOf(signed: JsonObject): readonly [JsonObject, BaseValue] {
  const [only, second] = objectsOf(signed.proof).filter((one) => one.cryptosuite === ECDSA_SD_2023.cryptosuite)
  const value = only && readBase(only.proofValue)
  if (!only || !value || second)
    throw new OpenBadgesError('OB_SIGN_FAILED', 'There is not exactly one base proof to derive from.', '/proof')
  return [only, value]
}

/** The signature of every line that is not mandatory, by its number. */
function signaturesOf(
  { lines }: Whole,
  { signatures }: BaseValue,
  isMandatory: ReadonlySet<number>,
): ReadonlyMap<number, Uint8Array> {
  const open = lines.flatMap((_line, i) => (isMandatory.has(i) ? [] : [i]))
  if (open.length !== signatures.length)
    throw new OpenBadgesError('OB_SIGN_FAILED', 'The base proof does not fit the document.', '/proof/proofValue')
  return new Map(open.map((number, i) => [number, signatures[i] as Uint8Array]))
}

/** Input of {@link baseProof}. `proof` holds `created` and what else it states besides suite, key and purpose. */
export interface BaseProofInput {
  readonly document: JsonObject
  readonly proof: JsonObject
  readonly mandatoryPointers: readonly string[]
  readonly signer: Signer
  /** A P-256 key made for this one proof, and 32 random bytes: both forgotten afterwards. */
  readonly once: { readonly signer: Signer; readonly publicKey: PublicKey; readonly hmacKey: Uint8Array }
  readonly canonicalizer: Canonicalizer
  readonly crypto: Crypto
}

/**
 * A base proof of ecdsa-sd-2023 over a document without proofs: what a holder can derive from.
 *
 * @throws OpenBadgesError `OB_SIGNER_MISMATCH` (both keys must be P-256), `OB_DERIVE_POINTER`, `OB_CANON_FAILED`
 * @internal
 */
export async function baseProof(input: BaseProofInput): Promise<JsonObject> {
  const { document, signer, once, mandatoryPointers, canonicalizer, crypto } = input
  if (signer.algorithm !== 'ES256' || once.signer.algorithm !== 'ES256')
    throw new OpenBadgesError('OB_SIGNER_MISMATCH', 'ecdsa-sd-2023 needs keys on P-256.')
  const proof: JsonObject = {
    type: ECDSA_SD_2023.type,
    cryptosuite: 'ecdsa-sd-2023',
    ...input.proof,
    verificationMethod: signer.id,
    proofPurpose: 'assertionMethod',
  }
  const { hmacKey } = once
  const whole = await wholeOf(document, { hmacKey, canonicalizer, crypto })
  const numbers = new Set((await whole.choose(mandatoryPointers)).numbers)
  const mandatory = whole.lines.filter((_line, i) => numbers.has(i))
  const open = whole.lines.filter((_line, i) => !numbers.has(i))
  const publicKey = fromBase58(toMultikey(once.publicKey).slice(1)) as Uint8Array
  const data = await baseData({ proof, document, publicKey, mandatory, canonicalizer, crypto })
  const signatures = await Promise.all(open.map((line) => once.signer.sign(utf8(line))))
  const baseSignature = await signer.sign(data)
  return { ...proof, proofValue: writeBase({ baseSignature, publicKey, hmacKey, signatures, mandatoryPointers }) }
}
