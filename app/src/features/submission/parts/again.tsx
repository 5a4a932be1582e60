import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'

/** What stays met and what is sent again: nothing is done twice. */
export function Again({ kept, again }: { kept: readonly string[]; again: readonly string[] }) {
  return (
    <Notice tone="notYet" title={t('submission.again.title', { kept: kept.length, of: kept.length + again.length })}>
      <p>{kept.length > 0 ? t('submission.again.some') : t('submission.again.all')}</p>
      <ul class="work-criteria">
        {again.map((title) => (
          <li key={title}>
            <StatusMark kind="notYet">{title}</StatusMark>
          </li>
        ))}
        {kept.map((title) => (
          <li key={title}>
            <StatusMark kind="met">{t('submission.again.kept', { title })}</StatusMark>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
