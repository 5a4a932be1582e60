import { hasText, say, t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Refused } from '../model.ts'

const GIVEN = { size: '', most: '', ending: '', percent: '', count: '' }

/** Why the file of a plain form was not taken, and what to do; only sentences of ours, whatever the address says. */
export function RefusedFile({ refused }: { refused: Refused }) {
  if (!refused.refused) return null
  const key = `refusal.${refused.refused}`
  return (
    <div role="alert">
      <Notice tone="danger" title={t('submission.file.refused')}>
        <p>{say(hasText(key) ? key : 'refusal.other', { ...GIVEN, ...refused, seconds: refused.seconds ?? 20 })}</p>
      </Notice>
    </div>
  )
}
