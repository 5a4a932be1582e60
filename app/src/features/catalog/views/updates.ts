import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { hashToken } from '../../../platform/session.ts'
import { mayAnnounce } from '../policy.ts'
import {
  findRequest,
  findSubscriber,
  listNewEntries,
  listNews,
  type NewEntry,
  type NewsRow,
  type Subscriber,
} from '../reads/updates.ts'
import { maySubscribe } from '../rules/updates.ts'
import type { CatalogTables } from '../tables.ts'

type World = Ctx<CatalogTables>
const SHOWN = 12
const FED = 50

export interface UpdatesView {
  readonly entries: readonly NewEntry[]
  readonly news: readonly NewsRow[]
  readonly mail: boolean
}

/** What joined last and what the site says, for everybody. */
export async function updatesPage(ctx: World): Promise<UpdatesView> {
  const entries = await ctx.transact((tx) => listNewEntries(tx, { limit: SHOWN }))
  const news = await ctx.asSystem({ job: 'updates' }).transact((tx) => listNews(tx, { limit: SHOWN }))
  return { entries, news, mail: maySubscribe(ctx.settings).ok }
}

/** The same for feed readers: all of it, or one strand without news. */
export async function updatesFeed(ctx: World, strand: string | undefined): Promise<Omit<UpdatesView, 'mail'>> {
  const entries = await ctx.transact((tx) => listNewEntries(tx, { strands: strand ? [strand] : undefined, limit: FED }))
  if (strand) return { entries, news: [] }
  return { entries, news: await ctx.asSystem({ job: 'updates' }).transact((tx) => listNews(tx, { limit: FED })) }
}

/** Whether the link of a letter can still be pressed, and for what. */
export async function confirmPage(ctx: World, token: string): Promise<{ topics: readonly string[] | null }> {
  const at = ctx.now()
  const request = await ctx
    .asSystem({ job: 'updates' })
    .transact((tx) => findRequest(tx, { tokenHash: hashToken(token), at }))
  return { topics: request?.topics ?? null }
}

export async function ownUpdates(ctx: World, token: string): Promise<Subscriber> {
  const own = await ctx.asSystem({ job: 'updates' }).transact((tx) => findSubscriber(tx, hashToken(token)))
  if (!own) throw new NotFound('subscriber')
  return own
}

export async function newsPage(ctx: World): Promise<{ news: readonly NewsRow[] }> {
  insist(mayAnnounce(ctx.actor))
  return { news: await ctx.transact((tx) => listNews(tx, { limit: FED })) }
}
