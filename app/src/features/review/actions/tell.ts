import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { postMail } from '../../../platform/mail.ts'
import { listPeople, type Person } from '../../account/reads.ts'
import { dayFor } from '../../account/rules/day-for.ts'
import { listPlatformAdministrators } from '../../organization/reads/people.ts'
import { getOrganization, holdersOf } from '../../organization/reads.ts'
import { maySettle } from '../policy.ts'
import { fits } from '../reads/matches.ts'
import { listReadersFor } from '../reads/people.ts'
import { listOpenReadings, listReadingFacts, type OpenReading } from '../reads/queue.ts'
import { listReaders } from '../reads/readers.ts'
import type { ReaderRow, ReviewWorld } from '../tables.ts'
import { updateTold } from '../writes.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>
/** At most one such message a day; the queue itself is always up to date. */
const QUIET_HOURS = 20
const HOUR = 3_600_000
const WORK = { path: '/assess/queue' }

/** Live readers hear that something waits for them: how many, and by which day. Nothing of whose it is. */
export async function tellReaders(ctx: World): Promise<void> {
  insist(maySettle(ctx.actor))
  await ctx.transact(async (tx) => {
    const open = await listOpenReadings(tx, ctx.scope, { lane: 'readings' })
    if (open.length === 0) return
    const due = (await listReaders(tx, ctx.scope)).filter((reader) => isDue(reader, ctx.now()))
    const told = await waitingFor(ctx, tx, { open, accountIds: [...new Set(due.map(({ accountId }) => accountId))] })
    const ids = due.flatMap(({ id, accountId }) => (told.has(accountId) ? [id] : []))
    await updateTold(tx, ctx.scope, { ids, at: ctx.now() })
    await tellEach(ctx, tx, { to: [...told.keys()], template: 'review.work', ...WORK }, (person) => {
      const waiting = told.get(person.id) ?? []
      const count = new Set(waiting.map(({ attemptId }) => attemptId)).size
      return { count, day: dayFor(person, waiting[0]?.dueAt ?? ctx.now()) }
    })
  })
}

/** What each of these people may take, soonest due first; nobody for whom nothing waits. */
async function waitingFor(
  ctx: World,
  tx: Tx,
  { open, accountIds }: { open: readonly OpenReading[]; accountIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly OpenReading[]>> {
  if (accountIds.length === 0) return new Map()
  const facts = await listReadingFacts(tx, ctx.scope, open)
  const readers = await listReadersFor(tx, ctx.scope, { accountIds, now: ctx.now() })
  const waiting = readers.map((reader) => {
    const own = open.filter(({ id }) => {
      const reading = facts.get(id)
      return reading !== undefined && fits(reader, reading, 'readings')
    })
    return [reader.facts.accountId, own] as const
  })
  return new Map(waiting.filter(([, own]) => own.length > 0))
}

function isDue({ status, toldAt }: ReaderRow, now: Date): boolean {
  if (status !== 'live' && status !== 'watch') return false
  return toldAt === null || now.getTime() - toldAt.getTime() >= QUIET_HOURS * HOUR
}

export interface ToLeads {
  readonly template: string
  readonly values: Values
  /** Whose work it is about: a lead hears nothing of their own. */
  readonly about?: string
}

/** Everybody with the role, each in their language; where nobody is left to look at it, who can name somebody. */
export async function tellQaLeads(ctx: World, tx: Tx, { template, values, about }: ToLeads): Promise<void> {
  const to = (await holdersOf(tx, ctx.scope, 'qaLead')).filter((id) => id !== about)
  if (to.length === 0 && about) return tellWhoNamesLeads(ctx, tx, about)
  await tellEach(ctx, tx, { to, template, path: '/qa/readers' }, () => values)
}

/** The organization's administrators, or else those who run the site: that something waits, and nothing of the work. */
async function tellWhoNamesLeads(ctx: World, tx: Tx, about: string): Promise<void> {
  const { name, slug } = await getOrganization(tx, ctx.scope.tenantId)
  const here = (await holdersOf(tx, ctx.scope, 'organizationAdmin')).filter((id) => id !== about)
  const above = here.length > 0 ? [] : (await listPlatformAdministrators(tx)).filter((id) => id !== about)
  const message = { template: 'review.nobodyLooks', values: { organization: name } }
  for (const toPerson of here) await postMail(ctx, tx, { ...message, toPerson, path: `/org/${slug}/people` })
  for (const toPerson of above) await postMail(ctx, tx, { ...message, toPerson, path: '/admin' })
}

/** Those who may decide between two readings hear of one that needs them. */
export async function tellAdjudicators(ctx: World, tx: Tx, dueAt: Date): Promise<void> {
  const to = await holdersOf(tx, ctx.scope, 'adjudicator')
  await tellEach(ctx, tx, { to, template: 'review.ruling', ...WORK }, (person) => ({ day: dayFor(person, dueAt) }))
}

export type Values = Readonly<Record<string, string | number>>
export interface Telling {
  readonly to: readonly string[]
  readonly template: string
  readonly path: string
}

/** One letter each, in the language and by the calendar of whoever gets it; who is out of sight gets none. */
export async function tellEach(
  ctx: World,
  tx: Tx,
  { to, template, path }: Telling,
  valuesFor: (person: Person) => Values,
): Promise<void> {
  const people = await listPeople(tx, to)
  for (const toPerson of to) {
    const person = people.get(toPerson)
    if (!person) continue
    await postMail(ctx, tx, { toPerson, template, values: valuesFor(person), path, locale: person.locale })
  }
}
