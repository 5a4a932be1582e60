import type { Ctx, Db } from '../../../platform/ctx.ts'
import { linkToken } from '../../../platform/link-token.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { hashToken } from '../../../platform/session.ts'
import { getPerson, listOwnEmails } from '../reads.ts'
import { NOT_ME_DAYS } from '../rules/sign-in-limits.ts'
import { insertProof } from '../writes/sign-in.ts'
import type { AccountWorld } from './session.ts'

export type FactorChange =
  | 'passkeyAdded'
  | 'passkeyRemoved'
  | 'passkeyCounter'
  | 'addressAdded'
  | 'addressRemoved'
  | 'identityAdded'
  | 'identityRemoved'
  | 'recoveryStarted'

interface Changed {
  readonly change: FactorChange
  readonly subject: string
  /** The way in that came: "this was not me" takes it away again, and nothing about it is mailed to itself. */
  readonly addedId?: string
  /** The proven address that went: "this was not me" brings it back. */
  readonly removed?: { readonly email: string; readonly createdAt: Date } | undefined
}

interface Shutting {
  /** The letter that carries the link. */
  readonly template: 'account.factorChanged' | 'account.erasureAsked'
  readonly addedId?: string | undefined
  readonly removed?: Changed['removed']
}

/** "This was not me": for seven days a letter can shut the account; the values and the path that lead there. */
export async function notMeLink(
  ctx: Ctx<AccountWorld>,
  tx: Db<AccountWorld>,
  { template, addedId, removed }: Shutting,
): Promise<{ path: string; values: { proof: string; link: string; days: number } }> {
  const proof = ctx.newId()
  const now = ctx.now()
  await insertProof(tx, {
    id: proof,
    kind: 'notMe',
    email: removed?.email ?? null,
    personId: ctx.person.personId,
    tokenHash: hashToken(linkToken(ctx.keys, template, proof)),
    browserHash: hashToken(''),
    body: JSON.stringify({ addedId: addedId ?? null, removedSince: removed?.createdAt ?? null }),
    createdAt: now,
    expiresAt: new Date(now.getTime() + NOT_ME_DAYS * 24 * 3_600_000),
  })
  return { path: '/not-me/:token', values: { proof, link: proof, days: NOT_ME_DAYS } }
}

/** Every address that was proven before hears of a change of the ways in, with a link for seven days that shuts the account. */
export async function notifyFactorChange(
  ctx: Ctx<AccountWorld>,
  tx: Db<AccountWorld>,
  { change, subject, addedId, removed }: Changed,
): Promise<void> {
  const { personId } = ctx.person
  const { locale } = await getPerson(tx, personId)
  const template = 'account.factorChanged'
  const { path, values } = await notMeLink(ctx, tx, { template, addedId, removed })
  const told = (await listOwnEmails(tx, ctx.person)).filter(({ id, verifiedAt }) => verifiedAt && id !== addedId)
  for (const { email: toAddress } of told)
    await postMail(ctx, tx, { toAddress, template, values: { ...values, change, subject }, path, locale })
  await append(ctx, tx, { type: 'account.factorChanged', subjectId: personId, personId, body: { change } })
}
