import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Cluster, Section } from '../../../ui/layout.tsx'
import { Status } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import type { SettingsPage } from '../views/own.ts'
import { CodeForm } from './code-form.tsx'
import { errorsOf, typedOr } from './form-top.tsx'

type Email = SettingsPage['emails'][number]

export function EmailSection({ page, form }: { page: SettingsPage; form: FormState }) {
  const { emails, proving, gate } = page
  return (
    <Section title={t('account.emails')} id="emails" note={t('account.emails.note')}>
      <Table<Email>
        caption={t('account.emails')}
        captionHidden
        rows={emails}
        rowKey={({ id }) => id}
        empty={<p>{t('account.emails.empty')}</p>}
        columns={[
          { key: 'email', label: t('account.email'), heading: true, cell: ({ email }) => email },
          { key: 'state', label: t('account.emails.state'), cell: (email) => <EmailState email={email} /> },
          {
            key: 'deeds',
            label: t('account.deeds'),
            cell: (email) => (gate === 'open' ? <EmailDeeds email={email} /> : null),
          },
        ]}
      />
      {proving && (
        <CodeForm
          action="/me/settings/emails/prove"
          form={form}
          label={t('account.emails.code', { email: proving.email })}
          button={t('account.emails.prove')}
          unsent={proving.unsent}
        />
      )}
      {gate === 'open' && (
        <Form action="/me/settings/emails">
          <Field
            name="email"
            type="email"
            label={t('account.emails.new')}
            hint={t('account.emails.new.hint')}
            autocomplete="email"
            value={typedOr(form, 'email', '')}
            error={errorOf(errorsOf(form), 'email')}
          />
          <Actions>
            <Button>{t('account.emails.add')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

function EmailState({ email: { verified, isPrimary } }: { email: Email }) {
  if (isPrimary) return <Status kind="met">{t('account.emails.primary')}</Status>
  return verified ? (
    <Status kind="met">{t('account.emails.verified')}</Status>
  ) : (
    <Status kind="waiting">{t('account.emails.unverified')}</Status>
  )
}

function EmailDeeds({ email: { id, verified, isPrimary } }: { email: Email }) {
  if (isPrimary) return null
  return (
    <Cluster>
      {verified && (
        <Form action="/me/settings/emails/prefer" hidden={{ id }} inline>
          <Button>{t('account.emails.prefer')}</Button>
        </Form>
      )}
      <Form action="/me/settings/emails/remove" hidden={{ id }} inline>
        <Button kind="danger">{t('account.emails.remove')}</Button>
      </Form>
    </Cluster>
  )
}
