import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import type { HeldHere } from '../views.ts'

/** Organizations its holder opened it to so that they may count it; each can be closed again. */
export function OpenToSection({ held: { row, openTo }, zone }: { held: HeldHere; zone: string }) {
  if (openTo.length === 0) return null
  return (
    <Section id="open-to" title={t('credential.opened.title')} note={t('credential.opened.note')}>
      <ul class="answer-list">
        {openTo.map(({ id, name, sharedAt }) => (
          <li key={id}>
            <p>
              {t('credential.opened.since', { organization: name })} <DateTime at={sharedAt} zone={zone} />
            </p>
            <Form action={`/me/backpack/${row.publicId}/share/end`} hidden={{ shareId: id }} inline>
              <Button>{t('credential.opened.end', { organization: name })}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  )
}
