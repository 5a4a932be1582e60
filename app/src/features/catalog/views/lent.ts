import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import type { ExemplarTables } from '../actions/end-exemplar.ts'
import type { Level } from '../model.ts'
import { mayLend } from '../policy.ts'
import { type Exemplar, listLent, listOwnPieces } from '../reads/exemplars.ts'
import { type AchievementVersion, getVersion, getVersions } from '../reads.ts'
import type { OwnPiece } from '../rules/exemplar.ts'
import { type Audience, audiencesOf, isLendable, levelsFor, mayBeLent, WORDS_MOST } from '../rules/exemplar.ts'

type World = Ctx<ExemplarTables>

export interface Lent extends Exemplar {
  readonly title: string
  readonly slug: string
  readonly criterion: string
  readonly level: Level | undefined
}

/** Everything a person lent as an example, with where it stands. */
export async function lentPage(ctx: World): Promise<{ lent: readonly Lent[]; zone: string }> {
  return ctx.transact(async (tx) => {
    const rows = (await listLent(tx, ctx.person)).filter(
      (row) => mayLend(ctx.actor, { learnerId: row.holderId ?? '' }).ok,
    )
    return { lent: await named(ctx, tx, rows), zone: ctx.timeZone }
  })
}

async function named(ctx: World, tx: Db<ExemplarTables>, rows: readonly Exemplar[]): Promise<Lent[]> {
  const ids = rows.map(({ versionId }) => versionId)
  const version = await getVersions(tx, ids, ctx.locale)
  return rows.map((row) => {
    const { title, slug, shown } = version(row.versionId)
    const { criteria, levels } = shown.rubric
    const criterion = criteria.find(({ id }) => id === row.criterionId)?.title ?? row.criterionId
    return { ...row, title, slug, criterion, level: levels.find(({ id }) => id === row.levelId) }
  })
}

/** One piece as it may be chosen, or why not. */
export interface PieceChoice extends Pick<OwnPiece, 'id' | 'name' | 'kind'> {
  readonly because: string | null
}
export interface ChosenPiece extends PieceChoice {
  /** What is typed begins with the piece's own words, where it has some. */
  readonly words: string
  readonly audiences: readonly Audience[]
  /** The stored piece itself can be shown. */
  readonly lendable: boolean
}
export interface LendView {
  readonly work: string
  readonly slug: string
  readonly title: string
  readonly earned: boolean
  readonly pieces: readonly PieceChoice[]
  readonly chosen: ChosenPiece | null
  readonly version: AchievementVersion
  readonly levels: readonly Level[]
}

/** What of one earned work may be lent; with a piece that was chosen, what is asked about it. */
export async function lendPage(ctx: World, work: string, pieceId: string | undefined): Promise<LendView> {
  return ctx.transact(async (tx) => {
    const pieces = await listOwnPieces(tx, ctx.person, work)
    const [first] = pieces
    if (!first || !mayLend(ctx.actor, first).ok) throw new NotFound('submission')
    const version = await getVersion(tx, first.achievementVersionId, ctx.locale)
    const today = ctx.now().toISOString().slice(0, 10)
    const choices = pieces.map((piece) => choiceOf(piece, today))
    const open = choices.filter(({ because }) => because === null)
    const wanted = pieceId ?? (open.length === 1 ? open[0]?.id : undefined)
    const piece = pieces.find(({ id }) => id === wanted && open.some((one) => one.id === id))
    return {
      ...{ work, slug: version.slug, title: version.title, version, pieces: choices },
      earned: pieces.some(({ earned }) => earned),
      chosen: piece ? chosenOf(piece, today) : null,
      levels: levelsFor(version.shown.rubric, 'real'),
    }
  })
}

function choiceOf(piece: OwnPiece, today: string): PieceChoice {
  const verdict = mayBeLent(piece, today)
  const { id, name, kind } = piece
  return { id, name, kind, because: verdict.ok ? null : verdict.because }
}

function chosenOf(piece: OwnPiece, today: string): ChosenPiece {
  return {
    ...choiceOf(piece, today),
    words: piece.kind === 'text' ? [...(piece.body ?? '')].slice(0, WORDS_MOST).join('') : '',
    audiences: audiencesOf(piece),
    lendable: isLendable(piece),
  }
}

/** For whoever takes everything along: what was lent, the copies with it. */
export async function ownExamples(ctx: World) {
  insist(mayGather(ctx.actor, ctx.person.personId))
  const rows = await ctx.transact(async (tx) => named(ctx, tx, await listLent(tx, ctx.person)))
  return {
    examples: rows.map(({ id, title, criterion, level, audience, showName, words, mediaType, bytes, ...row }) => ({
      ...{ id, microCredential: title, criterion, level: level?.label ?? row.levelId, audience, showName },
      ...{ state: row.state, offeredAt: row.offeredAt, publishedAt: row.publishedAt, reason: row.reason },
      ...{ endedAt: row.endedAt, endedBecause: row.endedBecause },
      ...{ name: `${title} ${criterion}`.slice(0, 80), mediaType: mediaType ?? 'text/plain', bytes: bytes ?? 0 },
      ...{ body: words === '' ? null : words, blobKey: row.blobKey, sha256: row.blobKey?.split('/').at(-1) ?? '' },
    })),
  }
}
