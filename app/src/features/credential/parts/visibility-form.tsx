import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import type { Held } from '../views.ts'

const CHOICES = ['private', 'link', 'public'] as const

/** Private until the holder says otherwise; each choice says what follows from it. */
export function VisibilityForm({ row }: { row: Held['row'] }) {
  return (
    <Form label={t('credential.held.who')}>
      <Choice
        name="visibility"
        label={t('credential.visibility.label')}
        value={row.visibility}
        options={CHOICES.map((value) => ({
          value,
          label: t(`credential.visibility.${value}`),
          hint: t(`credential.visibility.${value}.hint`),
        }))}
      />
      <Actions>
        <Button>{t('credential.visibility.save')}</Button>
      </Actions>
    </Form>
  )
}
