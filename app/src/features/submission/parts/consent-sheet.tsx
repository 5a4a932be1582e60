import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import type { ConsentCard } from '../views/consents.ts'

const SCOPES = { review: 'review', 'review+coaching': 'coaching', 'review+training': 'training' } as const

/** One statement: what it says, what lies under it, and the way to take it back. */
export function ConsentSheet({ consent, zone, form }: { consent: ConsentCard; zone: string; form: FormState }) {
  const { keptWhere, collectedOn, people, scope, collectedBy, untilOn, withdrawnAt, uses } = consent
  return (
    <Card as="li" level={2} title={t('submission.consent.line', { where: keptWhere, date: collectedOn, people })}>
      <p class="small muted">
        {t(`submission.consent.by.${collectedBy}`)} · {t(`submission.consent.scope.${SCOPES[scope]}`)}
        {untilOn && ` · ${t('submission.consents.until', { date: untilOn })}`}
      </p>
      {withdrawnAt ? (
        <p>
          {t('submission.consents.withdrawn')} <DateTime at={withdrawnAt} zone={zone} style="date" />
        </p>
      ) : (
        <>
          {uses.length === 0 && <p>{t('submission.consents.unused')}</p>}
          {uses.length > 0 && (
            <ul class="plain-list">
              {uses.map(({ submissionId, title, pieces }) => (
                <li key={submissionId}>
                  <a href={`/me/work/${submissionId}`}>{t('submission.consents.use', { title, pieces })}</a>
                </li>
              ))}
            </ul>
          )}
          <Withdrawal consent={consent} form={form} />
        </>
      )}
    </Card>
  )
}

/** What follows is said before the press, for just what lies under it. */
function Withdrawal({ consent: { id, follows }, form }: { consent: ConsentCard; form: FormState }) {
  const error = form.typed.of === id ? form.fields.confirmed : undefined
  return (
    <Disclosure summary={t('submission.consents.withdraw')} open={error !== undefined}>
      <div class="stack">
        <p>{t('submission.consents.what')}</p>
        {follows.length > 0 && (
          <ul>
            {follows.map((follow) => (
              <li key={follow}>{t(`submission.consents.follows.${follow}`)}</li>
            ))}
          </ul>
        )}
        <Form action={`/me/consents/${id}/withdraw`} hidden={{ of: id }}>
          <Checkbox name="confirmed" scope={id} label={t('submission.consents.confirm')} error={error} />
          <Actions>
            <Button kind="danger">{t('submission.consents.button')}</Button>
          </Actions>
        </Form>
      </div>
    </Disclosure>
  )
}
