import { currentLocale, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { DraftView } from '../views/drafts.ts'

/** Two authors at once: the second sees who writes, and in which part. Made anew with every save. */
export function WritingBeside({ view: { beside, zone } }: { view: Pick<DraftView, 'beside' | 'zone'> }) {
  if (beside.length === 0) return null
  return (
    <Notice>
      {beside.map(({ name, section, at }) => (
        <p key={name}>
          {t(section ? 'catalog.beside' : 'catalog.beside.somewhere', {
            name,
            part: section ? t(`catalog.section.${section}`) : '',
            time: dateText(at, { locale: currentLocale(), zone, style: 'time' }),
          })}
        </p>
      ))}
      <p class="small">{t('catalog.beside.note')}</p>
    </Notice>
  )
}
