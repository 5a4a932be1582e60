import { say, t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Held } from '../views.ts'

/** The holder is told the reason, and where to object; the public page gives the date alone. */
export function RevokedNotice({ row, zone }: { row: Held['row']; zone: string }) {
  if (!row.revokedAt) return null
  return (
    <Notice tone="danger" title={t('credential.held.revoked')}>
      <p>
        <DateTime at={row.revokedAt} zone={zone} />
        {': '}
        {say(`credential.reason.${row.revokedReason ?? 'issuer-request'}.holder`)}
      </p>
      <p>
        {t('credential.held.appeal')} <a href="/policies/appeals">{t('credential.held.appeal.link')}</a>
      </p>
    </Notice>
  )
}
