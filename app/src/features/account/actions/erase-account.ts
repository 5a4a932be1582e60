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
import type { AccountWorld } from './session.ts'
import { dropExport } from './take-out.ts'

type World = Ctx<AccountWorld & CapabilityTables>
type Tx = Db<AccountWorld & CapabilityTables>
const DAY = 24 * 3_600_000
const CHANGE_OF_MIND_DAYS = 7

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
    await tellEverywhere(ctx, tx, { template: 'account.erasureAsked', at: dueAt })
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
    await tellEverywhere(ctx, tx, { template: 'account.erasureCancelled', at: ctx.now() })
    await append(ctx, tx, { type: 'account.erasureCancelled', subjectId: row.id, personId, body: {} })
  })
}

async function tellEverywhere(ctx: World, tx: Tx, { template, at }: { template: string; at: Date }): Promise<void> {
  const person = await getPerson(tx, ctx.person.personId)
  const { locale } = person
  const values = { day: dayFor(person, at) }
  for (const toAddress of await listVerifiedEmails(tx, ctx.person))
    await postMail(ctx, tx, { toAddress, template, values, path: '/me/settings#erase', locale })
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
  const path = '/me/settings#erase'
  await postMail(ctx, tx, { toPerson: personId, template: 'account.erasureHeld', values: {}, path })
  await append(ctx, tx, { type: 'account.erasureHeld', subjectId: row.id, personId, body: { because: holds } })
}

/** Whether every room heard what the erasing wrote; what a room still adds would outlive it. */
export async function isHeard(ctx: World): Promise<boolean> {
  insist(mayGather(ctx.actor, ctx.person.personId))
  return !(await ctx.transact((tx) => isUnheard(tx)))
}

export async function dropExports(ctx: World): Promise<void> {
  for (const { id } of await ctx.transact((tx) => listExports(tx, ctx.person))) await dropExport(ctx, id)
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
