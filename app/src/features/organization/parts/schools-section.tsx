import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { errorsOf, typedOr } from '../../account/parts/form-top.tsx'
import type { SettingsPage } from '../views/settings.ts'

type Unit = SettingsPage['units'][number]

/** Nobody reads the work of their own school, so schools must be known. */
export function SchoolsSection({ page, form }: { page: SettingsPage; form: FormState }) {
  const base = `/org/${page.organization.slug}/settings/schools`
  return (
    <Section title={t('organization.units')} id="schools" note={t('organization.units.note')}>
      <Table<Unit>
        caption={t('organization.units')}
        captionHidden
        rows={page.units}
        rowKey={({ id }) => id}
        empty={<p>{t('organization.units.empty')}</p>}
        columns={[
          { key: 'name', label: t('organization.unit.name'), heading: true, cell: ({ name }) => name },
          { key: 'kind', label: t('organization.unit.kind'), cell: ({ kind }) => t(`organization.unit.${kind}`) },
          {
            key: 'deeds',
            label: t('account.deeds'),
            cell: ({ id, closedAt }) =>
              closedAt ? (
                t('organization.unit.closed')
              ) : (
                <Form action={`${base}/close`} hidden={{ id }} inline>
                  <Button kind="quiet">{t('organization.unit.close')}</Button>
                </Form>
              ),
          },
        ]}
      />
      <Form action={base}>
        <Field
          name="unit"
          label={t('organization.unit.new')}
          value={typedOr(form, 'unit', '')}
          error={errorOf(errorsOf(form), 'unit')}
          required
          maxLength={120}
        />
        <Choice
          name="kind"
          label={t('organization.unit.kind')}
          row
          options={(['school', 'office'] as const).map((value) => ({ value, label: t(`organization.unit.${value}`) }))}
          value="school"
        />
        <Actions>
          <Button>{t('organization.unit.add')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
