import type { Selectable } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>
export type UpdateRequest = Selectable<CatalogTables['updateRequest']>
export type Subscriber = Selectable<CatalogTables['updateSubscriber']>
export type NewsRow = Selectable<CatalogTables['siteNews']>

/** One that can still be confirmed. */
export async function findRequest(
  db: Catalog,
  { tokenHash, at }: { tokenHash: Buffer; at: Date },
): Promise<UpdateRequest | undefined> {
  return on(db)
    .selectFrom('updateRequest')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', at)
    .executeTakeFirst()
}

export async function findSubscriber(db: Catalog, tokenHash: Buffer): Promise<Subscriber | undefined> {
  return on(db).selectFrom('updateSubscriber').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()
}

/** And nobody writes to them meanwhile. */
export async function findSubscriberForUpdate(db: Catalog, id: string): Promise<Subscriber | undefined> {
  return on(db).selectFrom('updateSubscriber').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function isSubscriber(db: Catalog, id: string): Promise<boolean> {
  const row = await on(db).selectFrom('updateSubscriber').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** Some of them, in an order that goes on after the last. */
export async function listSubscriberIds(
  db: Catalog,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const query = on(db).selectFrom('updateSubscriber').select('id').orderBy('id').limit(limit)
  const rows = await (after === null ? query : query.where('id', '>', after)).execute()
  return rows.map(({ id }) => id)
}

export interface NewEntry {
  readonly id: string
  readonly slug: string
  readonly strand: string
  readonly title: string
  readonly summary: string
  readonly language: string
  readonly since: Date
}

/** Micro-credentials by the day on which they joined the catalogue, the newest first. */
export async function listNewEntries(
  db: Catalog,
  { since, strands, limit }: { since?: Date; strands?: readonly string[] | undefined; limit: number },
): Promise<NewEntry[]> {
  if (strands?.length === 0) return []
  let query = on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['a.id', 'a.slug', 'a.strand', 'v.title', 'v.summary', 'v.language', 'a.createdAt as since'])
    .where('a.visibility', '=', 'public')
    .where('v.retiredAt', 'is', null)
  if (since) query = query.where('a.createdAt', '>', since)
  if (strands) query = query.where('a.strand', 'in', [...strands])
  return query.orderBy('a.createdAt', 'desc').orderBy('a.id').limit(limit).execute()
}

export async function listNews(db: Catalog, { since, limit }: { since?: Date; limit: number }): Promise<NewsRow[]> {
  let query = on(db).selectFrom('siteNews').selectAll().where('withdrawnAt', 'is', null)
  if (since) query = query.where('publishedAt', '>', since)
  return query.orderBy('publishedAt', 'desc').orderBy('id').limit(limit).execute()
}

/** What these addresses asked for, without the link that changes it. */
export async function listChoicesOf(
  db: Catalog,
  emails: readonly string[],
): Promise<Pick<Subscriber, 'email' | 'language' | 'topics' | 'confirmedAt'>[]> {
  if (emails.length === 0) return []
  return on(db)
    .selectFrom('updateSubscriber')
    .select(['email', 'language', 'topics', 'confirmedAt'])
    .where('email', 'in', [...emails])
    .orderBy('confirmedAt')
    .execute()
}
