import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Accordion } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { CheckList, Choice } from '../../../ui/choice.tsx'
import { errorOf, type FieldProblem } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, FieldGroup, Form } from '../../../ui/form.tsx'
import type { RulesPage } from '../views.ts'
import { strandName } from './words.ts'

/** Lists come back without the brackets their fields are named with. */
export function errorsOf({ fields }: FormState): FieldProblem[] {
  const lists = ['strands', 'achievements']
  return Object.entries(fields).map(([name, text]) => ({ field: lists.includes(name) ? `${name}[]` : name, text }))
}

function typedList({ typed }: FormState, name: string): readonly string[] {
  const value = typed[name] ?? []
  return typeof value === 'string' ? [value] : value
}

function typedText({ typed }: FormState, name: string, otherwise = ''): string {
  const value = typed[name]
  return typeof value === 'string' ? value : otherwise
}

/** A rule filled in like a sentence: which micro-credentials, how many hours, at most how many, from when. */
export function RuleForm({ view, form }: { view: RulesPage; form: FormState }) {
  const errors = errorsOf(form)
  return (
    <Form action={`/org/${view.organization.slug}/rules/confirm`} label={t('recognition.rules.new')}>
      <Which view={view} form={form} />
      <FieldGroup legend={t('recognition.form.hours')}>
        <Choice
          name="hours"
          label={t('recognition.form.hours.label')}
          value={typedText(form, 'hours', 'stated')}
          options={[
            { value: 'stated', label: t('recognition.form.hours.stated') },
            { value: 'fixed', label: t('recognition.form.hours.fixed') },
          ]}
        />
        <Field
          name="amount"
          label={t('recognition.form.amount')}
          hint={t('recognition.form.amount.hint')}
          value={typedText(form, 'amount')}
          error={errorOf(errors, 'amount')}
          inputMode="decimal"
          width="short"
          suffix={t('recognition.form.suffix')}
        />
        <Field
          name="cap"
          label={t('recognition.form.cap')}
          note={t('ui.optional')}
          hint={t('recognition.form.cap.hint')}
          value={typedText(form, 'cap')}
          error={errorOf(errors, 'cap')}
          inputMode="decimal"
          width="short"
          suffix={t('recognition.form.suffix')}
        />
      </FieldGroup>
      <Field
        name="from"
        type="date"
        label={t('recognition.form.from')}
        hint={t('recognition.form.from.hint')}
        value={typedText(form, 'from', view.today)}
        error={errorOf(errors, 'from')}
        required
      />
      <Actions>
        <Button kind="primary">{t('recognition.form.read')}</Button>
      </Actions>
    </Form>
  )
}

function Which({ view, form }: { view: RulesPage; form: FormState }) {
  const errors = errorsOf(form)
  const strands = [...new Set(view.choices.map(({ strand }) => strand))].sort()
  return (
    <FieldGroup legend={t('recognition.form.which')}>
      <Choice
        name="which"
        label={t('recognition.form.which.label')}
        value={typedText(form, 'which', 'all')}
        options={(['all', 'strand', 'list'] as const).map((value) => ({
          value,
          label: t(`recognition.form.which.${value}`),
        }))}
      />
      <Accordion
        items={[
          {
            id: 'choose-strands',
            summary: t('recognition.form.strands'),
            open: typedText(form, 'which') === 'strand',
            children: (
              <CheckList
                name="strands[]"
                label={t('recognition.form.strands')}
                error={errorOf(errors, 'strands[]')}
                values={typedList(form, 'strands')}
                options={strands.map((strand) => ({ value: strand, label: strandName(strand) }))}
              />
            ),
          },
          {
            id: 'choose-list',
            summary: t('recognition.form.list'),
            open: typedText(form, 'which') === 'list',
            children: strands.map((strand, at) => (
              <CheckList
                key={strand}
                name="achievements[]"
                scope={at === 0 ? undefined : strand}
                label={strandName(strand)}
                error={at === 0 ? errorOf(errors, 'achievements[]') : undefined}
                values={typedList(form, 'achievements')}
                options={view.choices
                  .filter((choice) => choice.strand === strand)
                  .map(({ id, code, title }) => ({ value: id, label: `${title} (${code})` }))}
              />
            )),
          },
        ]}
      />
    </FieldGroup>
  )
}
