import { t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { WorkOverview } from '../views/work.ts'

interface Shown {
  readonly retired: WorkOverview['retired']
  readonly version: string
  readonly zone: string
  readonly reading?: boolean
}

/** The version was retired while this work was open: what still goes, and until when. */
export function RetiredNotice({ retired, version, zone, reading = false }: Shown) {
  if (!retired) return null
  if (retired.over && !reading)
    return (
      <Notice tone="notYet" title={t('submission.retired.over.title', { version })}>
        <p>{t('refusal.version-over')}</p>
        <TakeOut />
      </Notice>
    )
  return (
    <Notice title={t('submission.retired.title', { version })}>
      <p>
        {t(reading ? 'submission.retired.reading' : 'submission.retired.here')}{' '}
        <strong>
          <DateTime at={retired.until} zone={zone} />
        </strong>
        .
      </p>
      <p>{t('submission.retired.kept')}</p>
    </Notice>
  )
}

export function TakeOut() {
  return (
    <p>
      <a class="own-line" href="/me/settings#data">
        {t('submission.retired.takeOut')}
      </a>
    </p>
  )
}
