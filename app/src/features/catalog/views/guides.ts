import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { maySeePublicly } from '../policy.ts'
import { findGuide, type GuideRow, listGuides } from '../reads/guides.ts'
import { listWorks } from '../reads.ts'
import type { CatalogTables, Work } from '../tables.ts'

export interface GuideLink {
  readonly slug: string
  readonly title: string
  readonly lead: string
}
export interface GuideView {
  readonly guide: GuideRow
  readonly works: readonly Work[]
  readonly baseUrl: string
}

/** Every guide in the visitor's language. */
export async function guideList(ctx: Ctx<CatalogTables>): Promise<GuideLink[]> {
  insist(maySeePublicly({ visibility: 'public' }))
  return ctx.transact((tx) => listGuides(tx, ctx.locale))
}

/** One guide with the works it names, and the others beside it. */
export async function guidePage(
  ctx: Ctx<CatalogTables>,
  slug: string,
): Promise<GuideView & { readonly others: readonly GuideLink[] }> {
  insist(maySeePublicly({ visibility: 'public' }))
  return ctx.transact(async (tx) => ({
    ...(await getGuide(ctx, tx, { slug, language: ctx.locale })),
    others: (await listGuides(tx, ctx.locale)).filter((guide) => guide.slug !== slug),
  }))
}

/** The same in a language that its address names: what a file is made of. */
export async function guideText(
  ctx: Ctx<CatalogTables>,
  { slug, language }: { slug: string; language: 'en' | 'es' | undefined },
): Promise<GuideView> {
  insist(maySeePublicly({ visibility: 'public' }))
  return ctx.transact((tx) => getGuide(ctx, tx, { slug, language: language ?? ctx.locale }))
}

async function getGuide(
  { baseUrl }: Ctx<CatalogTables>,
  tx: Db<CatalogTables>,
  wanted: Pick<GuideRow, 'slug' | 'language'>,
): Promise<GuideView> {
  const guide = await findGuide(tx, wanted)
  if (!guide) throw new NotFound('guide')
  return { guide, works: await listWorks(tx, guide.cited), baseUrl }
}
