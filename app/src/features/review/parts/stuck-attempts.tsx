import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import type { StuckAttempt } from '../views/stuck.ts'

/** What nobody may read, each with the form that lets earlier readers in again. */
export function StuckAttempts({
  stuck,
  zone,
  form,
}: {
  stuck: readonly StuckAttempt[]
  zone: string
  form: FormState
}) {
  if (stuck.length === 0) return null
  return (
    <Section title={t('review.stuck.title')} id="stuck" note={t('review.stuck.note')}>
      {stuck.map(({ attemptId, alias, title, openedAt, dueAt }) => (
        <article class="card card-plain" key={attemptId}>
          <div class="card-words">
            <h3>
              {title} · {t('review.stuck.alias', { alias })}
            </h3>
            <p class="small muted">
              {t('review.stuck.since')} <DateTime at={openedAt} zone={zone} style="full" /> · {t('review.stuck.due')}{' '}
              <DateTime at={dueAt} zone={zone} style="full" />
            </p>
            <Form
              action={`/qa/attempts/${attemptId}/lift`}
              hidden={{ about: attemptId }}
              label={t('review.stuck.deed.of', { alias })}
            >
              <TextArea
                name="reason"
                scope={attemptId}
                label={t('review.stuck.reason')}
                rows={2}
                maxLength={1000}
                required
                value={form.typed.about === attemptId ? String(form.typed.reason ?? '') : ''}
                error={form.typed.about === attemptId ? form.fields.reason : undefined}
              />
              <Button>{t('review.stuck.deed')}</Button>
            </Form>
          </div>
        </article>
      ))}
    </Section>
  )
}
