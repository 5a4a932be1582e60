import { t } from '../../../text.ts'
import { Seal } from '../../../ui/seal.tsx'
import type { Held } from '../views.ts'

const FRESH_MS = 24 * 3_600_000

/** The one small celebration of the product: on the day it was signed, and then never again. */
export function EarnedLine({ held: { row, version }, now }: { held: Held; now: Date }) {
  const fresh = row.publishedAt !== null && now.getTime() - row.publishedAt.getTime() < FRESH_MS
  if (!fresh) return null
  return (
    <div class="earned-line">
      <Seal celebrate />
      <p class="earned-words">{t('credential.held.earned', { title: version.title })}</p>
    </div>
  )
}
