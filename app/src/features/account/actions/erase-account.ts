import { Conflict, Invalid, insist, insistOpen } from '../../../lib/refusal.ts'
import type { CapabilityTables } from '../../../platform/capability.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import type { AskErasure } from '../model.ts'
import { mayAskErasure, mayCancelErasure, mayEdit, mayGather } from '../policy.ts'
import { type Erasure, findOpenErasure, isUnheard, listHolds } from '../reads/erasures.ts'
import { listExports } from '../reads/exports.ts'
import { listVerifiedEmails } from '../reads/own.ts'
import { findPrimaryEmail, getPerson } from '../reads.ts'
import { dayFor } from '../rules/day-for.ts'
import { eraseAccountRows, insertErasure, updateErasure } from '../writes/erasures.ts'
import { endOtherSessions, freezePerson } from '../writes/own.ts'
import { insistFactors } from './factors.ts'
import { notMeLink } from './notify.ts'
import type { AccountWorld } from './session.ts'
import { dropExport } from './take-out.ts'

type World = Ctx<AccountWorld & CapabilityTables>
type Tx = Db<AccountWorld & CapabilityTables>
const DAY = 24 * 3_600_000
const CHANGE_OF_MIND_DAYS = 7
const SETTINGS = '/me/settings#erase'

/** Seven days to change one's mind begin; every proven address hears of it. */
export async function askErasure(ctx: World, { credentials, confirmed }: AskErasure): Promise<void> {
  const { personId } = ctx.person
  await ctx.transact(async (tx) => {
    await insistFactors(ctx, tx)
    if (!confirmed) throw new Invalid('check-fields', { confirmed: 'refusal.erase-confirm' })
    const asked = (await findOpenErasure(tx, ctx.person, { lock: true })) !== undefined
    insistOpen(mayAskErasure({ asked, holds: (await listHolds(tx)).length }))
    const id = ctx.newId()
    const dueAt = new Date(ctx.now().getTime() + CHANGE_OF_MIND_DAYS * DAY)
    await insertErasure(tx, ctx.person, { id, askedAt: ctx.now(), dueAt, credentials })
    await tellAsked(ctx, tx, dueAt)
    await append(ctx, tx, { type: 'account.erasureAsked', subjectId: id, personId, body: { credentials } })
  })
}

/** Whoever can still come in may keep the account: no proof is asked for that. */
export async function cancelErasure(ctx: World): Promise<void> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  await ctx.transact(async (tx) => {
    const row = await findOpenErasure(tx, ctx.person, { lock: true })
    if (!row) return
    insistOpen(mayCancelErasure(row))
    await updateErasure(tx, ctx.person, { id: row.id, cancelledAt: ctx.now() })
    const letter = { template: 'account.erasureCancelled', values: {}, path: SETTINGS }
    await tellEverywhere(ctx, tx, { ...letter, at: ctx.now() })
    await append(ctx, tx, { type: 'account.erasureCancelled', subjectId: row.id, personId, body: {} })
  })
}

/** Whoever is in the account may ask; whoever reads its mail can say that it was somebody else, without a way in. */
async function tellAsked(ctx: World, tx: Tx, dueAt: Date): Promise<void> {
  const template = 'account.erasureAsked'
  const { path, values } = await notMeLink(ctx, tx, { template })
  const settings = `${ctx.baseUrl}${SETTINGS}`
  await tellEverywhere(ctx, tx, { template, values: { ...values, settings }, path, at: dueAt })
}

interface Telling {
  readonly template: string
  readonly values: Readonly<Record<string, string | number>>
  readonly path: string
  readonly at: Date
}

async function tellEverywhere(ctx: World, tx: Tx, { template, values, path, at }: Telling): Promise<void> {
  const person = await getPerson(tx, ctx.person.personId)
  const { locale } = person
  const day = dayFor(person, at)
  for (const toAddress of await listVerifiedEmails(tx, ctx.person))
    await postMail(ctx, tx, { toAddress, template, values: { ...values, day }, path, locale })
}

/** The day has come: nobody comes in any more, and what is to be erased is said. Null when something stands in the way. */
export async function beginErasure(ctx: World): Promise<Erasure | null> {
  const { personId } = ctx.person
  insist(mayGather(ctx.actor, personId))
  return ctx.transact(async (tx) => {
    const row = await findOpenErasure(tx, ctx.person, { lock: true })
    if (!row || row.dueAt > ctx.now()) return null
    if (row.begunAt) return row
    const holds = [...new Set((await listHolds(tx)).map(({ because }) => because))]
    if (holds.length > 0) {
      await putOff(ctx, tx, { row, holds })
      return null
    }
    const now = ctx.now()
    await updateErasure(tx, ctx.person, { id: row.id, begunAt: now, held: [] })
    await endOtherSessions(tx, ctx.person, { keep: null, at: now })
    await freezePerson(tx, ctx.person, now)
    await append(ctx, tx, { type: 'account.erasureBegun', subjectId: row.id, personId, body: {} })
    return { ...row, begunAt: now }
  })
}

/** Looked at again the next day; a reason is told once. */
async function putOff(ctx: World, tx: Tx, { row, holds }: { row: Erasure; holds: string[] }): Promise<void> {
  const { personId } = ctx.person
  const known = holds.every((because) => row.held.includes(because))
  await updateErasure(tx, ctx.person, { id: row.id, held: holds, dueAt: new Date(ctx.now().getTime() + DAY) })
  if (known) return
  await postMail(ctx, tx, { toPerson: personId, template: 'account.erasureHeld', values: {}, path: SETTINGS })
  await append(ctx, tx, { type: 'account.erasureHeld', subjectId: row.id, personId, body: { because: holds } })
}

/** Whether every room heard what the erasing wrote; what a room still adds would outlive it. */
export async function isHeard(ctx: World): Promise<boolean> {
  insist(mayGather(ctx.actor, ctx.person.personId))
  return !(await ctx.transact((tx) => isUnheard(tx)))
}

/** Archives of before lay under their person, also those whose name reached no row. */
export async function dropExports(ctx: World): Promise<void> {
  insist(mayGather(ctx.actor, ctx.person.personId))
  for (const { id } of await ctx.transact((tx) => listExports(tx, ctx.person))) await dropExport(ctx, id)
  await ctx.blobs.clear(`export/${ctx.person.personId}`)
}

/** The last of it, in one transaction: ways in, addresses, letters and name; one letter says that it is done. */
export async function finishErasure(ctx: World): Promise<void> {
  const { personId } = ctx.person
  insist(mayGather(ctx.actor, personId))
  await ctx.transact(async (tx) => {
    const row = await findOpenErasure(tx, ctx.person, { lock: true })
    if (!row?.begunAt) throw new Conflict('erasure-not-begun')
    const { locale } = await getPerson(tx, personId)
    const toAddress = await findPrimaryEmail(tx, personId)
    await eraseAccountRows(tx, ctx.now())
    await updateErasure(tx, ctx.person, { id: row.id, doneAt: ctx.now() })
    if (toAddress) await postMail(ctx, tx, { toAddress, template: 'account.erased', values: {}, locale })
    await append(ctx, tx, { type: 'account.erased', subjectId: personId, personId, body: {} })
  })
}
