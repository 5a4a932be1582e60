import type { Ctx, Db } from '../../../platform/ctx.ts'
import { linkToken } from '../../../platform/link-token.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { hashToken } from '../../../platform/session.ts'
import { listVerifiedEmails } from '../reads/own.ts'
import { getPerson } from '../reads.ts'
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

/** Every proven address hears of a change of the ways in, with a link for seven days that shuts the account. */
export async function notifyFactorChange(
  ctx: Ctx<AccountWorld>,
  tx: Db<AccountWorld>,
  { change, subject }: { change: FactorChange; subject: string },
): Promise<void> {
  const { personId } = ctx.person
  const { locale } = await getPerson(tx, personId)
  const proof = ctx.newId()
  const now = ctx.now()
  await insertProof(tx, {
    id: proof,
    kind: 'notMe',
    email: null,
    personId,
    tokenHash: hashToken(linkToken(ctx.keys, 'account.factorChanged', proof)),
    browserHash: hashToken(''),
    createdAt: now,
    expiresAt: new Date(now.getTime() + NOT_ME_DAYS * 24 * 3_600_000),
  })
  for (const toAddress of await listVerifiedEmails(tx, ctx.person))
    await postMail(ctx, tx, {
      toAddress,
      template: 'account.factorChanged',
      values: { proof, link: proof, change, subject, days: NOT_ME_DAYS },
      path: '/not-me/:token',
      locale,
    })
  await append(ctx, tx, { type: 'account.factorChanged', subjectId: personId, personId, body: { change } })
}
