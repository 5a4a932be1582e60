import { t } from '../../../text.ts'
import { ProgressStones } from '../../../ui/progress-stones.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import type { Progress } from '../rules/progress.ts'

/** How far one is, in stones and words. */
export function StackProgress({ progress: { earned, needed, left } }: { progress: Progress }) {
  if (left === 0) return <StatusMark kind="met">{t('pathway.complete', { earned, needed })}</StatusMark>
  const text = t('pathway.progress', { earned, needed })
  return (
    <div class="stack gap-4">
      <ProgressStones value={Math.min(earned, needed)} max={needed} text={text} />
      <p class="small">{t('pathway.left', { left })}</p>
    </div>
  )
}
