import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { HeldHere } from '../views.ts'

/** The holder did nothing wrong and can do little: what a reader sees, and whom to ask. */
export function KeyWithdrawnNotice({ held: { issuer, keyWithdrawn } }: { held: HeldHere }) {
  if (!keyWithdrawn) return null
  const { name, email } = issuer
  return (
    <Notice tone="danger" title={t('credential.held.key')}>
      <p>{t('credential.held.key.why', { issuer: name })}</p>
      <p>
        {t('credential.held.key.instead', { issuer: name })} {email && <a href={`mailto:${email}`}>{email}</a>}
      </p>
    </Notice>
  )
}
