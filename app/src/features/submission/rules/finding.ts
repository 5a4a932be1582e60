export type Severity = 'block' | 'warn' | 'route' | 'info'

/** Every finding of the ready check and the precheck, with the severity it has unless a rule says otherwise. */
export const FINDING_SEVERITY = {
  'response-missing': 'block',
  'response-too-short': 'block',
  'response-too-long': 'block',
  'evidence-missing': 'block',
  'evidence-too-many': 'block',
  'evidence-type': 'block',
  'evidence-unsaid': 'block',
  'upload-incomplete': 'block',
  'digest-mismatch': 'block',
  'file-empty': 'block',
  'file-unreadable': 'block',
  malware: 'block',
  'link-not-readable': 'block',
  'link-needs-sign-in': 'block',
  'link-document-locked': 'block',
  'link-document-cut': 'block',
  'link-document-names': 'block',
  'duration-too-long': 'block',
  'pages-too-many': 'warn',
  'video-silent': 'warn',
  'audio-quiet': 'warn',
  'image-small': 'warn',
  'image-blurred': 'warn',
  'captions-missing': 'warn',
  'students-without-consent': 'warn',
  'names-in-text': 'warn',
  'location-metadata': 'warn',
  'attestation-missing': 'block',
  'ai-disclosure-missing': 'block',
  'authentic-evidence-missing': 'block',
  'ready-check-unconfirmed': 'block',
  'check-incomplete': 'warn',
  'duplicate-own': 'route',
  'duplicate-suspect': 'route',
  'image-duplicate': 'route',
  'banking-lost': 'info',
  // Said of work that came back because its holder withdrew a consent.
  'consent-withdrawn': 'block',
  // Said of work that came back because the site no longer has a piece as it was submitted.
  'original-lost': 'block',
} as const satisfies Record<string, Severity>

export type FindingCode = keyof typeof FINDING_SEVERITY
/** @internal A test finds words for each of them. */
export const FINDING_CODES = Object.keys(FINDING_SEVERITY) as readonly FindingCode[]

export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** Question, requirement or prompt: O1, R2, P1. */
  readonly requirementId?: string
  readonly evidenceId?: string
  readonly criterionId?: string
}

type Place = Pick<Finding, 'requirementId' | 'evidenceId' | 'criterionId'>

export function finding(code: FindingCode, place: Place = {}, severity: Severity = FINDING_SEVERITY[code]): Finding {
  return { code, severity, ...place }
}

/** The list of codes that are true of one thing. */
export function findingsAt(place: Place, tests: readonly (readonly [FindingCode, boolean, Severity?])[]): Finding[] {
  return tests.filter(([, found]) => found).map(([code, , severity]) => finding(code, place, severity))
}

export function isBlocked(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'block')
}

/** Software's doubts choose a second reader; they are never shown as a fault. */
export function shownToLearner(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== 'route')
}

const ORDER: readonly Severity[] = ['block', 'warn', 'info', 'route']

/** What blocks first; within a severity the order of the page stays. */
export function mostUrgentFirst(findings: readonly Finding[]): Finding[] {
  return ORDER.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
}
