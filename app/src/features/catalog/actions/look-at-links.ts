import type { Ctx } from '../../../platform/ctx.ts'
import { keep, readKept, readKeptForUpdate } from '../../../platform/kept.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { FetchRefused } from '../../../platform/safe-fetch.ts'
import { type LinkDue, listLinksDue } from '../reads/links.ts'
import { afterLook, FORGET_AFTER_MS, type Heard, isCutOff, LOOK_EVERY_MS, openingOf } from '../rules/links.ts'
import type { CatalogTables } from '../tables.ts'
import { deleteLinksBefore, upsertLink } from '../writes/links.ts'

type World = Ctx<CatalogTables & LogTables>
const HOUR = 'links.hour'
const LIMITS = { accept: '*/*', maxBytes: 65_536, timeoutMs: 10_000, redirects: 5 }

/** Asked every few seconds; the first of a new hour sends whoever looks. A site that is tried at home asks nobody. */
export async function beginLook(ctx: World): Promise<void> {
  if (ctx.settings.loopback) return
  const hour = ctx.now().toISOString().slice(0, 13)
  if ((await ctx.transact((tx) => readKept(tx, HOUR))) === hour) return
  await ctx.transact(async (tx) => {
    if ((await readKeptForUpdate(tx, HOUR)) === hour) return
    await keep(tx, HOUR, hour)
    await post(ctx, tx, { kind: 'links', body: {} })
  })
}

/** Opens the addresses that were not opened for the longest time, and writes down which do not. */
export async function lookAtLinks(ctx: World): Promise<void> {
  const own = ctx.asSystem({ job: 'links' })
  const at = ctx.now()
  const due = await own.transact((tx) => listLinksDue(tx, new Date(at.getTime() - LOOK_EVERY_MS)))
  const heard = await Promise.all(due.map(({ url }) => hear(ctx, url)))
  if (due.length === 0 || isCutOff(heard)) return
  await own.transact(async (tx) => {
    const after = due.map((link, place) => stateAfter(link, { heard: heard[place], at }))
    for (const link of after) await upsertLink(tx, { ...link, at })
    await deleteLinksBefore(tx, new Date(at.getTime() - FORGET_AFTER_MS))
    const closed = after.filter(({ failures }) => failures > 0).map(({ url, failures }) => ({ url, failures }))
    if (closed.length > 0)
      await append(own, tx, { type: 'catalog.linksClosed', subjectId: at.toISOString(), body: { closed } })
  })
}

function stateAfter(link: LinkDue, { heard, at }: { heard: Heard | undefined; at: Date }) {
  return { url: link.url, ...afterLook(link, heard ? openingOf(heard) : 'unsure', at) }
}

async function hear(ctx: World, url: string): Promise<Heard> {
  try {
    const { status } = await ctx.fetch(url, LIMITS)
    return { status }
  } catch (error) {
    if (!(error instanceof FetchRefused)) throw error
    return { refused: error.because }
  }
}
