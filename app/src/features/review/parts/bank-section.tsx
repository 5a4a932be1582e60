import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import type { BankLine } from '../reads/bank.ts'

/** The lines that readers may use, kept by the QA lead. */
export function BankSection({ lines, form }: { lines: readonly BankLine[]; form: FormState }) {
  const { text } = form.typed
  return (
    <Section title={t('review.bank.title')} id="bank" note={t('review.bank.note')}>
      {lines.length === 0 && <p class="muted">{t('review.bank.none')}</p>}
      {lines.length > 0 && (
        <ul class="bank-lines">
          {lines.map((line) => (
            <li key={line.id}>
              <p id={`bank-${line.id}`}>{line.text}</p>
              <Form action={`/qa/bank/${line.id}/retire`} inline>
                <Button kind="quiet" describedBy={`bank-${line.id}`}>
                  {t('review.bank.takeOut')}
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form action="/qa/bank" label={t('review.bank.add')}>
        <TextArea
          name="text"
          label={t('review.bank.new')}
          hint={t('review.bank.new.hint')}
          rows={3}
          maxLength={1000}
          value={typeof text === 'string' ? text : ''}
          error={form.fields.text}
        />
        <Button>{t('review.bank.add')}</Button>
      </Form>
    </Section>
  )
}
