import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { errorsOf } from './form-top.tsx'

interface Props {
  action: string
  form: FormState
  label: string
  button: string
  /** The code itself, on a machine of one's own that sends no mail. */
  unsent: string | null
  hidden?: Readonly<Record<string, string | undefined>>
  autofocus?: boolean
}

/** Six digits: typed, pasted with spaces, or offered by the keyboard. */
export function CodeForm({ action, form, label, button, unsent, hidden, autofocus }: Props) {
  return (
    <>
      {unsent && <Notice>{t('account.code.unsent', { code: unsent })}</Notice>}
      <Form action={action} hidden={hidden}>
        <Field
          name="code"
          label={label}
          inputMode="numeric"
          autocomplete="one-time-code"
          width="short"
          required
          autofocus={autofocus}
          error={errorOf(errorsOf(form), 'code')}
        />
        <Actions>
          <Button kind="primary">{button}</Button>
        </Actions>
      </Form>
    </>
  )
}
