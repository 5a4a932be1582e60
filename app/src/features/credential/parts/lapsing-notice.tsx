import { t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Held } from '../views.ts'

/** A part was taken back: until when it can be replaced, and where to see by what. */
export function LapsingNotice({ row, zone, path }: { row: Held['row']; zone: string; path: string | null }) {
  if (!row.lapsesAt) return null
  return (
    <Notice tone="notYet" title={t('credential.lapsing.title')}>
      <p>
        {t('credential.lapsing.text')} <DateTime at={row.lapsesAt} zone={zone} />
        {'. '}
        {t('credential.lapsing.then')}
      </p>
      {path && (
        <p>
          <a href={path.replace(/\/v\/\d+$/, '')}>{t('credential.lapsing.see')}</a>
        </p>
      )}
    </Notice>
  )
}
