import { Conflict, insist } from '../../../lib/refusal.ts'
import { takeOne } from '../../../platform/count.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { RateLimited } from '../../../platform/failure.ts'
import { linkToken } from '../../../platform/link-token.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import { hashToken } from '../../../platform/session.ts'
import { textIn } from '../../../text.ts'
import { findRequest, findSubscriber } from '../reads/updates.ts'
import type { AskUpdates, ChooseUpdates } from '../rules/update-inputs.ts'
import { asksOfAddress, asksOfNetwork, CONFIRM_HOURS, maySubscribe } from '../rules/updates.ts'
import type { CatalogTables } from '../tables.ts'
import {
  deleteRequestsOf,
  deleteSubscriber,
  forgetRequests,
  insertRequest,
  updateChoice,
  upsertSubscriber,
} from '../writes/updates.ts'

type World = Ctx<CatalogTables & LogTables>

/** The letter whose links open one's own choice: every digest carries the same one. */
export const DIGEST = 'catalog.digest'
const CONFIRM = 'catalog.updatesConfirm'

/** Nobody is looked up here: a known address, a new one and one over its limit get the same answer. */
export async function askUpdates(ctx: World, { email, language, topics }: AskUpdates): Promise<Redirect> {
  insist(maySubscribe(ctx.settings))
  const own = ctx.asSystem({ job: 'updates' })
  const crowd = await own.transact((tx) => takeOne(tx, [asksOfNetwork(ctx.visitor.network)], ctx.now()))
  if (crowd > 0) throw new RateLimited(crowd)
  await own.transact(async (tx) => {
    const now = ctx.now()
    await forgetRequests(tx, now)
    const mark = ctx.keys.mac('updates address', email).toString('base64url').slice(0, 22)
    if ((await takeOne(tx, asksOfAddress(mark), now)) > 0) return
    const id = ctx.newId()
    const tokenHash = hashToken(linkToken(ctx.keys, CONFIRM, id))
    const expiresAt = new Date(now.getTime() + CONFIRM_HOURS * 3_600_000)
    await insertRequest(tx, { id, email, language, topics, tokenHash, createdAt: now, expiresAt })
    const values = { link: id, topics: topicNames(topics, language), hours: CONFIRM_HOURS }
    await postMail(own, tx, {
      toAddress: email,
      template: CONFIRM,
      values,
      path: '/updates/confirm/:token',
      locale: language,
    })
  })
  return redirect('/updates', { done: 'catalog.updates.asked' })
}

export function topicNames(topics: readonly string[], language: 'en' | 'es'): string {
  const names = topics.map((topic) =>
    textIn(language, topic === 'news' ? 'catalog.updates.news' : `catalog.strand.${topic}`),
  )
  return new Intl.ListFormat(language).format(names)
}

/** Only who reads the address's mail comes here: from now on it is known. */
export async function confirmUpdates(ctx: World, token: string): Promise<Redirect> {
  const own = ctx.asSystem({ job: 'updates' })
  const id = await own.transact(async (tx) => {
    const now = ctx.now()
    const request = await findRequest(tx, { tokenHash: hashToken(token), at: now })
    if (!request) throw new Conflict('updates-over')
    const { email, language, topics } = request
    const fresh = ctx.newId()
    const tokenHash = hashToken(linkToken(ctx.keys, DIGEST, fresh))
    const kept = { id: fresh, email, language, topics, tokenHash, confirmedAt: now, heardUntil: now }
    const subjectId = await upsertSubscriber(tx, kept)
    await deleteRequestsOf(tx, email)
    await append(own, tx, { type: 'updates.confirmed', subjectId, body: { language, topics: [...topics] } })
    return subjectId
  })
  return redirect(`/updates/own/${linkToken(ctx.keys, DIGEST, id)}`, { done: 'catalog.updates.confirmed' })
}

export async function chooseUpdates(ctx: World, choice: ChooseUpdates, token: string): Promise<Redirect> {
  const own = ctx.asSystem({ job: 'updates' })
  await own.transact(async (tx) => {
    const subscriber = await findSubscriber(tx, hashToken(token))
    if (!subscriber) throw new Conflict('updates-left')
    await updateChoice(tx, { id: subscriber.id, ...choice })
    await append(own, tx, { type: 'updates.chosen', subjectId: subscriber.id, body: { ...choice } })
  })
  return redirect(`/updates/own/${token}`, { done: 'catalog.updates.saved' })
}

/** One press, and again as often as a mail program likes: who is not there has left. */
export async function leaveUpdates(ctx: World, token: string): Promise<void> {
  const own = ctx.asSystem({ job: 'updates' })
  await own.transact(async (tx) => {
    const subjectId = await deleteSubscriber(tx, hashToken(token))
    if (subjectId !== null) await append(own, tx, { type: 'updates.left', subjectId, body: {} })
  })
}
