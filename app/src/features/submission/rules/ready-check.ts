import { authenticFindings, type Declarations, declarationFindings } from './declarations.ts'
import { evidenceFindings, onlyType, type ReadyItem } from './evidence.ts'
import { type Finding, finding, mostUrgentFirst } from './finding.ts'
import type { ReadyContent } from './ready-content.ts'
import { type Response, responseFindings } from './responses.ts'

export interface ReadyDraft extends Declarations {
  readonly responses: readonly Response[]
  readonly items: readonly ReadyItem[]
  /** Criteria met before that will be read again (banking.ts). */
  readonly bankingLost: readonly string[]
}

/** One rule set for the live draft and, with more facts, for the precheck. It never speaks of quality. */
export function readyCheck(content: ReadyContent, draft: ReadyDraft): Finding[] {
  const items = draft.items.map((item) => ({ ...item, type: item.type ?? typeFor(content, item.requirementId) }))
  return mostUrgentFirst([
    ...responseFindings(content, draft.responses),
    ...evidenceFindings(content, items),
    ...authenticFindings(content, items),
    ...declarationFindings(content, draft),
    ...draft.bankingLost.map((criterionId) => finding('banking-lost', { criterionId })),
  ])
}

function typeFor({ part2 }: ReadyContent, requirementId: string): string | null {
  const requirement = part2.requirements.find(({ id }) => id === requirementId)
  return requirement ? onlyType(requirement) : null
}
