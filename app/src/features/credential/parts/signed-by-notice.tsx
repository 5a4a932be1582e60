import { t } from '../../../text.ts'
import { usePage } from '../../../ui/context.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { SignedBy } from '../views/awards.ts'

interface Shown {
  readonly signer: SignedBy
  readonly organization: { readonly name: string; readonly timeZone: string }
  readonly here: string
}

/** What one key signed, and what its withdrawal means for whoever reads one of these. */
export function SignedByNotice({ signer: { id, state, since, count }, organization, here }: Shown) {
  const { locale } = usePage()
  const issuer = organization.name
  return (
    <Notice
      tone={state === 'compromised' ? 'danger' : 'info'}
      title={t('credential.awards.key', { key: id, count: count.all })}
    >
      {state === 'compromised' && since ? (
        <>
          <p>
            {t('credential.awards.key.withdrawn', {
              since: dateText(since, { locale, zone: organization.timeZone, style: 'full' }),
              count: count.since,
            })}
          </p>
          {count.all > 0 && <p>{t('credential.awards.key.reader', { issuer })}</p>}
          {count.all > 0 && <p>{t('credential.awards.key.instead')}</p>}
        </>
      ) : (
        count.all > 0 && <p>{t('credential.awards.key.if')}</p>
      )}
      <p>
        <a href={here}>{t('credential.awards.key.all')}</a>
      </p>
    </Notice>
  )
}
