import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { errorsOf, typedOr } from '../../account/parts/form-top.tsx'
import type { KeysPage } from '../views/keys.ts'

/** A new key before the old one is old. */
export function NewKeySection({ page, form }: { page: KeysPage; form: FormState }) {
  return (
    <Section title={t('organization.keys.new')} id="new" note={t('organization.keys.new.note')}>
      <Form action={`/org/${page.organization.slug}/keys`} label={t('organization.keys.new')}>
        <Choice
          name="purpose"
          label={t('organization.issuer.key.for')}
          row
          options={(['award', 'status'] as const).map((value) => ({ value, label: t(`organization.key.${value}`) }))}
          value={typedOr(form, 'purpose', 'award')}
          error={errorOf(errorsOf(form), 'purpose')}
        />
        <Actions>
          <Button kind="plain" disabledBecause={page.organization.demo ? t('refusal.demo-keys') : undefined}>
            {t(page.needsSecond ? 'organization.keys.propose' : 'organization.keys.make')}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}
