import * as z from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import { linkToken } from '../../../platform/link-token.ts'
import { isLocale } from '../../../text.ts'
import { findMail } from '../reads/mail.ts'
import { findOpenRecovery, findOwn } from '../reads/own.ts'
import { isProofOpen } from '../reads/sign-in.ts'
import { findPersonByEmail, findPrimaryEmail } from '../reads.ts'
import { insertMail, updateMail } from '../writes/sign-in.ts'
import { renderMail } from './render-mail.ts'
import { mailCode } from './secrets.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>

const Letter = z.object({
  toPerson: z.string().optional(),
  toAddress: z.string().optional(),
  template: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  path: z.string().optional(),
  /** Where one press of the mail program ends letters like this one; `:token` as in `path`. */
  leave: z.string().optional(),
  locale: z.enum(['en', 'es']).optional(),
})
type Letter = z.infer<typeof Letter>

/** The courier of every message: words in the receiver's language, by SMTP, or kept where the operator reads them. */
export async function sendMail(ctx: World, { id, body }: { id: string; body: unknown }): Promise<void> {
  const letter = Letter.parse(body)
  const own = ctx.asSystem({ job: 'mail' })
  if (!(await isStillWanted(own, letter))) return
  const receiver = await receiverOf(own, letter)
  if (!receiver) return
  const words = renderMail({
    locale: receiver.locale,
    template: letter.template,
    values: { ...letter.values, site: ctx.siteName, ...secretsOf(own, letter) },
    address: addressOf(own, letter, letter.path),
    siteName: ctx.siteName,
    baseUrl: ctx.baseUrl,
  })
  const leaves = ctx.mail !== null && !receiver.demo
  const known = await own.transact(async (tx) => {
    const { subject } = words
    // What leaves by SMTP is kept without its text: nobody reads another person's link here.
    const text = leaves ? null : words.text
    const { template } = letter
    const { address, locale } = receiver
    await insertMail(tx, { id, address, template, locale, subject, text, state: 'waiting', createdAt: ctx.now() })
    return findMail(tx, id)
  })
  if (known?.state !== 'waiting') return
  const leave = addressOf(own, letter, letter.leave) ?? undefined
  if (leaves) await ctx.mail?.send({ id, to: receiver.address, leave, ...words })
  const done = leaves ? ({ state: 'sent', sentAt: ctx.now() } as const) : ({ state: 'shown' } as const)
  await own.transact((tx) => updateMail(tx, { id, ...done }))
}

interface Receiver {
  readonly address: string
  readonly locale: 'en' | 'es'
  readonly demo: boolean
}

/** People of the demonstration have no mailbox: what is written to them is shown, never sent. */
async function receiverOf(own: World, { toPerson, toAddress, locale }: Letter): Promise<Receiver | null> {
  const personId = toPerson ?? (await own.transact((tx) => findPersonByEmail(tx, toAddress ?? '')))
  if (!personId) return toAddress ? { address: toAddress, locale: locale ?? 'en', demo: false } : null
  const as = own.asSystem({ personId, job: 'mail' })
  return as.transact(async (tx) => {
    const person = await findOwn(tx, as.person)
    const address = toAddress ?? (await findPrimaryEmail(tx, personId))
    if (!person || person.disabledAt || !address) return null
    const spoken = locale ?? person.locale
    return { address, locale: isLocale(spoken) ? spoken : 'en', demo: person.demo }
  })
}

/** A link that is over, or a recovery that was called off while the mail server was away, is not worth a message. */
async function isStillWanted(own: World, { toPerson, values }: Letter): Promise<boolean> {
  const { proof, recovery } = values
  if (typeof proof === 'string') return own.transact((tx) => isProofOpen(tx, proof, own.now()))
  if (typeof recovery !== 'string' || !toPerson) return true
  const as = own.asSystem({ personId: toPerson, job: 'mail' })
  return as.transact(async (tx) => (await findOpenRecovery(tx, as.person))?.id === recovery)
}

/** Link and code are made when the message is written; until then they stand nowhere. */
function secretsOf({ keys }: World, { values: { proof } }: Letter): Record<string, string> {
  return typeof proof === 'string' ? { code: mailCode(keys, proof) } : {}
}

/** Paths with `:token` lead to a secret link that is made here and stands nowhere else. */
function addressOf(
  { keys, baseUrl }: World,
  { template, values: { link } }: Letter,
  path: string | undefined,
): string | null {
  if (!path) return null
  const token = typeof link === 'string' ? linkToken(keys, template, link) : ''
  return `${baseUrl}${path.replace(':token', token)}`
}
