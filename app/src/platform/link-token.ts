import type { Keys } from './keys.ts'

/**
 * The secret part of a link in a mail, 256 bits, made from a row's id by a key of the installation: the row keeps its SHA-256,
 * and neither the database nor the outbox holds the link itself. A message names the row in `values.link`, and its path says `:token`.
 */
export function linkToken(keys: Keys, template: string, id: string): string {
  return keys.mac(`link ${template}`, id).toString('base64url')
}
