import { jcsBytes } from '../../../lib/jcs.ts'
import { wordCount } from '../../../lib/words.ts'
import { type AiDisclosure, ATTESTATIONS, AttemptManifest, type Attestation } from '../model.ts'
import type { Banked } from './banking.ts'

export interface FrozenEvidence {
  readonly id: string
  readonly requirementId: string
  readonly kind: AttemptManifest['evidence'][number]['kind']
  readonly type: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  readonly shared: boolean
  readonly captured?: { readonly inApp: boolean; readonly at: Date } | undefined
}

export interface Freeze {
  readonly submissionId: string
  readonly attemptNo: number
  readonly achievementVersionId: string
  readonly rubricDigest: string
  /** In the order of the page. */
  readonly responses: readonly { readonly promptId: string; readonly body: string; readonly sha256: string }[]
  readonly evidence: readonly FrozenEvidence[]
  readonly aiDisclosure: AiDisclosure | null
  readonly attestations: readonly Attestation[]
  readonly consents: readonly string[]
  readonly banked: readonly Banked[]
  readonly submittedAt: Date
}

/** What an attempt is from now on. The same work always gives the same manifest; unknown fields are refused. */
export function buildManifest(freeze: Freeze): AttemptManifest {
  const { responses, evidence, attestations, consents, banked, submittedAt, ...same } = freeze
  return AttemptManifest.parse({
    format: 'cairn-attempt/1',
    ...same,
    responses: responses.map(({ promptId, body, sha256 }) => ({ promptId, words: wordCount(body), sha256 })),
    evidence: evidence.map(frozen),
    attestations: ATTESTATIONS.filter((box) => attestations.includes(box)),
    consents: [...new Set(consents)].sort(),
    banked: banked.map(({ criterionId, attemptNo }) => ({ criterionId, attemptNo })),
    submittedAt: submittedAt.toISOString(),
  })
}

/** The bytes to store; `manifestDigest` is made of exactly these. */
export function manifestBytes(manifest: AttemptManifest): Uint8Array<ArrayBuffer> {
  return jcsBytes(manifest)
}

/** The same without the words of its author; null where there are none. */
export function wordless(manifest: AttemptManifest): AttemptManifest | null {
  const { aiDisclosure: said } = manifest
  if (!said || (said.tools.length === 0 && said.purpose === '' && !said.changed)) return null
  return { ...manifest, aiDisclosure: { policy: said.policy, used: said.used, tools: [], purpose: '' } }
}

function frozen({ captured, ...item }: FrozenEvidence) {
  const { id, requirementId, kind, type, mediaType, bytes, sha256, shared } = item
  const plain = { id, requirementId, kind, type, mediaType, bytes, sha256, shared }
  return captured ? { ...plain, captured: { inApp: captured.inApp, at: captured.at.toISOString() } } : plain
}
