import { say, t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import type { PublishedKey } from '../rules/did.ts'
import { standing } from '../rules/keys.ts'

type Shown = Omit<PublishedKey, 'publicKey'>

interface Given {
  readonly keys: readonly Shown[]
  readonly zone: string
  readonly now: Date
  /** For its administrators, who also find what each key signed. */
  readonly org?: string
}

/** Every key there ever was, with the time in which it signs. */
export function KeysTable({ keys, zone, now, org }: Given) {
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
        ...(org ? [signedColumn(org)] : []),
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

function signedColumn(org: string): Column<Shown> {
  return {
    key: 'signed',
    label: t('organization.keys.signed'),
    cell: ({ id, purpose }) =>
      purpose === 'award' ? (
        <a href={`/org/${org}/awards?key=${id}`}>
          {t('organization.keys.signed.show')} <span class="visually-hidden">{id}</span>
        </a>
      ) : (
        '–'
      ),
  }
}
