import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { SettingsPage } from '../views/own.ts'
import { typedOr } from './form-top.tsx'
import { StepUpNote } from './step-up-note.tsx'

interface Shown {
  readonly page: SettingsPage
  readonly form: FormState
}

/** The way out: what goes, what stays, a week to change one's mind, or what stands in the way. */
export function EraseSection({ page, form }: Shown) {
  const { erase, gate } = page
  return (
    <Section title={t('account.erase')} id="erase" note={t('account.erase.note')}>
      {erase.asked && <Asked page={page} asked={erase.asked} />}
      {erase.holds.length > 0 && <Holds holds={erase.holds} />}
      {!erase.asked && erase.holds.length === 0 && gate === 'demo-account' && (
        <Notice>{t('refusal.demo-account')}</Notice>
      )}
      {!erase.asked && erase.holds.length === 0 && gate !== 'demo-account' && <Ask page={page} form={form} />}
    </Section>
  )
}

function Asked({ page: { zone }, asked }: { page: SettingsPage; asked: NonNullable<SettingsPage['erase']['asked']> }) {
  return (
    <Notice tone="notYet">
      <p>
        {t(asked.held ? 'account.erase.asked.held' : 'account.erase.asked')}{' '}
        <DateTime at={asked.dueAt} zone={zone} style="full" />
      </p>
      <p>{t(`account.erase.asked.${asked.credentials}`)}</p>
      <Form action="/me/settings/erase/cancel" inline>
        <Button kind="primary">{t('account.erase.cancel')}</Button>
      </Form>
    </Notice>
  )
}

function Holds({ holds }: { holds: SettingsPage['erase']['holds'] }) {
  return (
    <Notice tone="notYet" title={t('account.erase.holds')}>
      <ul>
        {holds.map(({ because, organization }) => (
          <li key={`${because} ${organization}`}>{t(`account.erase.hold.${because}`, { organization })}</li>
        ))}
      </ul>
      {holds.some(({ because }) => because === 'administrator') && (
        <p>
          <a class="own-line" href="/me/organizations">
            {t('organization.area.own')}
          </a>
        </p>
      )}
    </Notice>
  )
}

function Ask({ page: { gate }, form }: Shown) {
  const error = form.fields.confirmed
  return (
    <Disclosure summary={t('account.erase.open')} open={error !== undefined}>
      <div class="stack">
        <p>{t('account.erase.first')}</p>
        <ul>
          <li>{t('account.erase.goes')}</li>
          <li>{t('account.erase.withdrawn')}</li>
          <li>{t('account.erase.stays')}</li>
          <li>{t('account.erase.when')}</li>
        </ul>
        {(gate === 'step-up-needed' || gate === 'confirm-needed') && (
          <StepUpNote next="/me/settings#erase" because={gate} />
        )}
        {gate === 'open' && (
          <Form action="/me/settings/erase">
            <Choice
              name="credentials"
              label={t('account.erase.credentials')}
              value={typedOr(form, 'credentials', 'keep')}
              options={[
                { value: 'keep', label: t('account.erase.keep'), hint: t('account.erase.keep.hint') },
                { value: 'erase', label: t('account.erase.erase'), hint: t('account.erase.erase.hint') },
              ]}
            />
            <Checkbox name="confirmed" label={t('account.erase.confirm')} error={error} />
            <Actions>
              <Button kind="danger">{t('account.erase.button')}</Button>
            </Actions>
          </Form>
        )}
      </div>
    </Disclosure>
  )
}
