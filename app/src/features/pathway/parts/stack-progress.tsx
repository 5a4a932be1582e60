import { t } from '../../../text.ts'
import { ProgressStones } from '../../../ui/progress-stones.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import type { Kind } from '../model.ts'
import type { Progress } from '../rules/progress.ts'

/** How far one is, in stones and words: of what the rule asks for, so that the last stone is the end. */
export function StackProgress({ progress: { earned, needed, left }, kind }: { progress: Progress; kind: Kind }) {
  if (left === 0) return <StatusMark kind="met">{t(`pathway.complete.${kind}`, { earned })}</StatusMark>
  const text = t('pathway.progress', { earned: needed - left, needed })
  return (
    <div class="stack gap-4">
      <ProgressStones value={needed - left} max={needed} text={text} />
      <p class="small">{t('pathway.left', { left })}</p>
    </div>
  )
}
