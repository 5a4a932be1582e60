import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { ErrorSummary, errorOf } from '../../../ui/error-summary.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'

/** Three ways to hand something over; one form, no script. */
export function VerifyForm({ form, link }: { form: FormState; link: string }) {
  const errors = Object.entries(form.fields).map(([field, text]) => ({ field, text }))
  const typed = (name: string) => (typeof form.typed[name] === 'string' ? form.typed[name] : '')
  return (
    <Form action="/verify" files label={t('verification.verify.title')}>
      <div class="verify-ways">
        <ErrorSummary errors={errors} />
        {form.problem && errors.length === 0 && <Notice tone="notYet">{form.problem}</Notice>}
        <FileField
          name="file"
          label={t('verification.verify.file')}
          hint={t('verification.verify.file.hint')}
          error={errorOf(errors, 'file')}
          accept=".json,.jsonld,.png,.svg,.jwt,.txt,application/json,application/vc,application/ld+json,image/png,image/svg+xml"
        />
        <Field
          name="link"
          label={t('verification.verify.link')}
          hint={t('verification.verify.link.hint')}
          error={errorOf(errors, 'link')}
          inputMode="url"
          width="full"
          value={typed('link') || link}
          maxLength={2_048}
        />
        <TextArea
          name="text"
          label={t('verification.verify.text')}
          hint={t('verification.verify.text.hint')}
          error={errorOf(errors, 'text')}
          rows={4}
          value={typed('text')}
        />
        <Disclosure summary={t('verification.verify.whose')} open={Boolean(link) || typed('email') !== ''}>
          <Field
            name="email"
            type="email"
            label={t('verification.verify.email')}
            hint={t('verification.verify.email.hint')}
            error={errorOf(errors, 'email')}
            value={typed('email')}
            autocomplete="off"
          />
        </Disclosure>
        <Actions>
          <Button kind="primary">{t('verification.verify.button')}</Button>
        </Actions>
      </div>
    </Form>
  )
}
