import { instant } from '../credential/dates.ts'
import { type JsonObject, stringOf } from '../json.ts'
import type { Suite } from '../proof/suite.ts'
import type { Outcome, Run } from './context.ts'
import { failing, finding, merged, PASS, unknowing } from './run.ts'

const SKEW_MS = 300_000

/** What a proof says about itself, before its signature is looked at: its suite, its purpose and its times. */
export function checkStated(proof: JsonObject, suite: Suite | undefined, run: Run): Outcome {
  return merged([suite ? PASS : unknownSuite(proof), checkPurpose(proof, run), checkTimes(proof, run.now)])
}

function unknownSuite(proof: JsonObject): Outcome {
  // Only DataIntegrityProof has a cryptosuite: another type beside it is a contradiction, not an unknown suite.
  if (proof.type !== 'DataIntegrityProof' && proof.cryptosuite !== undefined)
    return failing(finding('PROOF_ALG', '/proof/type'))
  return unknowing(
    finding('PROOF_SUITE_UNKNOWN', '/proof', { suite: String(proof.cryptosuite ?? proof.type).slice(0, 80) }),
  )
}

// Who presents proves to be there; who issues states something. A signature for the one must not serve as the other.
function checkPurpose({ proofPurpose }: JsonObject, { role, options }: Run): Outcome {
  const presented = role === 'presentation'
  const good =
    proofPurpose === (presented ? 'authentication' : 'assertionMethod') ||
    (presented && options.mode === 'proofOnly' && proofPurpose === 'assertionMethod')
  return good ? PASS : failing(finding('PROOF_PURPOSE', '/proof/proofPurpose'))
}

function checkTimes(proof: JsonObject, now: Date): Outcome {
  // What is not stated comes neither before nor after anything.
  const [created, expires] = [instant(proof.created) ?? Number.NaN, instant(proof.expires) ?? Number.NaN]
  if (proof.created !== undefined && Number.isNaN(created)) return failing(finding('PROOF_VALUE', '/proof/created'))
  if (proof.expires !== undefined && Number.isNaN(expires)) return failing(finding('PROOF_VALUE', '/proof/expires'))
  if (created > now.getTime() + SKEW_MS)
    return failing(finding('PROOF_FUTURE', '/proof/created', { date: stringOf(proof.created) }))
  if (expires <= now.getTime())
    return failing(finding('PROOF_EXPIRED', '/proof/expires', { date: stringOf(proof.expires) }))
  return PASS
}
