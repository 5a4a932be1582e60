import { Conflict, Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { findPerson } from '../../account/reads.ts'
import { listRoles } from '../../organization/reads.ts'
import type { AddReader } from '../model.ts'
import { mayManageReaders, mayTakeReadings } from '../policy.ts'
import { isNewSiteNow } from '../reads/people.ts'
import { listLeasesOf, listReaders, listStandings } from '../reads/readers.ts'
import type { ReaderRow, ReviewWorld } from '../tables.ts'
import { insertProvisionalReader, updateReader } from '../writes.ts'
import { reopen } from './end.ts'
import { ensureFamily } from './open.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** On a new site an assessor reads, provisionally, from the first claim on; later only by qualification. */
export async function joinPool(ctx: World): Promise<void> {
  insist(mayTakeReadings(ctx.actor))
  await ctx.transact(async (tx) => {
    const standings = await listStandings(tx, ctx.scope, ctx.actor.id)
    if (standings.length > 0 || !(await isNewSiteNow(tx, ctx.scope))) return
    const person = await findPerson(tx, ctx.actor.id)
    const languages = [...new Set(['en', person?.locale ?? 'en'])]
    await insertReader(ctx, tx, { accountId: ctx.actor.id, languages })
  })
}

async function insertReader(
  ctx: World,
  tx: Tx,
  { accountId, languages }: { accountId: string; languages: readonly string[] },
): Promise<void> {
  const familyId = await ensureFamily(ctx, tx)
  const id = ctx.newId()
  const reader = { id, accountId, familyId, rubricMajor: 1, languages, since: ctx.now() }
  if (!(await insertProvisionalReader(tx, ctx.scope, reader))) return
  await append(ctx, tx, { type: 'review.readerAccepted', subjectId: id, body: { readerId: id, provisional: true } })
}

/** The QA lead's choice among people who hold the role. */
export async function addReader(ctx: World, { accountId, languages }: AddReader): Promise<void> {
  insist(mayManageReaders(ctx.actor))
  await ctx.transact(async (tx) => {
    const roles = await listRoles(tx, ctx.scope, accountId)
    if (!roles.includes('assessor')) throw new Invalid('not-an-assessor', { accountId: 'refusal.not-an-assessor' })
    if (!(await isNewSiteNow(tx, ctx.scope))) throw new Conflict('readers-qualify')
    await insertReader(ctx, tx, { accountId, languages })
  })
}

/** Every lease of this reader ends; what was written stays with who wrote it. */
export async function pauseReader(ctx: World, readerId: string): Promise<void> {
  insist(mayManageReaders(ctx.actor))
  await ctx.transact(async (tx) => {
    const reader = await readerOf(ctx, tx, readerId)
    if (reader.status !== 'live' && reader.status !== 'watch') throw new Conflict('move-not-allowed')
    const leases = (await listLeasesOf(tx, ctx.scope, reader.accountId)).filter(
      ({ purpose }) => purpose !== 'adjudication',
    )
    await updateReader(tx, ctx.scope, { id: reader.id, status: 'paused', since: ctx.now() })
    const lines = []
    for (const { id } of leases) lines.push(await reopen(ctx, tx, { reviewId: id, type: 'review.released' }))
    for (const line of lines) if (line) await append(ctx, tx, line)
    await append(ctx, tx, { type: 'review.readerPaused', subjectId: reader.id, body: { readerId: reader.id } })
  })
}

/** A provisional reader takes up reading again; one who had qualified would recalibrate first. */
export async function resumeReader(ctx: World, readerId: string): Promise<void> {
  insist(mayManageReaders(ctx.actor))
  await ctx.transact(async (tx) => {
    const reader = await readerOf(ctx, tx, readerId)
    if (reader.status !== 'paused' || !reader.provisional) throw new Conflict('move-not-allowed')
    await updateReader(tx, ctx.scope, { id: reader.id, status: 'live', since: ctx.now() })
    await append(ctx, tx, {
      type: 'review.readerAccepted',
      subjectId: reader.id,
      body: { readerId: reader.id, provisional: true },
    })
  })
}

async function readerOf(ctx: World, tx: Tx, readerId: string): Promise<ReaderRow> {
  const readers = await listReaders(tx, ctx.scope)
  const reader = readers.find(({ id }) => id === readerId)
  if (!reader) throw new NotFound('reader')
  return reader
}
