import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions } from '../../../ui/form.tsx'
import type { RequirementDesk } from '../views/requirement.ts'

const SCOPES = ['review', 'review+coaching', 'review+training'] as const
const KEYS = { review: 'review', 'review+coaching': 'coaching', 'review+training': 'training' } as const
const COLLECTORS = ['school', 'self', 'district'] as const

/** Statements that consent was collected. The forms stay where they are; no child's name is typed here. */
export function ConsentPart({ desk, form }: { desk: RequirementDesk; form: FormState }) {
  const { consents, studentFaces } = desk
  const said = saidOf(desk, form)
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
        open={['keptWhere', 'people', 'collectedOn', 'untilOn'].some((name) => said(name) !== '')}
      >
        <ConsentFields desk={desk} form={form} said={said} />
      </Disclosure>
    </>
  )
}

type Said = (name: string, otherwise?: string) => string

/** What was typed and is not kept yet; after a press that kept it, the fields are blank for the next one. */
function saidOf({ consents }: RequirementDesk, { typed }: FormState): Said {
  const said: Said = (name, otherwise = '') => String(typed[`consent.${name}`] ?? otherwise)
  const isKept = consents.some(
    ({ keptWhere, collectedOn, people }) =>
      keptWhere === said('keptWhere').trim() &&
      collectedOn === said('collectedOn') &&
      String(people) === said('people'),
  )
  return isKept ? (_name, otherwise = '') => otherwise : said
}

function ConsentFields({ desk, form, said }: { desk: RequirementDesk; form: FormState; said: Said }) {
  return (
    <div class="form">
      <Choice
        name="consent.collectedBy"
        label={t('submission.consent.collectedBy')}
        value={said('collectedBy', 'school')}
        error={form.fields['consent.collectedBy']}
        options={COLLECTORS.map((value) => ({ value, label: t(`submission.consent.by.${value}`) }))}
      />
      <Field
        name="consent.keptWhere"
        width="full"
        label={t('submission.consent.keptWhere')}
        hint={t('submission.consent.keptWhere.hint')}
        value={said('keptWhere')}
        error={form.fields['consent.keptWhere']}
        maxLength={200}
      />
      <Field
        name="consent.people"
        type="number"
        min={1}
        max={2000}
        width="short"
        label={t('submission.consent.people')}
        value={said('people')}
        error={form.fields['consent.people']}
      />
      <Field
        name="consent.collectedOn"
        type="date"
        max={desk.today}
        width="short"
        label={t('submission.consent.collectedOn')}
        value={said('collectedOn')}
        error={form.fields['consent.collectedOn']}
      />
      <Field
        name="consent.untilOn"
        type="date"
        width="short"
        label={t('submission.consent.untilOn')}
        hint={t('submission.consent.untilOn.hint')}
        value={said('untilOn')}
        error={form.fields['consent.untilOn']}
      />
      <Choice
        name="consent.scope"
        label={t('submission.consent.scope')}
        value={said('scope', 'review')}
        error={form.fields['consent.scope']}
        options={SCOPES.map((value) => ({ value, label: t(`submission.consent.scope.${KEYS[value]}`) }))}
      />
      <Actions>
        <Button>{t('submission.consent.save')}</Button>
      </Actions>
    </div>
  )
}
