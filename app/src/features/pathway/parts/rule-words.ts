import { t } from '../../../text.ts'
import type { Kind } from '../model.ts'

/** How many it takes, in one sentence. */
export function ruleWords(kind: Kind, { needed, size }: { needed: number; size: number }): string {
  return t(`pathway.rule.${kind}`, { needed, size, all: String(needed === size) })
}
