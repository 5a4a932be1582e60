import { Conflict, insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { mayAnnounce } from '../policy.ts'
import type { PublishNews } from '../rules/update-inputs.ts'
import type { CatalogTables } from '../tables.ts'
import { insertNews, withdrawNews } from '../writes/updates.ts'

type World = Ctx<CatalogTables & LogTables>

/** Said to everybody, and to those who asked in their next weekly letter. */
export async function publishNews(ctx: World, words: PublishNews): Promise<void> {
  insist(mayAnnounce(ctx.actor))
  await ctx.transact(async (tx) => {
    const id = ctx.newId()
    const said = Object.fromEntries(Object.entries(words).filter(([, { title }]) => title !== ''))
    await insertNews(tx, { id, words: said, publishedAt: ctx.now() })
    await append(ctx, tx, { type: 'news.published', subjectId: id, body: { languages: Object.keys(said) } })
  })
}

export async function takeBackNews(ctx: World, id: string): Promise<void> {
  insist(mayAnnounce(ctx.actor))
  await ctx.transact(async (tx) => {
    if (!(await withdrawNews(tx, { id, at: ctx.now() }))) throw new Conflict('news-gone')
    await append(ctx, tx, { type: 'news.withdrawn', subjectId: id, body: {} })
  })
}
