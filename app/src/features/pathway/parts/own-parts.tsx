import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { FieldGroup } from '../../../ui/form.tsx'
import { typedListOr, typedOr } from '../../account/parts/form-top.tsx'
import { type DraftPart, MOST_PARTS } from '../rules/own-stack.ts'
import type { OwnStackView } from '../views/own.ts'
import { problemAt } from './own-words.ts'

interface Shown {
  readonly view: OwnStackView
  readonly form: FormState
}

/** Groups of a stack or steps of a pathway, one after the other. */
export function OwnParts({ view, form }: Shown) {
  const { kind, content } = view.draft
  return (
    <>
      {problemAt(view, 'parts') && <p class="field-error">{problemAt(view, 'parts')}</p>}
      {content.parts.map((part, at) => (
        <OnePart key={part.id} view={view} form={form} part={part} number={at + 1} />
      ))}
      {content.parts.length < MOST_PARTS[kind] && (
        <p>
          <Button name="do" value="addPart">
            {t(`pathway.own.part.add.${kind}`)}
          </Button>
        </p>
      )}
    </>
  )
}

function OnePart({ view, form, part, number }: Shown & { part: DraftPart; number: number }) {
  const { kind, content } = view.draft
  const named = (name: 'title' | 'titleEs' | 'min') => ({
    name: `parts.${part.id}.${name}`,
    value: typedOr(form, `parts.${part.id}.${name}`, part[name]),
    error: problemAt(view, `parts.${part.id}.${name}`),
  })
  const after = `parts.${part.id}.after`
  const others = content.parts.flatMap(({ id, title }, at) =>
    id === part.id ? [] : [{ value: id, label: t('pathway.own.after.step', { number: at + 1, title: title || '…' }) }],
  )
  return (
    <FieldGroup legend={t(`pathway.own.part.${kind}`, { number })}>
      <Field {...named('title')} label={t('pathway.own.part.title')} />
      <Field {...named('titleEs')} label={t('pathway.own.part.titleEs')} lang="es" />
      <Field
        {...named('min')}
        label={t('pathway.own.part.min')}
        hint={kind === 'pathway' ? t('pathway.own.part.min.hint') : undefined}
        inputMode="numeric"
        width="short"
      />
      {kind === 'pathway' && others.length > 0 && (
        <CheckList
          name={`${after}[]`}
          label={t('pathway.own.after')}
          options={others}
          values={typedListOr(form, after, part.after)}
          error={problemAt(view, after)}
        />
      )}
      <p>
        <Button kind="quiet" name="do" value={`dropPart:${part.id}`}>
          {t(`pathway.own.part.drop.${kind}`, { number })}
        </Button>
      </p>
    </FieldGroup>
  )
}
