import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import type { StackView } from '../views.ts'

/** The way to the credential of the whole, for whoever holds it. */
export function OpenAward({ stack: { award } }: { stack: StackView }) {
  if (!award) return null
  return (
    <LinkButton kind="primary" href={`/me/backpack/${award}`}>
      {t('pathway.award.open')}
    </LinkButton>
  )
}
