import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { Actions, FieldGroup, Form } from '../../../ui/form.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import { hasParts, TAKES } from '../rules/own-stack.ts'
import type { OwnStackView } from '../views/own.ts'
import { OwnMembers } from './own-members.tsx'
import { OwnParts } from './own-parts.tsx'
import { problemAt } from './own-words.ts'

interface Shown {
  readonly view: OwnStackView
  readonly form: FormState
}

/** One form for the whole draft: every button keeps what was typed first. */
export function OwnForm({ view, form }: Shown) {
  const { draft } = view
  return (
    <Form hidden={{ revision: draft.revision }} label={t('pathway.own.form')}>
      {/* Enter in a field keeps what was typed; without this it would press the first button of a row. */}
      <button hidden type="submit" name="do" value="save">
        {t('pathway.own.save')}
      </button>
      <Words view={view} form={form} />
      {draft.kind === 'stack' && <Takes view={view} form={form} />}
      {hasParts(draft.kind, draft.content) && <OwnParts view={view} form={form} />}
      <OwnMembers view={view} form={form} />
      <Actions>
        <Button kind="primary" name="do" value="save">
          {t('pathway.own.save')}
        </Button>
        <Button name="do" value="ask">
          {t('pathway.own.ask')}
        </Button>
      </Actions>
    </Form>
  )
}

function Words({ view, form }: Shown) {
  const { content } = view.draft
  const named = (name: 'title' | 'summary' | 'titleEs' | 'summaryEs') => ({
    name,
    value: typedOr(form, name, content[name]),
    error: problemAt(view, name),
  })
  const spanish = content.titleEs !== '' || content.summaryEs !== ''
  return (
    <FieldGroup legend={t('pathway.own.words')} hint={t('pathway.own.words.hint')}>
      <Field {...named('title')} label={t('pathway.own.title.label')} hint={t('pathway.own.title.hint')} width="full" />
      <TextArea {...named('summary')} label={t('pathway.own.summary')} hint={t('pathway.own.summary.hint')} rows={3} />
      <Disclosure summary={t('pathway.own.spanish')} open={spanish}>
        <Field {...named('titleEs')} label={t('pathway.own.titleEs')} width="full" lang="es" />
        <TextArea {...named('summaryEs')} label={t('pathway.own.summaryEs')} rows={3} lang="es" />
      </Disclosure>
    </FieldGroup>
  )
}

function Takes({ view, form }: Shown) {
  const { takes, anyOf } = view.draft.content
  return (
    <FieldGroup legend={t('pathway.own.takes')}>
      <Choice
        name="takes"
        label={t('pathway.own.takes.label')}
        options={TAKES.map((value) => ({ value, label: t(`pathway.own.takes.${value}`) }))}
        value={typedOr(form, 'takes', takes)}
      />
      <Field
        name="anyOf"
        label={t('pathway.own.anyOf')}
        hint={t('pathway.own.anyOf.hint')}
        inputMode="numeric"
        width="short"
        value={typedOr(form, 'anyOf', anyOf)}
        error={problemAt(view, 'anyOf')}
      />
    </FieldGroup>
  )
}
