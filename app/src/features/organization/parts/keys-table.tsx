import { say, t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { Table } from '../../../ui/table.tsx'
import type { PublishedKey } from '../rules/did.ts'
import { standing } from '../rules/keys.ts'

type Shown = Omit<PublishedKey, 'publicKey'>

/** Every key there ever was, with the time in which it signs. */
export function KeysTable({ keys, zone, now }: { keys: readonly Shown[]; zone: string; now: Date }) {
  return (
    <Table
      caption={t('organization.issuer.keys')}
      captionHidden
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        { key: 'id', label: t('organization.issuer.key'), heading: true, cell: ({ id }) => <code>{id}</code> },
        {
          key: 'for',
          label: t('organization.issuer.key.for'),
          cell: ({ purpose }) => say(`organization.key.${purpose}`),
        },
        {
          key: 'since',
          label: t('organization.issuer.key.since'),
          cell: ({ notBefore }) => <DateTime at={notBefore} zone={zone} style="stamp" />,
        },
        {
          key: 'until',
          label: t('organization.issuer.key.until'),
          cell: ({ notAfter }) => (notAfter ? <DateTime at={notAfter} zone={zone} style="stamp" /> : '–'),
        },
        {
          key: 'state',
          label: t('organization.issuer.key.state'),
          cell: (key) => <Standing of={key} zone={zone} now={now} />,
        },
      ]}
    />
  )
}

function Standing({ of, zone, now }: { of: Shown; zone: string; now: Date }) {
  return (
    <>
      {say(`organization.key.${standing(of, now)}`)}
      {of.state === 'compromised' && of.since && (
        <>
          , {t('organization.key.compromised.from')} <DateTime at={of.since} zone={zone} style="stamp" />
        </>
      )}
    </>
  )
}
