import type { Ctx, Db } from './ctx.ts'
import { type OutboxTables, post } from './outbox.ts'

/** A message to one person: words by template, so that they are written in the receiver's language when they leave. */
export interface Message {
  /** Verified primary address and language are looked up when it leaves. */
  readonly toPerson?: string
  /** For people we do not know yet: an invitation, a first sign-in. */
  readonly toAddress?: string
  /** Keys `mail.<template>.subject`, `.body` (paragraphs divided by blank lines), `.action` (the button's words). */
  readonly template: string
  readonly values: Readonly<Record<string, string | number>>
  /** Where the button leads, from the base URL's root. */
  readonly path?: string
  readonly locale?: 'en' | 'es'
}

/** Leaves with the transaction's commit, once; the letter's id becomes the Message-ID. */
export function postMail<T extends OutboxTables>(ctx: Ctx<T>, tx: Db<T>, message: Message): Promise<string> {
  return post(ctx, tx, { kind: 'mail', body: { ...message } })
}
