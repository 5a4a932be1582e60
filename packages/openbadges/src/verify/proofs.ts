import { instant } from '../credential/dates.ts'
import { algorithmOf } from '../did/multikey.ts'
import { fromBase58 } from '../encoding/base58.ts'
import { isString, type JsonObject, objectsOf, stringsOf } from '../json.ts'
import type { PublicKey } from '../ports.ts'
import { proofConfig, signingInput, withoutProof } from '../proof/config.ts'
import { codeUnitOrder } from '../proof/order.ts'
import { resolveKey } from './keys.ts'
import { failing, finding, issuerOf, merged, type Outcome, PASS, type Run, SKIP, unknowing } from './run.ts'
import { termsFinding } from './terms.ts'

const SKEW_MS = 300_000
const MAX_CHAIN = 8
// Order of the Ed25519 base point, little endian: a signature with S at or above it is a second form of another one.
const ORDER = Uint8Array.from([
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0x10,
])

/** The proofs by the issuer; proofs by others neither help nor harm. */
export function ownProofs(run: Run): readonly JsonObject[] {
  const proofs = objectsOf(run.document.proof).filter((proof) => Object.keys(proof).length > 0)
  if (run.options.mode === 'proofOnly') return proofs
  const own = proofs.filter(
    (proof) => isString(proof.verificationMethod) && proof.verificationMethod.split('#')[0] === issuerOf(run.document),
  )
  return own.length > 0 ? own : proofs
}

/** Check 5: a key for every proof that counts. */
export function checkKeys(run: Run): Outcome {
  const proofs = ownProofs(run)
  if (proofs.length === 0) return SKIP
  return merged(
    proofs.map((proof) => {
      const resolved = resolveKey(proof, run)
      if (!('key' in resolved)) return resolved.outcome
      run.notes.keys.set(proof, resolved.key)
      return PASS
    }),
  )
}

/** Check 6: every proof by the issuer must verify, and there must be one. */
export async function checkProofs(run: Run): Promise<Outcome> {
  const proofs = ownProofs(run)
  if (proofs.length === 0) return failing(finding('PROOF_MISSING', '/proof'))
  const outcome = merged(await Promise.all(proofs.map((proof) => checkProof(proof, run))))
  const clean = outcome.fails.length + outcome.unknowns.length === 0
  // Without every key nothing was verified, so there is nothing to report as passed.
  return clean && !proofs.every((proof) => run.notes.keys.has(proof)) ? SKIP : outcome
}

async function checkProof(proof: JsonObject, run: Run, depth = 0): Promise<Outcome> {
  const stated = merged([checkSuite(proof), checkPurpose(proof), checkTimes(proof, run.now)])
  if (stated.fails.length > 0 || stated.unknowns.length > 0) return stated
  const key = run.notes.keys.get(proof)
  // Without a key the check before this one has said why; the signature itself stays open.
  if (!key) return unknowing()
  const check = (document: string) => checkSignature({ proof, key, document, run })
  return proof.previousProof === undefined ? check(run.notes.canonical ?? '') : checkChain(proof, run, { check, depth })
}

function checkSuite(proof: JsonObject): Outcome {
  if (proof.type === 'DataIntegrityProof' && proof.cryptosuite === 'eddsa-rdfc-2022') return PASS
  // Only DataIntegrityProof has a cryptosuite: another type beside it is a contradiction, not an unknown suite.
  if (proof.type !== 'DataIntegrityProof' && proof.cryptosuite !== undefined)
    return failing(finding('PROOF_ALG', '/proof/type'))
  return unknowing(
    finding('PROOF_SUITE_UNKNOWN', '/proof', { suite: String(proof.cryptosuite ?? proof.type).slice(0, 80) }),
  )
}

function checkPurpose(proof: JsonObject): Outcome {
  return proof.proofPurpose === 'assertionMethod' ? PASS : failing(finding('PROOF_PURPOSE', '/proof/proofPurpose'))
}

function checkTimes(proof: JsonObject, now: Date): Outcome {
  const [created, expires] = [instant(proof.created), instant(proof.expires)]
  if (proof.created !== undefined && created === undefined) return failing(finding('PROOF_VALUE', '/proof/created'))
  if (proof.expires !== undefined && expires === undefined) return failing(finding('PROOF_VALUE', '/proof/expires'))
  if (created !== undefined && created > now.getTime() + SKEW_MS)
    return failing(finding('PROOF_FUTURE', '/proof/created', { date: String(proof.created) }))
  if (expires !== undefined && expires <= now.getTime())
    return failing(finding('PROOF_EXPIRED', '/proof/expires', { date: String(proof.expires) }))
  return PASS
}

/** A proof that names earlier proofs signs the document together with them, and each of them must verify. */
async function checkChain(
  proof: JsonObject,
  run: Run,
  link: { check: (document: string) => Promise<Outcome>; depth: number },
): Promise<Outcome> {
  const names = stringsOf(proof.previousProof)
  const earlier = objectsOf(run.document.proof).filter(
    (one) => isString(one.id) && names.includes(one.id) && one !== proof,
  )
  if (link.depth > MAX_CHAIN || names.length === 0 || earlier.length !== new Set(names).size)
    return failing(finding('PROOF_CHAIN', '/proof/previousProof'))
  const named = await Promise.all(earlier.map((one) => checkEarlier(one, run, link.depth)))
  try {
    const document = await run.canonicalizer.canonize({ ...withoutProof(run.document), proof: earlier })
    return merged([...named, await link.check(document)])
  } catch (cause) {
    return failing(termsFinding(cause))
  }
}

async function checkEarlier(proof: JsonObject, run: Run, depth: number): Promise<Outcome> {
  if (!run.notes.keys.has(proof)) {
    const resolved = resolveKey(proof, { ...run, options: { ...run.options, mode: 'proofOnly' } })
    if (!('key' in resolved)) return resolved.outcome
    run.notes.keys.set(proof, resolved.key)
  }
  return checkProof(proof, run, depth + 1)
}

interface Signature {
  readonly proof: JsonObject
  readonly key: PublicKey
  readonly document: string
  readonly run: Run
}

async function checkSignature({ proof, key, document, run }: Signature): Promise<Outcome> {
  if (algorithmOf(key) !== 'Ed25519') return failing(finding('PROOF_ALG', '/proof'))
  const signature = signatureOf(proof.proofValue)
  if (!signature) return failing(finding('PROOF_VALUE', '/proof/proofValue'))
  const { canonicalizer, crypto } = run
  const config = proofConfig(proof, run.document)
  try {
    const data = await signingInput({ document, config, canonicalizer, crypto })
    if (await crypto.verify('Ed25519', key, data, signature)) return PASS
    const other = codeUnitOrder(document)
    const again =
      other !== document &&
      (await crypto.verify(
        'Ed25519',
        key,
        await signingInput({ document: other, config, canonicalizer, crypto }),
        signature,
      ))
    if (!again) return failing(finding('PROOF_VALUE', '/proof/proofValue'))
    run.warnings.push(finding('PROOF_ORDER', '/proof'))
    return PASS
  } catch (cause) {
    return failing(termsFinding(cause))
  }
}

function signatureOf(value: unknown): Uint8Array | undefined {
  const bytes = isString(value) && value.startsWith('z') ? fromBase58(value.slice(1)) : undefined
  return bytes?.length === 64 && belowOrder(bytes.subarray(32)) ? bytes : undefined
}

function belowOrder(scalar: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    const [s = 0, l = 0] = [scalar[i], ORDER[i]]
    if (s !== l) return s < l
  }
  return false
}
