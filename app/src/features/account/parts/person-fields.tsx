import type { FormState } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { CheckList, Choice } from '../../../ui/choice.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { GRADES, SUBJECTS, WORK_ROLES } from '../model.ts'
import type { Person } from '../reads.ts'
import { zoneOptions } from '../rules/zones.ts'
import { errorsOf, typedListOr, typedOr } from './form-top.tsx'

interface Props {
  person: Person
  form: FormState
  /** New people are asked for what helps them first; the rest folds. */
  folded?: boolean
}

/** Name, language, work: the questions of the welcome page and of the settings are the same. */
export function PersonFields({ person, form, folded }: Props) {
  const errors = errorsOf(form)
  const rest = (
    <>
      <Subjects person={person} form={form} />
      <Select
        name="timeZone"
        label={t('account.zone')}
        hint={t('account.zone.hint')}
        options={zoneOptions(person.timeZone)}
        value={typedOr(form, 'timeZone', person.timeZone)}
        error={errorOf(errors, 'timeZone')}
      />
    </>
  )
  return (
    <>
      <Field
        name="name"
        label={t('account.name')}
        hint={t('account.name.hint')}
        value={typedOr(form, 'name', person.name)}
        autocomplete="name"
        required
        maxLength={120}
        error={errorOf(errors, 'name')}
      />
      <Choice
        name="locale"
        label={t('account.language')}
        row
        options={[
          { value: 'en', label: <span lang="en">English</span> },
          { value: 'es', label: <span lang="es">Español</span> },
        ]}
        value={typedOr(form, 'locale', person.locale)}
      />
      <Select
        name="workRole"
        label={t('account.workRole')}
        options={WORK_ROLES.map((role) => ({ value: role, label: t(`account.workRole.${role}`) }))}
        value={typedOr(form, 'workRole', person.workRole)}
      />
      <CheckList
        name="grades[]"
        label={t('account.grades')}
        note={t('ui.optional')}
        hint={t('account.grades.hint')}
        row
        options={GRADES.map((grade) => ({ value: grade, label: gradeLabel(grade) }))}
        values={typedListOr(form, 'grades', person.grades)}
      />
      {folded ? <Disclosure summary={t('account.more')}>{rest}</Disclosure> : rest}
    </>
  )
}

function Subjects({ person, form }: Props) {
  return (
    <CheckList
      name="subjects[]"
      label={t('account.subjects')}
      note={t('ui.optional')}
      row
      options={SUBJECTS.map((subject) => ({ value: subject, label: say(`catalog.subject.${subject}`) }))}
      values={typedListOr(form, 'subjects', person.subjects)}
    />
  )
}

function gradeLabel(grade: (typeof GRADES)[number]): string {
  if (grade === 'adult') return t('account.grades.adult')
  return grade === 'PK' || grade === 'K' ? t(`account.grades.${grade}`) : grade
}
