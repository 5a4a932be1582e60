import type { FormState } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { SaidWords } from '../model.ts'
import { joined, type SaidField, seenIn, tidy } from '../rules/said.ts'
import type { ReadyDesk } from '../views/ready.ts'

const LABELS = {
  attestations: 'submission.attest.label',
  aiUsed: 'submission.ai.used',
  aiTools: 'submission.ai.tools',
  aiPurpose: 'submission.ai.purpose',
  activityFrom: 'submission.dates.from',
  activityUntil: 'submission.dates.until',
  showName: 'submission.name.label',
} as const satisfies Record<SaidField, string>

export function labelOf(field: SaidField): string {
  return t(LABELS[field])
}

/** Fields of a form that came back which were changed elsewhere as well. */
export function elsewhereIn({ words }: ReadyDesk, { problem, typed }: FormState): readonly SaidField[] {
  const before = problem === null ? null : seenIn(String(typed.seen))
  if (!before) return []
  const mine = Object.fromEntries(Object.keys(words).map((field) => [field, typed[field] ?? words[field as SaidField]]))
  const said = SaidWords.safeParse({ ...mine, attestations: typed.attestations ?? [] })
  return said.success ? joined(tidy(said.data), words, before).both : []
}

/** What is kept in a field, in the words of its form. */
export function textOf(field: SaidField, { words, name }: ReadyDesk): string | null {
  if (field === 'attestations') return words.attestations.map((box) => t(`submission.attest.${box}`)).join('\n') || null
  if (field === 'aiUsed') return words.aiUsed ? say(`submission.ai.${words.aiUsed}`) : null
  if (field === 'showName')
    return words.showName === 'yes' ? t('submission.name.yes', { name }) : t('submission.name.no')
  return words[field] || null
}
