import { t } from '../../../text.ts'

/** The way into the demonstration, for who only wants to look. */
export function DemoDoor() {
  return (
    <p>
      {t('account.demo.door.why')} <a href="/demo">{t('account.demo.door')}</a>
    </p>
  )
}
