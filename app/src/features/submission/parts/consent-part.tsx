import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import type { RequirementDesk } from '../views/requirement.ts'

const SCOPES = ['review', 'review+coaching', 'review+training'] as const
const KEYS = { review: 'review', 'review+coaching': 'coaching', 'review+training': 'training' } as const
const COLLECTORS = ['school', 'self', 'district'] as const

/** Statements that consent was collected. The forms stay where they are; no child's name is typed here. */
export function ConsentPart({ desk, form }: { desk: RequirementDesk; form: FormState }) {
  const { consents, studentFaces } = desk
  return (
    <>
      {studentFaces === 'avoid' && <p>{t('submission.consent.avoid')}</p>}
      {consents.length > 0 && (
        <ul class="plain-list">
          {consents.map(({ id, keptWhere, collectedOn, people }) => (
            <li key={id}>{t('submission.consent.line', { where: keptWhere, date: collectedOn, people })}</li>
          ))}
        </ul>
      )}
      {consents.length > 0 && (
        <p class="small">
          <a href="/me/consents">{t('submission.consents.all')}</a>
        </p>
      )}
      <Disclosure
        summary={t('submission.consent.add')}
        open={form.typed.keptWhere !== undefined && form.problem !== null}
      >
        <ConsentForm desk={desk} form={form} />
      </Disclosure>
    </>
  )
}

function ConsentForm({ desk, form }: { desk: RequirementDesk; form: FormState }) {
  const said = (name: string, otherwise = '') => String(form.typed[name] ?? otherwise)
  return (
    <Form action={`/me/work/${desk.id}/requirements/${desk.requirement.id}/consent`}>
      <Choice
        name="collectedBy"
        label={t('submission.consent.collectedBy')}
        value={said('collectedBy', 'school')}
        error={form.fields.collectedBy}
        options={COLLECTORS.map((value) => ({ value, label: t(`submission.consent.by.${value}`) }))}
      />
      <Field
        name="keptWhere"
        width="full"
        label={t('submission.consent.keptWhere')}
        hint={t('submission.consent.keptWhere.hint')}
        value={said('keptWhere')}
        error={form.fields.keptWhere}
        maxLength={200}
      />
      <Field
        name="people"
        type="number"
        min={1}
        max={2000}
        width="short"
        label={t('submission.consent.people')}
        value={said('people')}
        error={form.fields.people}
      />
      <Field
        name="collectedOn"
        type="date"
        max={desk.today}
        width="short"
        label={t('submission.consent.collectedOn')}
        value={said('collectedOn')}
        error={form.fields.collectedOn}
      />
      <Field
        name="untilOn"
        type="date"
        width="short"
        label={t('submission.consent.untilOn')}
        hint={t('submission.consent.untilOn.hint')}
        value={said('untilOn')}
        error={form.fields.untilOn}
      />
      <Choice
        name="scope"
        label={t('submission.consent.scope')}
        value={said('scope', 'review')}
        error={form.fields.scope}
        options={SCOPES.map((value) => ({ value, label: t(`submission.consent.scope.${KEYS[value]}`) }))}
      />
      <Actions>
        <Button>{t('submission.consent.save')}</Button>
      </Actions>
    </Form>
  )
}
