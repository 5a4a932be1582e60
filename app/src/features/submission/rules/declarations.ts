import { type AiDisclosure, type AiPolicyKind, ATTESTATIONS, type Attestation } from '../model.ts'
import type { ReadyItem } from './evidence.ts'
import { type Finding, finding } from './finding.ts'
import type { ReadyContent } from './ready-content.ts'

/** Types that show practice itself, not writing about it. */
export const AUTHENTIC_TYPES: ReadonlySet<string> = new Set([
  'video',
  'photo',
  'student_work',
  'audio',
  'observation_notes',
])

export interface Declarations {
  readonly attestations: readonly Attestation[]
  readonly aiDisclosure: AiDisclosure | null
  /** Ready checks answered yes, by their words: an edited check must be answered again. */
  readonly confirmed: readonly { readonly requirementId: string; readonly check: string }[]
}

export function declarationFindings(content: ReadyContent, declarations: Declarations): Finding[] {
  return [
    ...readyCheckFindings(content, declarations.confirmed),
    ...(ATTESTATIONS.every((box) => declarations.attestations.includes(box)) ? [] : [finding('attestation-missing')]),
    ...(disclosed(content.aiPolicy.kind, declarations.aiDisclosure) ? [] : [finding('ai-disclosure-missing')]),
  ]
}

/** Asked where students take part; never where no requirement could take such a piece. */
export function authenticFindings(content: ReadyContent, items: readonly Pick<ReadyItem, 'type'>[]): Finding[] {
  const possible = content.part2.requirements.some(({ evidenceTypes }) =>
    evidenceTypes.some((type) => AUTHENTIC_TYPES.has(type)),
  )
  const present = items.some(({ type }) => type !== null && AUTHENTIC_TYPES.has(type))
  return content.needsStudents && possible && !present ? [finding('authentic-evidence-missing')] : []
}

function readyCheckFindings({ part2 }: ReadyContent, confirmed: Declarations['confirmed']): Finding[] {
  return part2.requirements
    .filter(({ id, readyChecks = [] }) =>
      readyChecks.some((check) => !confirmed.some((yes) => yes.requirementId === id && yes.check === check)),
    )
    .map(({ id }) => finding('ready-check-unconfirmed', { requirementId: id }))
}

/** "No" is a full answer; "yes" says with what and what for. An open policy asks nothing. */
function disclosed(policy: AiPolicyKind, disclosure: AiDisclosure | null): boolean {
  if (policy === 'open') return true
  if (!disclosure) return false
  return !disclosure.used || (disclosure.tools.length > 0 && disclosure.purpose.trim() !== '')
}
