import { t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'

/** When the next key is made by itself; a day that is past would say that all is well. */
export function NextKeyLine({ at, zone }: { at: Date | null; zone: string }) {
  return (
    <p>
      {at ? (
        <>
          {t('organization.keys.until')} <DateTime at={at} zone={zone} />
        </>
      ) : (
        t('organization.keys.due')
      )}
    </p>
  )
}
