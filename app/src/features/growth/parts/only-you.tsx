import { t } from '../../../text.ts'
import { usePage } from '../../../ui/context.ts'
import { Mark } from '../../../ui/mark.tsx'

/** The promise of this room, at the foot of each of its pages. */
export function OnlyYou() {
  const { siteName } = usePage()
  return (
    <p class="growth-only-you small muted">
      <Mark name="info" /> <span>{t('growth.onlyYou', { site: siteName })}</span>
    </p>
  )
}
