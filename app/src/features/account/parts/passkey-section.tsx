import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Cluster, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Table } from '../../../ui/table.tsx'
import type { SettingsPage } from '../views/own.ts'
import { StepUpNote } from './step-up-note.tsx'

type Passkey = SettingsPage['passkeys'][number]
type Identity = SettingsPage['identities'][number]

/** How the account is opened: passkeys first, then sign-ins of organizations that were tied to it. */
export function PasskeySection({ page }: { page: SettingsPage }) {
  const { passkeys, gate, zone, recovery } = page
  return (
    <Section title={t('account.passkeys')} id="passkeys" note={t('account.passkeys.note')}>
      {recovery && (
        <Notice tone={recovery.over ? 'met' : 'notYet'}>
          <p>
            {t(recovery.over ? 'account.recovery.over' : 'account.recovery.waits')}{' '}
            <DateTime at={recovery.readyAt} zone={zone} style="full" />
          </p>
          <Form action="/me/settings/recovery/cancel" inline>
            <Button>{t('account.recovery.cancel')}</Button>
          </Form>
        </Notice>
      )}
      {gate === 'demo-account' && <Notice>{t('refusal.demo-account')}</Notice>}
      {(gate === 'step-up-needed' || gate === 'confirm-needed') && (
        <StepUpNote next="/me/settings#passkeys" because={gate} />
      )}
      <Table<Passkey>
        caption={t('account.passkeys')}
        captionHidden
        rows={passkeys}
        rowKey={({ id }) => id}
        empty={<p>{t('account.passkeys.empty')}</p>}
        columns={[
          { key: 'label', label: t('account.passkeys.name'), heading: true, cell: ({ label }) => label },
          {
            key: 'made',
            label: t('account.passkeys.made'),
            cell: ({ createdAt }) => <DateTime at={createdAt} zone={zone} style="short" />,
          },
          {
            key: 'used',
            label: t('account.passkeys.used'),
            cell: ({ lastUsedAt }) =>
              lastUsedAt ? <DateTime at={lastUsedAt} zone={zone} style="short" /> : t('account.passkeys.never'),
          },
          {
            key: 'deeds',
            label: t('account.deeds'),
            cell: (passkey) => <PasskeyDeeds passkey={passkey} open={gate === 'open'} />,
          },
        ]}
      />
      {gate === 'open' && (
        <Actions>
          <LinkButton href="/me/passkey?next=%2Fme%2Fsettings">{t('account.passkeys.add')}</LinkButton>
        </Actions>
      )}
      {page.identities.length > 0 && <Identities page={page} />}
    </Section>
  )
}

function PasskeyDeeds({ passkey: { id, label }, open }: { passkey: Passkey; open: boolean }) {
  return (
    <Disclosure summary={t('account.passkeys.change')}>
      <Form action="/me/settings/passkeys/rename" hidden={{ id }} inline>
        <Field name="label" label={t('account.passkeys.name')} value={label} scope={id} maxLength={60} />
        <Button>{t('account.settings.save')}</Button>
      </Form>
      {open && (
        <Form action="/me/settings/passkeys/remove" hidden={{ id }} inline>
          <Button kind="danger">{t('account.passkeys.remove')}</Button>
        </Form>
      )}
    </Disclosure>
  )
}

function Identities({ page: { identities, zone, gate } }: { page: SettingsPage }) {
  return (
    <Table<Identity>
      caption={t('account.identities')}
      rows={identities}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'issuer',
          label: t('account.identities.from'),
          heading: true,
          cell: ({ issuer }) => new URL(issuer).host,
        },
        {
          key: 'since',
          label: t('account.passkeys.made'),
          cell: ({ createdAt }) => <DateTime at={createdAt} zone={zone} style="short" />,
        },
        {
          key: 'deeds',
          label: t('account.deeds'),
          cell: ({ id }) => (
            <Cluster>
              {gate === 'open' && (
                <Form action="/me/settings/identities/remove" hidden={{ id }} inline>
                  <Button kind="danger">{t('account.identities.remove')}</Button>
                </Form>
              )}
            </Cluster>
          ),
        },
      ]}
    />
  )
}
