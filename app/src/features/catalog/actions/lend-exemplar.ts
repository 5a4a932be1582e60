import { Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { holdersOf } from '../../organization/reads.ts'
import { mayLend, mayTakeBack } from '../policy.ts'
import { getExemplarForUpdate, listLent, listOwnPieces, listStillLent } from '../reads/exemplars.ts'
import { type AchievementVersion, getVersion } from '../reads.ts'
import type { OwnPiece } from '../rules/exemplar.ts'
import { audiencesOf, isPlaceIn, lengthFault, mayBeLent, placeOf } from '../rules/exemplar.ts'
import { CHECKS, type OfferExemplar } from '../rules/exemplar-form.ts'
import { insertExemplar, type NewExemplar } from '../writes/exemplars.ts'
import { type ExemplarTables, endOne } from './end-exemplar.ts'
import { copySent, copyStored, scopeOf } from './exemplar-file.ts'

type World = Ctx<ExemplarTables>

/** A holder lends one piece of earned work as an example. Nothing is shown before a quality lead has read it. Sent twice, it is lent once. */
export async function lendExemplar(ctx: World, submissionId: string, input: OfferExemplar): Promise<void> {
  const piece = await pieceOf(ctx, submissionId, input.piece)
  insist(mayLend(ctx.actor, piece))
  insist(mayBeLent(piece, ctx.now().toISOString().slice(0, 10)))
  const version = await ctx.transact((tx) => getVersion(tx, piece.achievementVersionId))
  insistSaid(input, piece, version)
  const id = ctx.newId()
  try {
    const file = await copyOf(ctx, id, { piece, input })
    if (!(await keep(ctx, { piece, version, row: rowOf(ctx, id, { piece, input, file }) })))
      await ctx.blobs.clear(scopeOf(id))
  } catch (error) {
    await ctx.blobs.clear(scopeOf(id))
    throw error
  }
}

async function pieceOf(ctx: World, submissionId: string, evidenceId: string): Promise<OwnPiece> {
  const pieces = await ctx.transact((tx) => listOwnPieces(tx, ctx.person, submissionId))
  const piece = pieces.find(({ id }) => id === evidenceId)
  if (!piece) throw new NotFound('evidence')
  return piece
}

/** Everything that is missing is said at once. */
function insistSaid(input: OfferExemplar, piece: OwnPiece, { content }: AchievementVersion): void {
  const length = lengthFault(input.words)
  const wrong = {
    ...(isPlaceIn(content.rubric, placeOf(input.at), 'real') ? {} : { at: 'catalog.lend.at.none' }),
    ...(length ? { words: `catalog.lend.words.${length}` } : {}),
    ...(audiencesOf(piece).includes(input.audience) ? {} : { audience: 'catalog.lend.audience.inside' }),
    ...(CHECKS.every((check) => input.checks.includes(check)) ? {} : { checks: 'catalog.lend.checks.missing' }),
    ...(input.agreed ? {} : { agreed: 'catalog.lend.agreed.missing' }),
  }
  if (Object.keys(wrong).length > 0) throw new Invalid('check-fields', wrong)
}

async function copyOf(ctx: World, id: string, { piece, input }: { piece: OwnPiece; input: OfferExemplar }) {
  if (input.shows === 'stored') return copyStored(ctx, id, piece)
  return input.shows === 'copy' ? copySent(ctx, id, input.file) : null
}

function rowOf(
  ctx: World,
  id: string,
  { piece, input, file }: { piece: OwnPiece; input: OfferExemplar; file: NewExemplar['file'] },
): NewExemplar {
  return {
    ...{ id, file, writtenBy: null, audience: input.audience, showName: input.showName === 'yes' },
    ...placeOf(input.at),
    achievementId: piece.achievementId,
    versionId: piece.achievementVersionId,
    lent: {
      holderId: piece.learnerId,
      submissionId: piece.submissionId,
      evidenceId: piece.id,
      class: piece.class === 'B' ? 'B' : 'A',
      consentId: piece.class === 'B' ? piece.consentId : null,
    },
    words: input.words.replaceAll('\r\n', '\n').trim(),
    offeredAt: ctx.now(),
  }
}

interface Kept {
  readonly piece: OwnPiece
  readonly version: AchievementVersion
  readonly row: NewExemplar
}

async function keep(ctx: World, { piece, version, row }: Kept): Promise<boolean> {
  const there = ctx.inTenant(piece.tenantId)
  return there.transact(async (tx) => {
    if (!(await insertExemplar(tx, there.scope, row))) return false
    await tellLeads(there, tx, version.title)
    const { criterionId, levelId, audience } = row
    await append(there, tx, {
      type: 'exemplar.offered',
      subjectId: row.id,
      personId: piece.learnerId,
      body: { submissionId: piece.submissionId, evidenceId: piece.id, criterionId, levelId, audience },
    })
    return true
  })
}

async function tellLeads(ctx: World, tx: Db<ExemplarTables>, title: string): Promise<void> {
  const leads = await holdersOf(tx, ctx.scope, 'qaLead')
  for (const toPerson of new Set(leads))
    if (toPerson !== ctx.actor.id)
      await postMail(ctx, tx, {
        toPerson,
        template: 'catalog.exampleOffered',
        values: { title },
        path: '/author/exemplars',
      })
}

/** One press, on any day, without a reason. Pressed again, nothing more happens. */
export async function takeBackExemplar(ctx: World, id: string): Promise<void> {
  const lent = (await ctx.transact((tx) => listLent(tx, ctx.person))).find((one) => one.id === id)
  if (!lent) throw new NotFound('exemplar')
  insist(mayTakeBack(ctx.actor, lent))
  const there = ctx.inTenant(lent.tenantId)
  await there.transact(async (tx) => {
    const row = await getExemplarForUpdate(tx, there.scope, id)
    if (row.endedAt === null) await endOne(there, tx, row, { because: 'holder' })
  })
}

/** Whoever has the account erased lends nothing any more. `ctx` is the system's, of that person. */
export async function takeBackAll(ctx: World): Promise<void> {
  const { personId } = ctx.person
  for (const { tenantId, id } of await ctx.transact((tx) => listStillLent(tx, ctx.person))) {
    const there = ctx.asSystem({ tenantId, personId, job: 'erase' })
    await there.transact(async (tx) => {
      const row = await getExemplarForUpdate(tx, there.scope, id)
      insist(mayTakeBack(there.actor, row))
      if (row.endedAt === null) await endOne(there, tx, row, { because: 'account-erased' })
    })
  }
}
