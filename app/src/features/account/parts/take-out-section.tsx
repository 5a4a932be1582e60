import { currentLocale, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Status } from '../../../ui/status.tsx'
import type { SettingsPage } from '../views/own.ts'
import { StepUpNote } from './step-up-note.tsx'

/** Everything of one's own in one file: asked for here, fetched here for a week. */
export function TakeOutSection({ page: { data, zone } }: { page: SettingsPage }) {
  return (
    <Section title={t('account.data')} id="data" note={t('account.data.note')}>
      <p>{t('account.data.what')}</p>
      {data.making && (
        <p>
          <Status kind="waiting">{t('account.data.making')}</Status> {t('account.data.since')}{' '}
          <DateTime at={data.making} zone={zone} style="full" />
        </p>
      )}
      {data.making && <p>{t('account.data.making.note')}</p>}
      {data.ready.length > 0 && data.gate !== 'open' && <StepUpNote next="/me/settings#data" because={data.gate} />}
      {data.ready.map((one) => (
        <Ready key={one.id} one={one} open={data.gate === 'open'} zone={zone} />
      ))}
      {!data.making && (
        <Form action="/me/settings/data">
          <Actions>
            <Button>{t(data.ready.length > 0 ? 'account.data.again' : 'account.data.ask')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

function Ready({ one, open, zone }: { one: SettingsPage['data']['ready'][number]; open: boolean; zone: string }) {
  return (
    <>
      <p>
        <Status kind="met">{t('account.data.ready', { bytes: sizeOf(one.bytes) })}</Status> {t('account.data.gathered')}{' '}
        <DateTime at={one.madeAt} zone={zone} style="full" />
      </p>
      <p>
        {t('account.data.until')} <DateTime at={one.expiresAt} zone={zone} style="full" />
      </p>
      {open && (
        <Form action="/me/settings/data/open" hidden={{ id: one.id }}>
          <Actions>
            <Button kind="primary">{t('account.data.open')}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}

/** Megabytes with one place, or whole kilobytes: what a person wants to know before fetching. */
function sizeOf(bytes: number): string {
  const [amount, unit] =
    bytes >= 1_000_000 ? ([bytes / 1_000_000, 'megabyte'] as const) : ([bytes / 1000, 'kilobyte'] as const)
  return new Intl.NumberFormat(currentLocale(), {
    style: 'unit',
    unit,
    maximumFractionDigits: bytes >= 1_000_000 ? 1 : 0,
  }).format(amount)
}
