import type { FormState } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Choice } from '../../../ui/choice.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import { ASKED, QUALITY, type QualityId } from '../rules/quality-components.ts'
import type { ReviewPage } from '../views/review.ts'

export const wordsOf = (id: QualityId) => say(`catalog.quality.${id.toLowerCase()}`)

/** The questions that a person answers, group by group, each with room for a reason. */
export function QualityForm({ view, form }: { view: ReviewPage; form: FormState }) {
  const groups = [...new Set(QUALITY.map(({ group }) => group))]
  return (
    <>
      {groups.map((group) => {
        const asked = QUALITY.filter((each) => each.group === group && ASKED.includes(each.id))
        return asked.length === 0 ? null : (
          <section key={group} class="stack" aria-label={t(`catalog.quality.group.${group}`)}>
            <h3>{t(`catalog.quality.group.${group}`)}</h3>
            {asked.map(({ id }) => (
              <Question key={id} id={id} view={view} form={form} />
            ))}
          </section>
        )
      })}
    </>
  )
}

function Question({ id, view, form }: { id: QualityId; view: ReviewPage; form: FormState }) {
  const kept = view.own.get(id)
  const value = typedOr(form, `answers.${id}`, kept?.answer ?? '')
  return (
    <div class="catalog-question">
      <Choice
        name={`answers.${id}`}
        label={`${id} ${wordsOf(id)}`}
        hint={view.refused.includes(id) ? t('catalog.review.machine.no') : undefined}
        error={form.fields[`answers.${id}`]}
        value={value === '' ? undefined : value}
        row
        options={[
          { value: 'met', label: t('catalog.review.yes') },
          { value: 'not_met', label: t('catalog.review.no') },
        ]}
      />
      <details class="catalog-comment" open={typedOr(form, `comments.${id}`, kept?.comment ?? '') !== ''}>
        <summary>{t('catalog.review.comment')}</summary>
        <TextArea
          name={`comments.${id}`}
          label={t('catalog.review.comment.of', { component: id })}
          rows={2}
          maxLength={1000}
          value={typedOr(form, `comments.${id}`, kept?.comment ?? '')}
        />
      </details>
    </div>
  )
}
