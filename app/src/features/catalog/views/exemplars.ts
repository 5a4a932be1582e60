import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { isFresh } from '../../account/policy.ts'
import { namesOf } from '../../account/reads.ts'
import type { ExemplarTables } from '../actions/end-exemplar.ts'
import type { Level, Rubric } from '../model.ts'
import { mayJudgeExemplar, maySeePublicly, mayWriteExemplar } from '../policy.ts'
import { type Exemplar, findShownFile, listExemplars, listShownExemplars } from '../reads/exemplars.ts'
import { type AchievementVersion, findBySlug, getVersions } from '../reads.ts'
import type { ShownExemplar } from '../rules/exemplar.ts'
import { levelsFor, placed } from '../rules/exemplar.ts'
import { findInside } from './inside.ts'

type World = Ctx<ExemplarTables>

export interface ExamplesPage {
  readonly slug: string
  readonly title: string
  readonly language: string
  readonly groups: ReturnType<typeof placed<ShownExemplar>>
  readonly version: string
  readonly mayWrite: boolean
  readonly filesUrl: string
}

/** Every example of one micro-credential that this visitor may see, by criterion and level. */
export async function examplesPage(ctx: World, slug: string): Promise<ExamplesPage> {
  return ctx.transact(async (tx) => {
    const achievement = await inSight(ctx, tx, slug)
    const { title, shownIn, shown, version } = achievement
    return {
      ...{ slug, title, language: shownIn, version, filesUrl: ctx.filesUrl },
      groups: placed(shown.rubric, await listShownExemplars(tx, achievement.achievementId)),
      mayWrite: mayWriteExemplar(ctx.actor).ok,
    }
  })
}

async function inSight(ctx: World, tx: Db<ExemplarTables>, slug: string): Promise<AchievementVersion> {
  const open = await findBySlug(tx, slug, { language: ctx.locale })
  const found = open && maySeePublicly(open).ok ? open : await findInside(ctx, tx, { slug })
  if (!found) throw new NotFound('achievement')
  return found
}

/** The copy of a public example's file; everything else is not there. */
export async function publicFile(ctx: World, id: string) {
  const file = await ctx.transact((tx) => findShownFile(tx, { id }))
  return file?.audience === 'public' ? file : undefined
}

export interface WriteView {
  readonly slug: string
  readonly title: string
  readonly rubric: Rubric
  readonly levels: readonly Level[]
  readonly version: AchievementVersion
}

export async function writePage(ctx: World, slug: string): Promise<WriteView> {
  if (!mayWriteExemplar(ctx.actor).ok) throw new NotFound('achievement')
  const version = await ctx.transact((tx) => inSight(ctx, tx, slug))
  const { rubric } = version.shown
  return { slug, title: version.title, rubric, levels: levelsFor(rubric, 'constructed'), version }
}

export interface JudgedExemplar extends Pick<Exemplar, 'id' | 'words' | 'mediaType' | 'audience' | 'reason'> {
  readonly title: string
  readonly slug: string
  readonly criterion: string
  readonly level: Level | undefined
  readonly descriptor: string
  readonly constructed: boolean
  /** The name it will be shown with; null: without. */
  readonly name: string | null
  readonly offeredAt: Date
  readonly endedAt: Date | null
  readonly endedBecause: Exemplar['endedBecause']
  /** This person may answer: a quality lead, and it is not their own. */
  readonly judge: boolean
}
export interface JudgingView {
  readonly waiting: readonly JudgedExemplar[]
  readonly published: readonly JudgedExemplar[]
  readonly over: readonly JudgedExemplar[]
  readonly lead: boolean
  readonly fresh: boolean
  readonly zone: string
}

const MOST_SHOWN = 50

/** What is lent and constructed in the organization. What somebody lent and nobody let out is read by quality leads alone. */
export async function judgingPage(ctx: World): Promise<JudgingView> {
  if (!mayWriteExemplar(ctx.actor).ok) throw new NotFound('exemplars')
  const lead = mayJudgeExemplar(ctx.actor, { holderId: null }).ok
  return ctx.transact(async (tx) => {
    const list = (state: Exemplar['state']) => listExemplars(tx, ctx.scope, { state, limit: MOST_SHOWN })
    const waiting = (await list('offered')).filter(({ holderId }) => lead || holderId === null)
    const published = await list('published')
    const over = lead ? [...(await list('withdrawn')), ...(await list('declined'))] : []
    const shape = await shapeFor(ctx, tx, [...waiting, ...published, ...over])
    return {
      waiting: waiting.map(shape),
      published: published.map(shape),
      over: over.map(shape),
      ...{ lead, fresh: isFresh(ctx.actor, ctx.now()), zone: ctx.timeZone },
    }
  })
}

async function shapeFor(ctx: World, tx: Db<ExemplarTables>, rows: readonly Exemplar[]) {
  const version = await getVersions(
    tx,
    rows.map(({ versionId }) => versionId),
    ctx.locale,
  )
  const named = rows.flatMap(({ showName, holderId }) => (showName && holderId ? [holderId] : []))
  const names = await namesOf(tx, named)
  return (row: Exemplar): JudgedExemplar => {
    const { title, slug, shown } = version(row.versionId)
    const { id, words, mediaType, audience, reason, offeredAt, endedAt, endedBecause, holderId } = row
    const criterion = shown.rubric.criteria.find((one) => one.id === row.criterionId)
    return {
      ...{ id, words, mediaType, audience, reason, offeredAt, endedAt, endedBecause, title, slug },
      criterion: criterion?.title ?? row.criterionId,
      level: shown.rubric.levels.find((one) => one.id === row.levelId),
      descriptor: criterion?.descriptors[row.levelId] ?? '',
      constructed: holderId === null,
      name: row.showName && holderId ? (names.get(holderId) ?? null) : null,
      judge: mayJudgeExemplar(ctx.actor, row).ok,
    }
  }
}
