import { t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Held } from '../views.ts'
import { badgeImage } from './badge.ts'
import { measureOf } from './hours.ts'

/** One credential in the backpack; the whole card opens it. */
export function HeldCard({ held: { row, version, issuer, keyWithdrawn }, now }: { held: Held; now: Date }) {
  const badge = badgeImage(version)
  return (
    <Card
      as="li"
      level={2}
      href={`/me/backpack/${row.publicId}`}
      title={version.title}
      above={issuer.name}
      picture={<BadgeFigure src={badge.src} alt="" />}
      footer={
        <>
          <HeldState held={{ row, keyWithdrawn }} now={now} />
          <Tag>{t(`credential.visibility.${row.visibility}.short`)}</Tag>
        </>
      }
    >
      <p class="small muted">
        {t('credential.card.awarded')} <DateTime at={row.awardedAt} zone={issuer.timeZone} />
        {' · '}
        {measureOf(version)}
      </p>
    </Card>
  )
}

/** In force, ended, taken back or not believed, in a word. */
export function HeldState({ held, now }: { held: Pick<Held, 'row' | 'keyWithdrawn'>; now: Date }) {
  const { row, keyWithdrawn } = held
  if (row.revokedAt) return <StatusMark kind="revoked">{t('credential.state.revoked')}</StatusMark>
  if (keyWithdrawn) return <StatusMark kind="revoked">{t('credential.state.keyWithdrawn')}</StatusMark>
  if (row.validUntil && row.validUntil < now)
    return <StatusMark kind="waiting">{t('credential.state.ended')}</StatusMark>
  return <StatusMark kind="met">{t('credential.state.inForce')}</StatusMark>
}
