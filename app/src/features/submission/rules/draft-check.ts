import type { AiDisclosure, AiPolicyKind, Attestation, EvidenceKind, PrivacyClass } from '../model.ts'
import type { ReadyItem } from './evidence.ts'
import type { Finding } from './finding.ts'
import type { MediaFacts } from './media.ts'
import { type Consent, consentCovers, needsConsent } from './privacy-class.ts'
import { readyCheck } from './ready-check.ts'
import type { ReadyContent } from './ready-content.ts'

/** A draft as its rows hold it. */
export interface DraftFacts {
  readonly row: {
    readonly aiUsed: boolean | null
    readonly aiTools: string
    readonly aiPurpose: string
    readonly attestations: readonly Attestation[]
    readonly checks: Readonly<Record<string, readonly string[]>>
  }
  readonly responses: readonly { readonly promptId: string; readonly body: string }[]
  readonly evidence: readonly DraftPiece[]
  readonly consents: readonly (Consent & { readonly id: string })[]
  /** Bytes in the store by piece; a piece that is not in it was not asked. */
  readonly sizes: ReadonlyMap<string, number>
  /** Digests before anything was cleaned, where the sender gave one. */
  readonly arrivals: readonly Arrival[]
  readonly bankingLost: readonly string[]
  /** Today where the learner is. */
  readonly today: string
}
export interface Arrival {
  readonly evidenceId: string
  readonly sent: string
  readonly received: string
}
export interface DraftPiece {
  readonly id: string
  readonly requirementId: string
  readonly kind: EvidenceKind
  readonly evidenceType: string
  readonly bytes: number
  readonly sha256: string
  readonly class: PrivacyClass
  readonly consentId: string | null
  readonly facts: MediaFacts
}

/** The live check. A piece with students that no consent covers cannot be submitted, whatever else the version allows. */
export function checkDraft(content: ReadyContent, draft: DraftFacts): Finding[] {
  const { row, responses, bankingLost } = draft
  const findings = readyCheck(content, {
    responses,
    items: draft.evidence.map((piece) => readyItem(piece, draft)),
    attestations: row.attestations,
    aiDisclosure: disclosureOf(content.aiPolicy.kind, row),
    confirmed: Object.entries(row.checks).flatMap(([requirementId, checks]) =>
      checks.map((check) => ({ requirementId, check })),
    ),
    bankingLost,
  })
  return findings.map((found) =>
    found.code === 'students-without-consent' ? { ...found, severity: 'block' as const } : found,
  )
}

export function disclosureOf(
  policy: AiPolicyKind,
  { aiUsed, aiTools, aiPurpose }: Pick<DraftFacts['row'], 'aiUsed' | 'aiTools' | 'aiPurpose'>,
): AiDisclosure | null {
  if (aiUsed === null) return null
  const tools = aiUsed
    ? aiTools
        .split(/[,;\n]/)
        .map((tool) => tool.trim())
        .filter(Boolean)
    : []
  return { policy, used: aiUsed, tools: tools.slice(0, 20), purpose: aiUsed ? aiPurpose.trim() : '' }
}

function readyItem(piece: DraftPiece, { consents, sizes, arrivals, today }: DraftFacts): ReadyItem {
  const consent = consents.find(({ id }) => id === piece.consentId)
  const arrival = arrivals.find(({ evidenceId }) => evidenceId === piece.id)
  return {
    evidenceId: piece.id,
    requirementId: piece.requirementId,
    kind: piece.kind,
    type: piece.evidenceType || null,
    declaredBytes: piece.bytes,
    storedBytes: sizes.get(piece.id) ?? piece.bytes,
    clientSha256: arrival?.sent ?? null,
    sha256: arrival?.received ?? piece.sha256,
    studentsShown: needsConsent(piece.class),
    consentId: consent && consentCovers(consent, 'review', today) ? consent.id : null,
    facts: piece.facts,
  }
}
