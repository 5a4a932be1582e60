import * as z from 'zod'
import { oneLine } from '../../../lib/one-line.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { keep, readKept, readKeptForUpdate } from '../../../platform/kept.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { textIn } from '../../../text.ts'
import {
  findSubscriberForUpdate,
  isSubscriber,
  listNewEntries,
  listNews,
  listSubscriberIds,
  type NewEntry,
  type NewsRow,
  type Subscriber,
} from '../reads/updates.ts'
import { wordsOf } from '../rules/news-words.ts'
import { digestWeek } from '../rules/updates.ts'
import type { CatalogTables } from '../tables.ts'
import { forgetRequests, updateHeard } from '../writes/updates.ts'
import { DIGEST } from './updates.ts'

type Tables = CatalogTables & LogTables
type World = Ctx<Tables>
const WEEK = 'updates.week'
const BATCH = 200
const MOST_TOLD = 30

/** Asked every few seconds; the first of a new week sends whoever writes the letters. */
export async function beginWeek(ctx: World): Promise<void> {
  const week = digestWeek(ctx.now())
  if ((await ctx.transact((tx) => readKept(tx, WEEK))) === week) return
  await ctx.transact(async (tx) => {
    if ((await readKeptForUpdate(tx, WEEK)) === week) return
    await keep(tx, WEEK, week)
    await post(ctx, tx, { kind: 'digests', body: { week } })
  })
}

/** One letter at most for each subscriber and week, however often this is begun; none where nothing is new. */
export async function writeDigests(ctx: World, { body }: { body: unknown }): Promise<void> {
  const { week } = z.object({ week: z.string() }).parse(body)
  const own = ctx.asSystem({ job: 'digests' })
  await own.transact((tx) => forgetRequests(tx, ctx.now()))
  let written = 0
  for (let after: string | null = null; ; ) {
    const ids: string[] = await own.transact((tx) => listSubscriberIds(tx, { after, limit: BATCH }))
    for (const id of ids) if (await own.transact((tx) => writeDigest(own, tx, { id, week }))) written++
    after = ids.at(-1) ?? null
    if (ids.length < BATCH) break
  }
  if (written > 0)
    await own.transact((tx) => append(own, tx, { type: 'updates.weekWritten', subjectId: week, body: { written } }))
}

async function writeDigest(ctx: World, tx: Db<Tables>, { id, week }: { id: string; week: string }): Promise<boolean> {
  const subscriber = await findSubscriberForUpdate(tx, id)
  if (!subscriber || subscriber.lastWeek === week) return false
  const { topics, heardUntil: since, language, email } = subscriber
  const entries = await listNewEntries(tx, {
    since,
    strands: topics.filter((topic) => topic !== 'news'),
    limit: MOST_TOLD,
  })
  const news = topics.includes('news') ? await listNews(tx, { since, limit: MOST_TOLD }) : []
  if (entries.length + news.length === 0) return false
  await updateHeard(tx, { id, lastWeek: week, heardUntil: ctx.now() })
  const values = {
    link: id,
    count: entries.length,
    news: news.length,
    told: toldOf(ctx, subscriber, { entries, news }),
  }
  await post(ctx, tx, {
    kind: 'digest',
    body: {
      ...{ toAddress: email, template: DIGEST, values, locale: language },
      ...{ path: '/updates/own/:token', leave: '/updates/own/:token/one-click' },
    },
  })
  return true
}

function toldOf(
  { baseUrl }: World,
  { language }: Subscriber,
  { entries, news }: { entries: readonly NewEntry[]; news: readonly NewsRow[] },
): string {
  const told = news.map((row) => {
    const { title, text } = wordsOf(row.words, language)
    return `${oneLine(title)}\n${linesOf(text).join('\n')}`
  })
  const fresh = entries.map(
    ({ title, strand, summary, slug }) =>
      `${oneLine(title)} (${textIn(language, `catalog.strand.${strand}`)})\n${oneLine(summary)}\n${baseUrl}/m/${slug}`,
  )
  return [...told, ...fresh].join('\n\n')
}

/** A letter that waited for the mail server while its receiver left is not sent any more. */
export async function stillHears(ctx: World, body: unknown): Promise<boolean> {
  const { values } = z.object({ values: z.object({ link: z.string() }) }).parse(body)
  return ctx.asSystem({ job: 'digests' }).transact((tx) => isSubscriber(tx, values.link))
}

/** What somebody wrote, without its empty lines. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
