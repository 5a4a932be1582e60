import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { postMail } from '../../../platform/mail.ts'
import { findPerson } from '../../account/reads.ts'
import { holdersOf } from '../../organization/reads.ts'
import { maySettle } from '../policy.ts'
import { fits, getReader } from '../reads/matches.ts'
import { listOpenReadings, listReadingFacts } from '../reads/queue.ts'
import { listReaders } from '../reads/readers.ts'
import type { ReaderRow, ReviewWorld } from '../tables.ts'
import { updateReader } from '../writes.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>
/** At most one such message a day; the queue itself is always up to date. */
const QUIET_HOURS = 20
const HOUR = 3_600_000

/** Live readers hear that something waits for them: how many, and by which day. Nothing of whose it is. */
export async function tellReaders(ctx: World): Promise<void> {
  insist(maySettle(ctx.actor))
  await ctx.transact(async (tx) => {
    const open = await listOpenReadings(tx, ctx.scope, { lane: 'readings' })
    if (open.length === 0) return
    const facts = await listReadingFacts(tx, ctx.scope, open)
    const readers = await listReaders(tx, ctx.scope)
    for (const row of readers.filter((reader) => isDue(reader, ctx.now()))) {
      const reader = await getReader(tx, ctx.scope, { accountId: row.accountId, now: ctx.now() })
      const waiting = open.filter(({ id }) => {
        const reading = facts.get(id)
        return reading !== undefined && fits(reader, reading, 'readings')
      })
      const attempts = new Set(waiting.map(({ attemptId }) => attemptId)).size
      const [first] = waiting
      if (first) await tellReader(ctx, tx, { row, count: attempts, dueAt: first.dueAt })
    }
  })
}

function isDue({ status, toldAt }: ReaderRow, now: Date): boolean {
  if (status !== 'live' && status !== 'watch') return false
  return toldAt === null || now.getTime() - toldAt.getTime() >= QUIET_HOURS * HOUR
}

async function tellReader(
  ctx: World,
  tx: Tx,
  { row, count, dueAt }: { row: ReaderRow; count: number; dueAt: Date },
): Promise<void> {
  const person = await findPerson(tx, row.accountId)
  if (!person) return
  const style = { weekday: 'long', month: 'long', day: 'numeric', timeZone: person.timeZone } as const
  const day = new Intl.DateTimeFormat(person.locale, style).format(dueAt)
  await updateReader(tx, ctx.scope, { id: row.id, toldAt: ctx.now() })
  const { locale, id: toPerson } = person
  await postMail(ctx, tx, { toPerson, template: 'review.work', values: { count, day }, path: '/assess/queue', locale })
}

/** Everybody with the role, each in their language. */
export async function tellQaLeads(
  ctx: World,
  tx: Tx,
  { template, values }: { template: string; values: Readonly<Record<string, string | number>> },
): Promise<void> {
  for (const toPerson of await holdersOf(tx, ctx.scope, 'qaLead')) {
    const person = await findPerson(tx, toPerson)
    if (person) await postMail(ctx, tx, { toPerson, template, values, path: '/qa/readers', locale: person.locale })
  }
}

/** Those who may decide between two readings hear of one that needs them. */
export async function tellAdjudicators(ctx: World, tx: Tx, dueAt: Date): Promise<void> {
  for (const toPerson of await holdersOf(tx, ctx.scope, 'adjudicator')) {
    const person = await findPerson(tx, toPerson)
    if (!person) continue
    const style = { weekday: 'long', month: 'long', day: 'numeric', timeZone: person.timeZone } as const
    const day = new Intl.DateTimeFormat(person.locale, style).format(dueAt)
    const { locale } = person
    await postMail(ctx, tx, { toPerson, template: 'review.ruling', values: { day }, path: '/assess/queue', locale })
  }
}
