import { t } from '../text.ts'
import { usePage } from './context.ts'
import { dateText } from './date-time.tsx'

/** Who says this and where it can be read again: on paper only. */
export function PrintHeader({ address, printedAt, zone }: { address: string; printedAt: Date; zone: string }) {
  const { siteName, locale } = usePage()
  return (
    <div class="print-header print-only">
      <p>
        <strong class="serif">{siteName}</strong> ·{' '}
        {t('ui.print.printed', { date: dateText(printedAt, { locale, zone }) })}
      </p>
      <p>{address}</p>
    </div>
  )
}
