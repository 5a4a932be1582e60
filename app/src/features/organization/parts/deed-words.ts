import { hasText, say, t } from '../../../text.ts'

/** A line of the log in plain words; a kind nobody wrote words for yet shows its own name. */
export function deedWords(type: string): string {
  const key = `organization.log.${type}`
  return hasText(key) ? say(key) : type
}

export function actorWords(actor: string): string {
  if (actor === 'system') return t('organization.log.by.system')
  if (actor === 'console') return t('organization.log.by.console')
  return /^[0-9a-f-]{36}$/.test(actor) ? t('organization.log.by.person') : actor
}
