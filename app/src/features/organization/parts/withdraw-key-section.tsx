import { localDateAt } from '../../../lib/dates.ts'
import type { FormState } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Prose, Section } from '../../../ui/layout.tsx'
import { errorsOf, typedOr } from '../../account/parts/form-top.tsx'
import { standing } from '../rules/keys.ts'
import type { KeysPage } from '../views/keys.ts'

/** For a key that somebody else may have had: what follows stands before the button. */
export function WithdrawKeySection({ page, form }: { page: KeysPage; form: FormState }) {
  const { organization, keys, now, needsSecond } = page
  const errors = errorsOf(form)
  const standingKeys = keys.filter(({ state }) => state !== 'compromised').reverse()
  return (
    <Section title={t('organization.keys.withdraw')} id="withdraw" note={t('organization.keys.withdraw.note')}>
      <Prose>
        <ul>
          <li>{t('organization.keys.withdraw.reader')}</li>
          <li>{t('organization.keys.withdraw.again')}</li>
          <li>{t('organization.keys.withdraw.next')}</li>
          <li>{t('organization.keys.withdraw.status')}</li>
          {needsSecond && <li>{t('organization.keys.withdraw.second')}</li>}
        </ul>
      </Prose>
      <Form action={`/org/${organization.slug}/keys/withdraw`} label={t('organization.keys.withdraw')}>
        <Select
          name="keyId"
          label={t('organization.issuer.key')}
          empty={t('organization.keys.choose')}
          options={standingKeys.map((key) => ({
            value: key.id,
            label: `${key.id} (${say(`organization.key.${standing(key, now)}`)})`,
          }))}
          value={typedOr(form, 'keyId', '')}
          error={errorOf(errors, 'keyId')}
        />
        <Field
          name="since"
          type="date"
          width="short"
          label={t('organization.keys.since')}
          hint={t('organization.keys.since.hint')}
          max={localDateAt(now, organization.timeZone)}
          value={typedOr(form, 'since', '')}
          error={errorOf(errors, 'since')}
        />
        <Checkbox
          name="understood"
          label={t('organization.keys.understood')}
          checked={typedOr(form, 'understood', '') === 'yes'}
          error={errorOf(errors, 'understood')}
        />
        <Actions>
          <Button
            kind="danger"
            id="withdraw-key"
            disabledBecause={organization.demo ? t('refusal.demo-keys') : undefined}
          >
            {t(needsSecond ? 'organization.keys.withdraw.propose' : 'organization.keys.withdraw.go')}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
