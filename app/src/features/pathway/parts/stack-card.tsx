import { t } from '../../../text.ts'
import { Card } from '../../../ui/card.tsx'
import type { SeenStack } from '../views.ts'
import { StackProgress } from './stack-progress.tsx'

/** One stack as a list shows it. */
export function StackCard({ stack }: { stack: SeenStack }) {
  const { slug, words, size, needed, progress } = stack
  return (
    <Card as="li" level={2} href={`/stacks/${slug}`} title={words.title}>
      <p>{words.summary}</p>
      {progress && progress.earned > 0 ? (
        <StackProgress progress={progress} />
      ) : (
        <p class="small muted">{t('pathway.rule', { needed, size })}</p>
      )}
    </Card>
  )
}
