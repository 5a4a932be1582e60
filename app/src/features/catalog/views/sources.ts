import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { ReviewWorld } from '../actions/sound-draft.ts'
import { mayBeginDraft, mayLookAtSource, mayReadSources } from '../policy.ts'
import { type Draft, findOpenDraft, getDraft } from '../reads/drafts.ts'
import { listAuthorsOfText, listSourceNews, listSourcesOf, type Source, type Texts } from '../reads/sources.ts'
import { getVersions } from '../reads.ts'
import type { CatalogTables } from '../tables.ts'
import { type Comparison, comparisonOf } from './comparison.ts'

type World = Ctx<ReviewWorld & AccountTables>
type Tx = Db<ReviewWorld & AccountTables>

/** What nobody has looked at, for those who write and those who answer for quality; for others nothing. */
export async function sourceNews(ctx: Ctx<CatalogTables>, tx: Db<CatalogTables>, texts: Texts): Promise<Source[]> {
  return mayReadSources(ctx.actor).ok ? listSourceNews(tx, ctx.scope, texts) : []
}

/** The same of one text. */
export async function sourceNewsOf(ctx: Ctx<CatalogTables>, tx: Db<CatalogTables>, draft: Draft): Promise<Source[]> {
  if (!mayReadSources(ctx.actor).ok) return []
  return (await listSourcesOf(tx, ctx.scope, draft)).filter(({ news, looked }) => news && !looked)
}

/** Of these, those of one text: under the draft that was copied, or under what it was published as. */
export function newsOn(news: readonly Source[], text: { draftId?: string; achievementId: string | null }): Source[] {
  return news.filter(
    ({ draftId, ownId }) => draftId === text.draftId || (ownId !== null && ownId === text.achievementId),
  )
}

export interface SourcesPage {
  readonly draftId: string
  readonly title: string
  readonly sources: readonly Source[]
  /** The one that is shown, with what moved since it was taken and who looked last. */
  readonly shown: (Source & { readonly comparison: Comparison | null; readonly by: string }) | null
  /** The own text that is open, to write in beside it. */
  readonly openDraft: string | null
  /** What stands published without a draft, to begin its next version. */
  readonly toBegin: string | null
  readonly mayLook: boolean
  readonly zone: string
}

/** What an own text was adapted from and what that says now; nothing is taken over here. */
export async function sourcesPage(ctx: World, draftId: string, wanted?: string): Promise<SourcesPage> {
  insist(mayReadSources(ctx.actor))
  return ctx.transact(async (tx) => {
    const draft = await getDraft(tx, ctx.scope, draftId)
    const sources = await listSourcesOf(tx, ctx.scope, draft)
    const shown = sources.find(({ slug }) => slug === wanted) ?? firstOf(sources)
    const openDraft = await openTextOf(ctx, tx, draft)
    return {
      draftId,
      title: draft.content.title ?? '',
      sources,
      shown: shown ? await withComparison(tx, shown) : null,
      openDraft,
      toBegin: openDraft === null && mayBeginDraft(ctx.actor).ok ? draft.achievementId : null,
      zone: ctx.timeZone,
      mayLook: mayLookAtSource(ctx.actor, await listAuthorsOfText(tx, ctx.scope, draft)).ok,
    }
  })
}

/** What is new stands before what was looked at, and that before what never moved. */
function firstOf(sources: readonly Source[]): Source | undefined {
  return sources.find(({ news, looked }) => news && !looked) ?? sources.find(({ news }) => news) ?? sources[0]
}

async function openTextOf(ctx: World, tx: Tx, { id, achievementId, language, state }: Draft): Promise<string | null> {
  if (state !== 'published' && state !== 'discarded') return id
  if (!achievementId) return null
  return (await findOpenDraft(tx, ctx.scope, { achievementId, language }))?.id ?? null
}

async function withComparison(tx: Tx, source: Source): Promise<NonNullable<SourcesPage['shown']>> {
  const by = source.lookedBy ? (await namesOf(tx, [source.lookedBy])).get(source.lookedBy) || '–' : ''
  if (source.takenId === source.newestId) return { ...source, by, comparison: null }
  const version = await getVersions(tx, [source.takenId, source.newestId])
  return { ...source, by, comparison: await comparisonOf(tx, version(source.takenId), version(source.newestId)) }
}
