import { t } from '../../../text.ts'
import type { Awarded } from '../rules/awarded.ts'

/** What it is worth in time; of a stack, that its parts are what is counted. */
export function hoursOf({ hours }: Awarded): string {
  return hours === null ? t('credential.held.parts') : t('credential.held.hours', { hours })
}

/** The same in two words: hours, or the kind of whole it is. */
export function measureOf({ kind, hours }: Awarded): string {
  if (kind === 'achievement') return t('credential.hours', { hours: hours ?? 0 })
  return t(`credential.kind.${kind}`)
}
