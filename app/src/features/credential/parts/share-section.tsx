import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { CopyField } from '../../../ui/copy-field.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Qr } from '../../../ui/qr.tsx'
import { embedCode, linkedInAddress } from '../rules/share-links.ts'
import type { Held } from '../views.ts'

/** What opens it for others: address, QR code, LinkedIn, a frame for a web page. */
export function ShareSection({ held }: { held: Held & { address: string } }) {
  const { row, version, issuer, address } = held
  // Elsewhere it has the name that is signed.
  const title = version.signedTitle
  if (row.visibility === 'private')
    return (
      <Section id="share" title={t('credential.share')}>
        <p>{t('credential.share.private')}</p>
      </Section>
    )
  const linkedIn = linkedInAddress({ ...row, title, issuer: issuer.name, address })
  return (
    <Section id="share" title={t('credential.share')} note={t('credential.share.note')}>
      <div class="share-ways">
        <div class="stack">
          <CopyField name="address" label={t('credential.share.address')} value={address} />
          {row.revokedAt ? (
            <Notice>{t('credential.share.revoked')}</Notice>
          ) : (
            <>
              <p>
                <LinkButton href={linkedIn} describedBy="linkedin-hint">
                  {t('credential.share.linkedin')}
                </LinkButton>
              </p>
              <p class="small muted" id="linkedin-hint">
                {t('credential.share.linkedin.hint')}
              </p>
            </>
          )}
          <CopyField
            name="embed"
            label={t('credential.share.embed')}
            hint={t('credential.share.embed.hint')}
            value={embedCode({ title, address })}
          />
        </div>
        <Qr address={address} hideLink size={180} />
      </div>
    </Section>
  )
}

/** Files that go on being true without this site. */
export function TakeSection({ publicId }: { publicId: string }) {
  const address = `/c/${publicId}`
  return (
    <Section id="take" title={t('credential.take')} note={t('credential.take.note')}>
      <ul class="take-files">
        {(['pdf', 'png', 'svg', 'json'] as const).map((kind) => (
          <li key={kind}>
            <LinkButton href={`${address}.${kind}`} download={`${publicId}.${kind}`}>
              {t(`credential.take.${kind}`)}
            </LinkButton>
            <span class="small muted">{t(`credential.take.${kind}.hint`)}</span>
          </li>
        ))}
        <li>
          <LinkButton href={`${address}/print`}>{t('credential.take.print')}</LinkButton>
          <span class="small muted">{t('credential.take.print.hint')}</span>
        </li>
      </ul>
    </Section>
  )
}
