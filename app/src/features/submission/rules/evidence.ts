import type { EvidenceKind } from '../model.ts'
import { fittingTypes } from './evidence-kinds.ts'
import { type Finding, finding, findingsAt } from './finding.ts'
import { type MediaFacts, mediaFindings } from './media.ts'
import type { ReadyContent, Requirement } from './ready-content.ts'

/** One piece of Evidence in its place, as its rows describe it. */
export interface ReadyItem {
  readonly evidenceId: string
  readonly requirementId: string
  readonly kind: EvidenceKind
  /** Null until it is chosen. */
  readonly type: string | null
  readonly declaredBytes: number
  readonly storedBytes: number
  readonly clientSha256: string | null
  readonly sha256: string | null
  /** The educator's own answer: students can be seen or heard. */
  readonly studentsShown: boolean
  readonly consentId: string | null
  readonly facts: MediaFacts
}

export function evidenceFindings(
  content: Pick<ReadyContent, 'part2' | 'safety'>,
  items: readonly ReadyItem[],
): Finding[] {
  const { requirements } = content.part2
  const known = new Set(requirements.map(({ id }) => id))
  return [
    ...requirements.flatMap((requirement) => requirementFindings(content, requirement, items)),
    ...items.filter(({ requirementId }) => !known.has(requirementId)).flatMap(misplaced),
  ]
}

/** A requirement with one possible type needs no choice. */
export function onlyType({ evidenceTypes }: Pick<Requirement, 'evidenceTypes'>): string | null {
  return evidenceTypes.length === 1 ? (evidenceTypes[0] ?? null) : null
}

/** What must hold of the bytes before they are frozen. A link has none until its copy is made. */
export function storageFindings(item: ReadyItem): Finding[] {
  if (item.kind === 'link') return []
  const { declaredBytes, storedBytes, clientSha256, sha256 } = item
  const complete = storedBytes === declaredBytes
  return findingsAt({ requirementId: item.requirementId, evidenceId: item.evidenceId }, [
    ['upload-incomplete', !complete],
    ['file-empty', complete && storedBytes === 0],
    ['digest-mismatch', complete && clientSha256 !== null && sha256 !== null && clientSha256 !== sha256],
  ])
}

function requirementFindings(
  { safety }: Pick<ReadyContent, 'safety'>,
  requirement: Requirement,
  items: readonly ReadyItem[],
): Finding[] {
  const here = items.filter(({ requirementId }) => requirementId === requirement.id)
  return [
    ...findingsAt({ requirementId: requirement.id }, [
      ['evidence-missing', here.length < requirement.minItems],
      ['evidence-too-many', here.length > requirement.maxItems],
    ]),
    ...here.flatMap((item) => [
      ...typeFindings(requirement, item),
      ...storageFindings(item),
      ...mediaFindings(item, requirement),
      ...privacyFindings(item, safety.studentFaces === 'avoid'),
    ]),
  ]
}

function typeFindings({ id, evidenceTypes }: Requirement, { evidenceId, kind, type }: ReadyItem): Finding[] {
  const chosen = type ?? onlyType({ evidenceTypes })
  const fits = [...evidenceTypes, ...fittingTypes(kind, evidenceTypes)]
  return findingsAt({ requirementId: id, evidenceId }, [
    ['evidence-unsaid', chosen === null],
    ['evidence-type', chosen !== null && !fits.includes(chosen)],
  ])
}

function privacyFindings(
  { evidenceId, requirementId, studentsShown, consentId, facts }: ReadyItem,
  avoid: boolean,
): Finding[] {
  const severity = avoid ? 'block' : 'warn'
  return findingsAt({ requirementId, evidenceId }, [
    ['students-without-consent', studentsShown && consentId === null, severity],
    ['names-in-text', (facts.rosterNames ?? 0) > 0, severity],
    ['location-metadata', facts.location === true, severity],
  ])
}

/** Left in a place that a newer version no longer has. */
function misplaced({ requirementId, evidenceId }: ReadyItem): Finding[] {
  return [finding('evidence-type', { requirementId, evidenceId })]
}
