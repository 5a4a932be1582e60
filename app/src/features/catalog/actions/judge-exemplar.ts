import { Invalid, insist, insistOpen, NotFound, no, yes } from '../../../lib/refusal.ts'
import { mintCapability } from '../../../platform/capability.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { mayJudgeExemplar, mayPublishExemplar, mayWriteExemplar } from '../policy.ts'
import { type Exemplar, findExemplar, findShownFile, getExemplarForUpdate, listLent } from '../reads/exemplars.ts'
import { type AchievementVersion, getTitles } from '../reads.ts'
import { isOpenToMove, isPlaceIn, lengthFault, placeOf, REASON_LEAST } from '../rules/exemplar.ts'
import type { WriteExemplar } from '../rules/exemplar-form.ts'
import { insertExemplar, publishExemplar } from '../writes/exemplars.ts'
import { type ExemplarTables, endOne } from './end-exemplar.ts'

type World = Ctx<ExemplarTables>
type Tx = Db<ExemplarTables>

/** From now on it is shown, to those its holder chose. */
export async function letOutExemplar(ctx: World, id: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getExemplarForUpdate(tx, ctx.scope, id)
    insist(mayPublishExemplar(ctx.actor, row, ctx.now()))
    if (row.state === 'published') return
    insistOpen(isOpenToMove(row.state, 'publish') ? yes : no('example-over'))
    await publishExemplar(tx, ctx.scope, { id, by: ctx.actor.id, at: ctx.now() })
    await tellHolder(ctx, tx, { row, template: 'catalog.examplePublished' })
    const { audience, criterionId, levelId } = row
    await append(ctx, tx, {
      type: 'exemplar.published',
      subjectId: id,
      personId: row.holderId,
      body: { audience, criterionId, levelId },
    })
  })
}

/** Not shown, with a reason that its holder reads; what was lent is deleted. */
export async function declineExemplar(ctx: World, id: string, reason: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getExemplarForUpdate(tx, ctx.scope, id)
    insist(mayJudgeExemplar(ctx.actor, row))
    if (row.state === 'declined') return
    insistOpen(isOpenToMove(row.state, 'decline') ? yes : no('example-over'))
    const words = reason.trim()
    if ([...words].length < REASON_LEAST || [...words].length > 1000)
      throw new Invalid('check-fields', { reason: 'catalog.exemplars.reason.short' })
    await tellHolder(ctx, tx, { row, template: 'catalog.exampleDeclined' })
    await endOne(ctx, tx, row, { because: 'declined', reason: words })
  })
}

/** Shown no more. It needs no passkey: to close is always safe. */
export async function closeExemplar(ctx: World, id: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getExemplarForUpdate(tx, ctx.scope, id)
    insist(mayJudgeExemplar(ctx.actor, row))
    if (row.endedAt !== null) return
    await tellHolder(ctx, tx, { row, template: 'catalog.exampleClosed' })
    await endOne(ctx, tx, row, { because: 'lead' })
  })
}

async function tellHolder(ctx: World, tx: Tx, { row, template }: { row: Exemplar; template: string }): Promise<void> {
  if (row.holderId === null) return
  const { title } = (await getTitles(tx, [row.versionId]))(row.versionId)
  await postMail(ctx, tx, { toPerson: row.holderId, template, values: { title }, path: '/me/examples' })
}

/** Made up for practice, in words alone; it waits for a quality lead as every example does. Sent twice, it is there once. */
export async function writeExemplar(ctx: World, version: AchievementVersion, input: WriteExemplar): Promise<void> {
  insist(mayWriteExemplar(ctx.actor))
  const length = lengthFault(input.words)
  const wrong = {
    ...(isPlaceIn(version.content.rubric, placeOf(input.at), 'constructed') ? {} : { at: 'catalog.lend.at.none' }),
    ...(length ? { words: `catalog.lend.words.${length}` } : {}),
  }
  if (Object.keys(wrong).length > 0) throw new Invalid('check-fields', wrong)
  const id = ctx.newId()
  await ctx.transact(async (tx) => {
    const words = input.words.replaceAll('\r\n', '\n').trim()
    const made = await insertExemplar(tx, ctx.scope, {
      ...{ id, ...placeOf(input.at), words, lent: null, file: null, showName: false, audience: 'public' },
      achievementId: version.achievementId,
      versionId: version.id,
      writtenBy: ctx.actor.id,
      offeredAt: ctx.now(),
    })
    if (!made) return
    await append(ctx, tx, { type: 'exemplar.written', subjectId: id, body: { ...placeOf(input.at) } })
  })
}

const MINUTES = 5

/** An address of the copy for whoever may be shown it, or whose it is. */
export async function openExemplarFile(ctx: World, id: string): Promise<string> {
  return ctx.transact(async (tx) => {
    const own = (await listLent(tx, ctx.person)).find((one) => one.id === id)
    return addressOf(ctx, tx, own ?? (await findShownFile(tx, { id })))
  })
}

/** The same for the quality lead who judges it. */
export async function openJudgedFile(ctx: World, id: string): Promise<string> {
  return ctx.transact(async (tx) => {
    const row = await findExemplar(tx, ctx.scope, id)
    if (!row || !mayJudgeExemplar(ctx.actor, row).ok) throw new NotFound('exemplar')
    return addressOf(ctx, tx, row)
  })
}

type Filed = { readonly blobKey: string | null; readonly mediaType: string | null; readonly bytes: number | null }

async function addressOf(ctx: World, tx: Tx, file: Filed | undefined): Promise<string> {
  if (!file?.blobKey || !file.mediaType) throw new NotFound('exemplar')
  const { blobKey, mediaType, bytes } = file
  const name = mediaType === 'application/pdf' ? 'example.pdf' : 'example'
  return mintCapability(ctx, tx, {
    ...{ blobKey, mediaType, name, bytes: bytes ?? 0, purpose: 'view', minutes: MINUTES },
  })
}
