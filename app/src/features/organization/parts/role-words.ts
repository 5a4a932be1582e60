import { say } from '../../../text.ts'

export function roleWords(roles: readonly string[]): string {
  return roles.map((role) => say(`account.role.${role}`)).join(', ')
}
