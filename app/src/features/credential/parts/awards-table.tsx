import { say, t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import type { Award } from '../views/awards.ts'

export function AwardsTable({ awards, org, zone }: { awards: readonly Award[]; org: string; zone: string }) {
  return (
    <Table
      caption={t('credential.awards.caption')}
      captionHidden
      columns={columns(org, zone)}
      rows={awards}
      rowKey={({ id }) => id}
      empty={<p>{t('credential.awards.empty')}</p>}
    />
  )
}

function columns(org: string, zone: string): Column<Award>[] {
  return [
    {
      key: 'learner',
      label: t('credential.awards.learner'),
      heading: true,
      cell: ({ learner }) => learner ?? t('credential.awards.unnamed'),
    },
    { key: 'title', label: t('credential.awards.microcredential'), cell: ({ title }) => title },
    {
      key: 'awarded',
      label: t('credential.awards.awarded'),
      cell: ({ awardedAt }) => <DateTime at={awardedAt} zone={zone} style="short" />,
    },
    {
      key: 'hours',
      label: t('credential.awards.hours'),
      align: 'end',
      cell: ({ hours, revokedAt }) => (revokedAt ? 0 : (hours ?? '–')),
    },
    { key: 'state', label: t('credential.awards.state'), cell: (award) => <AwardState award={award} zone={zone} /> },
    { key: 'revoke', label: t('credential.awards.change'), cell: (award) => <RevokeLink award={award} org={org} /> },
  ]
}

function AwardState({ award: { revokedAt, revokedReason, keyWithdrawn }, zone }: { award: Award; zone: string }) {
  if (!revokedAt && keyWithdrawn) return <StatusMark kind="revoked">{t('credential.state.keyWithdrawn')}</StatusMark>
  if (!revokedAt) return <StatusMark kind="met">{t('credential.state.inForce')}</StatusMark>
  return (
    <>
      <StatusMark kind="revoked">
        {t('credential.state.revoked')} <DateTime at={revokedAt} zone={zone} style="short" />
      </StatusMark>
      <br />
      <span class="small muted">{say(`credential.reason.${revokedReason ?? 'issuer-request'}`)}</span>
    </>
  )
}

function RevokeLink({ award, org }: { award: Award; org: string }) {
  if (award.revokedAt) return null
  if (award.because) return <span class="small muted">{say(`credential.awards.${award.because}`)}</span>
  return (
    <a href={`/org/${org}/awards/${award.id}/revoke`}>
      {t('credential.awards.revoke')}
      <span class="visually-hidden">
        : {award.title}, {award.learner ?? t('credential.awards.unnamed')}
      </span>
    </a>
  )
}
