import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { DismissalReason } from '../model.ts'
import type { Suggestion } from '../views/suggest.ts'

/** Says before it is pressed what it will change: this one is hidden, and nothing else shifts. */
export function NotForMe({
  suggestion: { id, card },
  back,
}: {
  suggestion: Suggestion
  back: 'today' | 'suggestions'
}) {
  return (
    <Form action={`/me/suggestions/${id}/dismiss`} hidden={{ back }}>
      <p class="small">{t('growth.notForMe.text')}</p>
      <Choice
        name="reason"
        scope={id}
        label={t('growth.notForMe.reason')}
        value="other"
        row
        options={DismissalReason.options.map((reason) => ({ value: reason, label: t(`growth.notForMe.${reason}`) }))}
      />
      <Field
        name="overHours"
        scope={id}
        type="number"
        label={t('growth.notForMe.over')}
        hint={t('growth.notForMe.over.hint', { hours: card.hours })}
        note={t('ui.optional')}
        width="short"
        min={1}
        max={99}
        suffix={t('growth.hours')}
      />
      <Actions>
        <Button>{t('growth.notForMe.button')}</Button>
      </Actions>
    </Form>
  )
}
