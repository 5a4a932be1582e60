import { t } from '../../../text.ts'
import { Card } from '../../../ui/card.tsx'
import type { SeenStack } from '../views.ts'
import { addressOf } from './address.ts'
import { ruleWords } from './rule-words.ts'
import { StackProgress } from './stack-progress.tsx'

/** One stack or pathway as a list shows it. */
export function StackCard({ stack, level = 2 }: { stack: SeenStack; level?: 2 | 3 }) {
  const { words, foreign, begun } = stack
  return (
    <Card
      as="li"
      level={level}
      href={addressOf(stack)}
      title={words.title}
      lang={foreign ?? undefined}
      above={aboveOf(stack)}
    >
      <p lang={foreign ?? undefined}>{words.summary}</p>
      {begun ? <StackProgress stack={stack} /> : <p class="small muted">{ruleWords(stack)}</p>}
    </Card>
  )
}

/** Whose it is, where it is not the starter catalogue's; and that it is not everybody's. */
function aboveOf({ creator, inside }: SeenStack): string | undefined {
  if (creator === null) return undefined
  return inside ? t('pathway.of.inside', { name: creator }) : creator
}
