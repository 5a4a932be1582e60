import { timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Keys } from '../../../platform/keys.ts'

/** What must come back from an organization's sign-in unchanged. */
export const Ticket = z.strictObject({
  providerId: z.uuid(),
  next: z.string().nullable(),
  /** To come in, to tie it to the account, or to prove oneself once more. */
  purpose: z.enum(['enter', 'link', 'stepUp']),
  issuedAt: z.number(),
  salt: z.string(),
})
export type Ticket = z.infer<typeof Ticket>

/** Readable and unforgeable, and of use only with the browser's own cookie. */
export function sealTicket(keys: Keys, ticket: Ticket, browser: string): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url')
  return `${body}.${sealOf(keys, body, browser)}`
}

export function openTicket(keys: Keys, state: string, browser: string): Ticket | null {
  const [body = '', seal = ''] = state.split('.')
  const right = Buffer.from(sealOf(keys, body, browser))
  const given = Buffer.from(seal)
  if (right.length !== given.length || !timingSafeEqual(right, given)) return null
  const read = Ticket.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
  return read.success ? read.data : null
}

function sealOf(keys: Keys, body: string, browser: string): string {
  return keys.mac('oidc state', `${body} ${browser}`).toString('base64url')
}
