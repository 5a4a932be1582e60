import { t } from '../../../text.ts'
import type { Step } from '../rules/steps.ts'

/** What a gate asks for, in the fewest words; to somebody who has begun, how far they are. */
export function gateWords({ min, size, earned }: Step, begun: boolean): string {
  if (begun) return t('pathway.progress', { earned: Math.min(earned, min), needed: min })
  return min === size ? t('pathway.gate.all', { size }) : t('pathway.gate.any', { min, size })
}
