import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { post } from '../../../platform/outbox.ts'
import { AboutCredential } from '../model.ts'
import { mayEndLapsed } from '../policy.ts'
import { awardedTo } from '../reads/awarded.ts'
import { isSatisfied, listLapsing, listWholes } from '../reads/parts.ts'
import { type CredentialRow, getCredential, getCredentialForUpdate } from '../reads.ts'
import { lapsesOn, NOTICE_DAYS } from '../rules/lapse.ts'
import { updateAward } from '../writes.ts'
import { takeBack } from './revoke.ts'
import type { AwardWorld } from './world.ts'

type World = Ctx<AwardWorld>
type Tx = Db<AwardWorld>

/** A credential was taken back: whatever rests on it, and on nothing else that is enough, is given notice. */
export async function giveNotice(ctx: World, tx: Tx, partId: string): Promise<void> {
  const part = await getCredential(tx, ctx.scope, partId)
  for (const { id } of await listWholes(tx, ctx.scope, partId)) {
    const whole = await getCredentialForUpdate(tx, ctx.scope, id)
    if (whole.revokedAt || whole.lapsesAt || (await isSatisfied(tx, ctx.scope, whole))) continue
    await warn(ctx, tx, { whole, part })
  }
}

async function warn(ctx: World, tx: Tx, { whole, part }: { whole: CredentialRow; part: CredentialRow }): Promise<void> {
  const lapsesAt = lapsesOn(ctx.now())
  const titleOf = await awardedTo(tx, whole.learnerId, [whole, part])
  await updateAward(tx, ctx.scope, { id: whole.id, lapsesAt })
  await post(ctx, tx, { kind: 'stack-lapse', body: { credentialId: whole.id }, at: lapsesAt })
  await postMail(ctx, tx, {
    toPerson: whole.learnerId,
    template: 'credential.partTaken',
    values: { title: titleOf(whole).title, part: titleOf(part).title, days: NOTICE_DAYS },
    path: `/me/backpack/${whole.publicId}`,
  })
  await append(ctx, tx, {
    type: 'credential.partTaken',
    subjectId: whole.id,
    personId: whole.learnerId,
    body: { credentialId: whole.id, partId: part.id, lapsesAt: lapsesAt.toISOString() },
  })
}

/** Something was earned: what it takes the place of waits no more. */
export async function keepReplaced(ctx: World, tx: Tx, learnerId: string): Promise<void> {
  for (const { id } of await listLapsing(tx, ctx.scope, learnerId)) {
    const whole = await getCredentialForUpdate(tx, ctx.scope, id)
    if (whole.lapsesAt && !whole.revokedAt && (await isSatisfied(tx, ctx.scope, whole))) await keep(ctx, tx, whole)
  }
}

async function keep(ctx: World, tx: Tx, whole: CredentialRow): Promise<void> {
  await updateAward(tx, ctx.scope, { id: whole.id, lapsesAt: null })
  await append(ctx, tx, {
    type: 'credential.partReplaced',
    subjectId: whole.id,
    personId: whole.learnerId,
    body: { credentialId: whole.id },
  })
}

/** Courier `stack-lapse`: the days are over. What was replaced meanwhile stays; a notice that began later has its own letter. */
export async function endLapsed(ctx: World, letter: { body: unknown }): Promise<void> {
  insist(mayEndLapsed(ctx.actor))
  const { credentialId } = AboutCredential.parse(letter.body)
  await ctx.transact(async (tx) => {
    const whole = await getCredentialForUpdate(tx, ctx.scope, credentialId)
    if (whole.revokedAt || !whole.lapsesAt || whole.lapsesAt > ctx.now()) return
    if (await isSatisfied(tx, ctx.scope, whole)) await keep(ctx, tx, whole)
    else await takeBack(ctx, tx, { row: whole, reason: 'part-revoked' })
  })
}
