import { isString, type JsonObject, objectsOf, stringOf } from '../json.ts'
import type { PublicKey } from '../ports.ts'
import { earlierProofs } from '../proof/chain.ts'
import { withoutProof } from '../proof/config.ts'
import type { Suite, SuiteAnswer, SuiteInput } from '../proof/suite.ts'
import { suiteOf } from '../proof/suites.ts'
import type { Outcome, Run } from './context.ts'
import { resolveKey } from './keys.ts'
import { failing, finding, merged, PASS, SKIP, signerOf, surveyOf, unknowing } from './run.ts'
import { checkStated } from './stated.ts'
import { termsFinding } from './terms.ts'
import { vacantPlace } from './vacant.ts'

const MAX_CHAIN = 8
/** Proofs by others that are named in a report. */
const MOST_NAMED = 8

function allProofs({ document }: Run): readonly JsonObject[] {
  return objectsOf(document.proof).filter((proof) => Object.keys(proof).length > 0)
}

/** The proofs by the issuer, or by who presents; proofs by others neither help nor harm. */
export function ownProofs(run: Run): readonly JsonObject[] {
  const proofs = allProofs(run)
  if (run.options.mode === 'proofOnly') return proofs
  const own = proofs.filter(
    (proof) => isString(proof.verificationMethod) && proof.verificationMethod.split('#')[0] === signerOf(run),
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

/** Check 6: every proof by the issuer must verify, and there must be one. Those by others are named. */
export async function checkProofs(run: Run): Promise<Outcome> {
  const proofs = ownProofs(run)
  if (proofs.length === 0) return failing(finding('PROOF_MISSING', '/proof'))
  const outcome = merged(await Promise.all(proofs.map((proof) => checkProof(proof, run))))
  nameOthers(proofs, run)
  const clean = outcome.fails.length + outcome.unknowns.length === 0
  // Without every key nothing was verified, so there is nothing to report as passed.
  return clean && !proofs.every((proof) => run.notes.keys.has(proof)) ? SKIP : outcome
}

// What one of those that count builds on was judged with it. One that names no key is nobody's.
function nameOthers(own: readonly JsonObject[], run: Run): void {
  const others = allProofs(run).filter((proof) => !own.includes(proof) && !run.notes.keys.has(proof))
  const keys = others.map((proof) => stringOf(proof.verificationMethod)).filter(Boolean)
  for (const key of keys.slice(0, MOST_NAMED))
    run.warnings.push(finding('PROOF_FOREIGN', '/proof', { key: key.slice(0, 200) }))
}

// Each proof is judged once, however many later ones name it; without a key it is not judged yet.
function checkProof(proof: JsonObject, run: Run, path: readonly JsonObject[] = []): Promise<Outcome> {
  if (!run.notes.keys.has(proof)) return checkOne(proof, run, path)
  const known = run.notes.proofs.get(proof) ?? checkOne(proof, run, path)
  run.notes.proofs.set(proof, known)
  return known
}

async function checkOne(proof: JsonObject, run: Run, path: readonly JsonObject[]): Promise<Outcome> {
  const suite = suiteOf(proof)
  const stated = checkStated(proof, suite, run)
  if (!suite || stated.fails.length > 0) return stated
  const key = run.notes.keys.get(proof)
  // Without a key the check before this one has said why; the signature itself stays open.
  if (!key) return unknowing()
  if (proof.previousProof !== undefined) return checkChain(proof, run, { suite, key, path: [...path, proof] })
  return checkSignature(
    { suite, proof, key, document: withoutProof(run.document), canonical: run.notes.canonical },
    run,
  )
}

interface Link {
  readonly suite: Suite
  readonly key: PublicKey
  /** From the proof that counts down to this one. */
  readonly path: readonly JsonObject[]
}

/** A proof that names earlier proofs signs the document together with them, and each of them must verify. */
async function checkChain(proof: JsonObject, run: Run, { suite, key, path }: Link): Promise<Outcome> {
  const earlier = earlierProofs(run.document.proof, proof.previousProof)
  if (!earlier || path.length > MAX_CHAIN || earlier.some((one) => path.includes(one)))
    return failing(finding('PROOF_CHAIN', '/proof/previousProof'))
  const named = merged(await Promise.all(earlier.map((one) => checkEarlier(one, run, path))))
  if (named.fails.length > 0) return named
  const document = { ...withoutProof(run.document), proof: earlier }
  return merged([named, await checkSignature({ suite, proof, key, document }, run)])
}

async function checkEarlier(proof: JsonObject, run: Run, path: readonly JsonObject[]): Promise<Outcome> {
  if (!run.notes.keys.has(proof)) {
    const resolved = resolveKey(proof, { ...run, options: { ...run.options, mode: 'proofOnly' } })
    if (!('key' in resolved)) return resolved.outcome
    run.notes.keys.set(proof, resolved.key)
  }
  return checkProof(proof, run, path)
}

interface Signed {
  readonly suite: Suite
  readonly proof: JsonObject
  readonly key: PublicKey
  readonly document: JsonObject
  readonly canonical?: string | undefined
}

async function checkSignature({ suite, canonical, ...signed }: Signed, run: Run): Promise<Outcome> {
  const open = suite.overText ? undefined : uncovered(signed, run)
  if (open !== undefined) return failing(finding('PROOF_UNCOVERED', open, { path: open }))
  const { canonicalizer, crypto } = run
  let made: Promise<string> | undefined
  const input: SuiteInput = {
    ...signed,
    hashes: run.familiar,
    canonicalizer,
    crypto,
    canonical: () => {
      made ??= canonical === undefined ? canonicalizer.canonize(signed.document) : Promise.resolve(canonical)
      return made
    },
  }
  try {
    return outcomeOf(await suite.verify(input), run)
  } catch (cause) {
    return failing(termsFinding(cause))
  }
}

function uncovered({ document, proof }: Pick<Signed, 'document' | 'proof'>, run: Run): string | undefined {
  return run.options.mode !== 'proofOnly' && surveyOf(run).vacant ? vacantPlace({ ...document, proof }) : undefined
}

function outcomeOf(answer: SuiteAnswer, run: Run): Outcome {
  if (answer === 'good-other-order') run.warnings.push(finding('PROOF_ORDER', '/proof'))
  if (answer === 'good' || answer === 'good-other-order') return PASS
  if (answer === 'wrong-key') return failing(finding('PROOF_ALG', '/proof'))
  if (answer === 'wrong-pointers') return failing(finding('PROOF_POINTERS', '/proof/proofValue'))
  return failing(finding('PROOF_VALUE', '/proof/proofValue'))
}
