import { timingSafeEqual } from 'node:crypto'
import type { Keys } from '../../../platform/keys.ts'

// Made from the row's id by keys of the installation, as links are: the database, its backups and the outbox hold no code.

/** The six digits in the mail, for the browser that asked. */
export function mailCode(keys: Keys, proofId: string): string {
  return digits(keys.mac('sign-in code', proofId))
}

/** The six digits that only the asking browser shows, for a link opened elsewhere. */
export function shownCode(keys: Keys, proofId: string): string {
  return digits(keys.mac('sign-in shown', proofId))
}

/** What counters know an address by. */
export function markOf(keys: Keys, email: string): string {
  return keys.mac('address mark', email).toString('base64url').slice(0, 22)
}

export function sameCode(typed: string, code: string): boolean {
  return typed.length === code.length && timingSafeEqual(Buffer.from(typed), Buffer.from(code))
}

function digits(bytes: Buffer): string {
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
}
