import { type FormState, untouched } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { CopyField } from '../../../ui/copy-field.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { errorsOf, typedOr } from '../../account/parts/form-top.tsx'
import { ADMITS } from '../model.ts'
import type { SettingsPage } from '../views/settings.ts'

type Provider = SettingsPage['providers'][number]

/** The organization's own sign-in, by OpenID Connect. */
export function ProvidersSection({ page, form }: { page: SettingsPage; form: FormState }) {
  const base = `/org/${page.organization.slug}/settings/sign-in`
  return (
    <Section title={t('organization.providers')} id="sign-in" note={t('organization.providers.note')}>
      <Table<Provider>
        caption={t('organization.providers')}
        captionHidden
        rows={page.providers}
        rowKey={({ id }) => id}
        empty={<p>{t('organization.providers.empty')}</p>}
        columns={[
          { key: 'label', label: t('organization.provider.label'), heading: true, cell: ({ label }) => label },
          { key: 'issuer', label: t('organization.provider.issuer'), cell: ({ issuer }) => issuer },
          { key: 'domains', label: t('organization.provider.domains'), cell: ({ domains }) => domains.join(', ') },
          {
            key: 'admits',
            label: t('organization.provider.admits'),
            cell: (provider) => (
              <>
                {t(`organization.provider.admits.${provider.admits}`)}
                <TrustForm base={base} provider={provider} form={form.typed.id === provider.id ? form : untouched} />
              </>
            ),
          },
          {
            key: 'deeds',
            label: t('account.deeds'),
            cell: ({ id, enabled }) => (
              <Form action={`${base}/switch`} hidden={{ id, enabled: enabled ? 'off' : 'on' }} inline>
                <Button>{t(enabled ? 'organization.provider.off' : 'organization.provider.on')}</Button>
              </Form>
            ),
          },
        ]}
      />
      <Disclosure summary={t('organization.provider.add')} open={Boolean(form.typed.issuer)}>
        <CopyField name="returnAddress" label={t('organization.provider.return')} value={page.returnAddress} />
        <NewProviderForm base={base} form={form.typed.id ? untouched : form} />
      </Disclosure>
    </Section>
  )
}

function NewProviderForm({ base, form }: { base: string; form: FormState }) {
  const errors = errorsOf(form)
  return (
    <Form action={base}>
      <Field
        name="label"
        label={t('organization.provider.label')}
        hint={t('organization.provider.label.hint')}
        value={typedOr(form, 'label', '')}
        error={errorOf(errors, 'label')}
        required
      />
      <Field
        name="issuer"
        type="url"
        label={t('organization.provider.issuer')}
        hint={t('organization.provider.issuer.hint')}
        value={typedOr(form, 'issuer', '')}
        error={errorOf(errors, 'issuer')}
        required
      />
      <Field
        name="clientId"
        label={t('organization.provider.clientId')}
        value={typedOr(form, 'clientId', '')}
        error={errorOf(errors, 'clientId')}
        autocomplete="off"
        required
      />
      <Field
        name="secret"
        type="password"
        label={t('organization.provider.secret')}
        hint={t('organization.provider.secret.hint')}
        autocomplete="off"
        error={errorOf(errors, 'secret')}
      />
      <TrustFields form={form} kept={{ domains: [], admits: 'verified' }} />
      <Actions>
        <Button>{t('organization.provider.add')}</Button>
      </Actions>
    </Form>
  )
}

/** For a sign-in that is there already. */
function TrustForm({ base, provider, form }: { base: string; provider: Provider; form: FormState }) {
  return (
    <Disclosure summary={t('organization.provider.trust')} open={form !== untouched}>
      <Form action={`${base}/trust`} hidden={{ id: provider.id }}>
        <TrustFields form={form} kept={provider} scope={provider.id} />
        <Actions>
          <Button>{t('account.settings.save')}</Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}

interface TrustProps {
  form: FormState
  kept: Pick<Provider, 'domains' | 'admits'>
  scope?: string
}

function TrustFields({ form, kept, scope }: TrustProps) {
  const errors = errorsOf(form)
  return (
    <>
      <Field
        name="domains"
        scope={scope}
        label={t('organization.provider.domains')}
        hint={t('organization.provider.domains.hint')}
        value={typedOr(form, 'domains', kept.domains.join(' '))}
        error={errorOf(errors, 'domains') ?? errorOf(errors, 'domains.0')}
      />
      <Choice
        name="admits"
        scope={scope}
        label={t('organization.provider.admits')}
        options={ADMITS.map((value) => ({
          value,
          label: t(`organization.provider.admits.${value}`),
          hint: t(`organization.provider.admits.${value}.hint`),
        }))}
        value={typedOr(form, 'admits', kept.admits)}
      />
    </>
  )
}
