import { type Db, on } from '../../../platform/ctx.ts'
import type { Subscriber, UpdateRequest } from '../reads/updates.ts'
import type { NewsWords } from '../rules/news-words.ts'
import type { CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>

export async function insertRequest(db: Catalog, request: UpdateRequest): Promise<void> {
  await on(db).insertInto('updateRequest').values(request).execute()
}

/** Those that nobody confirmed in time: the address is not kept. */
export async function forgetRequests(db: Catalog, at: Date): Promise<void> {
  await on(db).deleteFrom('updateRequest').where('expiresAt', '<=', at).execute()
}

export async function deleteRequestsOf(db: Catalog, email: string): Promise<void> {
  await on(db).deleteFrom('updateRequest').where('email', '=', email).execute()
}

/** Who confirms again keeps their link and what they heard; only the choice is new. */
export async function upsertSubscriber(db: Catalog, subscriber: Omit<Subscriber, 'lastWeek'>): Promise<string> {
  const { language, topics } = subscriber
  const { id } = await on(db)
    .insertInto('updateSubscriber')
    .values({ ...subscriber, lastWeek: null })
    .onConflict((conflict) => conflict.column('email').doUpdateSet({ language, topics }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateChoice(
  db: Catalog,
  { id, ...choice }: Pick<Subscriber, 'id' | 'language' | 'topics'>,
): Promise<void> {
  await on(db).updateTable('updateSubscriber').set(choice).where('id', '=', id).execute()
}

export async function updateHeard(
  db: Catalog,
  { id, ...heard }: { id: string; lastWeek: string; heardUntil: Date },
): Promise<void> {
  await on(db).updateTable('updateSubscriber').set(heard).where('id', '=', id).execute()
}

/** Gone with everything that was known of them; the id, when there was one. */
export async function deleteSubscriber(db: Catalog, tokenHash: Buffer): Promise<string | null> {
  const row = await on(db)
    .deleteFrom('updateSubscriber')
    .where('tokenHash', '=', tokenHash)
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

export async function deleteSubscriberByEmail(db: Catalog, email: string): Promise<void> {
  await on(db).deleteFrom('updateSubscriber').where('email', '=', email).execute()
  await deleteRequestsOf(db, email)
}

export async function insertNews(
  db: Catalog,
  { words, ...news }: { id: string; words: NewsWords; publishedAt: Date },
): Promise<void> {
  await on(db)
    .insertInto('siteNews')
    .values({ ...news, words: JSON.stringify(words) })
    .execute()
}

/** True when it stood until now. */
export async function withdrawNews(db: Catalog, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const row = await on(db)
    .updateTable('siteNews')
    .set({ withdrawnAt: at })
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
