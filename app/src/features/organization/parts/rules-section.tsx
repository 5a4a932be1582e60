import type { FormState } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { errorsOf, typedOr } from '../../account/parts/form-top.tsx'
import { SETTINGS, type SettingKey } from '../rules/settings.ts'
import type { SettingsPage } from '../views/settings.ts'

type Definition = { standard: unknown; low?: number; high?: number; among?: readonly string[] }

/** How reading works here; each with its range, so that nobody has to guess. */
export function RulesSection({ page, form }: { page: SettingsPage; form: FormState }) {
  return (
    <Section title={t('organization.settings')} id="rules" note={t('organization.settings.note')}>
      <Form action={`/org/${page.organization.slug}/settings/rules`}>
        {(Object.keys(SETTINGS) as SettingKey[]).map((key) => (
          <Setting key={key} name={key} value={page.settings[key]} form={form} />
        ))}
        <Actions>
          <Button>{t('account.settings.save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Setting({ name, value, form }: { name: SettingKey; value: unknown; form: FormState }) {
  const definition: Definition = SETTINGS[name]
  const field = `settings.${name.replace('.', '_')}`
  const label = say(`organization.setting.${name}`)
  if (typeof definition.standard === 'boolean')
    return (
      <>
        <input type="hidden" name={field} value="off" />
        <Checkbox
          name={field}
          label={label}
          value="on"
          checked={typedOr(form, field, value === true ? 'on' : 'off') === 'on'}
        />
      </>
    )
  if (definition.among)
    return (
      <Select
        name={field}
        label={label}
        options={definition.among.map((each) => ({ value: each, label: say(`organization.setting.${name}.${each}`) }))}
        value={typedOr(form, field, String(value))}
      />
    )
  const { low = 0, high = 0, standard } = definition
  return (
    <Field
      name={field}
      label={label}
      hint={t('organization.setting.between', { low, high, standard: Number(standard) })}
      type="number"
      inputMode="decimal"
      width="short"
      min={low}
      max={high}
      step="any"
      value={typedOr(form, field, String(value))}
      error={errorOf(errorsOf(form), field)}
    />
  )
}
