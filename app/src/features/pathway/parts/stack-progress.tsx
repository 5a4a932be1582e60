import { t } from '../../../text.ts'
import { ProgressStones } from '../../../ui/progress-stones.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import type { SeenStack } from '../views.ts'
import { spokenOf } from './rule-words.ts'

/** How far one is who has begun, in stones and words: of what the rule asks for, so that the last stone is the end. */
export function StackProgress({ stack }: { stack: SeenStack }) {
  if (!stack.progress) return null
  const { earned, needed, left } = stack.progress
  if (left === 0) return <StatusMark kind="met">{t(`pathway.complete.${spokenOf(stack)}`, { earned })}</StatusMark>
  const text = t('pathway.progress', { earned: needed - left, needed })
  return (
    <div class="stack gap-4">
      <ProgressStones value={needed - left} max={needed} text={text} />
      <p class="small">{t('pathway.left', { left })}</p>
    </div>
  )
}
