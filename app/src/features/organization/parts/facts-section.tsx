import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { errorsOf, typedOr } from '../../account/parts/form-top.tsx'
import { zoneOptions } from '../../account/rules/zones.ts'
import type { SettingsPage } from '../views/settings.ts'

/** What strangers see of the organization, on its page and in every credential. */
export function FactsSection({ page, form }: { page: SettingsPage; form: FormState }) {
  const { organization } = page
  const errors = errorsOf(form)
  const base = `/org/${organization.slug}/settings`
  return (
    <Section title={t('organization.facts')} id="facts" note={t('organization.facts.note')}>
      <Form action={base}>
        <Field
          name="name"
          label={t('organization.name')}
          value={typedOr(form, 'name', organization.name)}
          error={errorOf(errors, 'name')}
          required
        />
        <Field
          name="url"
          type="url"
          label={t('organization.url')}
          value={typedOr(form, 'url', organization.url)}
          error={errorOf(errors, 'url')}
          required
        />
        <Field
          name="email"
          type="email"
          label={t('organization.email')}
          note={t('ui.optional')}
          hint={t('organization.email.hint')}
          value={typedOr(form, 'email', organization.email ?? '')}
          error={errorOf(errors, 'email')}
        />
        <Select
          name="timeZone"
          label={t('organization.zone')}
          hint={t('organization.zone.hint')}
          options={zoneOptions(organization.timeZone)}
          value={typedOr(form, 'timeZone', organization.timeZone)}
        />
        <Choice
          name="locale"
          label={t('organization.language')}
          row
          options={[
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'es', label: <span lang="es">Español</span> },
          ]}
          value={typedOr(form, 'locale', organization.locale)}
        />
        <Actions>
          <Button kind="primary">{t('account.settings.save')}</Button>
        </Actions>
      </Form>
      <Form action={`${base}/picture`} files>
        {organization.hasImage && (
          <img src={`/issuers/${organization.slug}/image`} alt={t('organization.picture.now')} width="96" height="96" />
        )}
        <FileField
          name="picture"
          label={t('organization.picture')}
          hint={t('organization.picture.hint')}
          accept="image/png,image/jpeg"
          error={errorOf(errors, 'picture')}
        />
        <Actions>
          <Button>{t('organization.picture.save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
