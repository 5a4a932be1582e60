import { t } from '../../../text.ts'
import type { SeenStack } from '../views.ts'

/** Sentences speak of a stack, of a pathway, of one of stacks, or of one of both. */
export function spokenOf({ kind, holds }: Pick<SeenStack, 'kind' | 'holds'>): 'stack' | 'pathway' | 'stacks' | 'both' {
  return kind === 'stack' || holds === 'entries' ? kind : holds
}

/** How many it takes, in one sentence. */
export function ruleWords({ needed, size, ...stack }: Pick<SeenStack, 'kind' | 'holds' | 'needed' | 'size'>): string {
  return t(`pathway.rule.${spokenOf(stack)}`, { needed, size, all: String(needed === size) })
}
