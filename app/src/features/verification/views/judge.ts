import type { Fetched, Need, Report, VerifyOptions } from '@cairn/openbadges'
import type { Ctx } from '../../../platform/ctx.ts'
import { FetchRefused } from '../../../platform/safe-fetch.ts'
import { rememberLists } from '../actions/remember-lists.ts'
import { newestSeen } from '../reads.ts'
import { isPlainAddress, olderThanKnown } from '../rules/lists.ts'
import { isOwn } from '../rules/own.ts'
import { documentFor, keep, keptAt, keysOf, type VerifyWorld } from './documents.ts'

const MOST_ROUNDS = 4
const MOST_DOCUMENTS = 20

/** Judges, fetches what the report asks for, judges again; every judging within its own limit of time. */
export async function judgeGiven(
  ctx: Ctx<VerifyWorld>,
  input: Uint8Array | string,
  options: VerifyOptions,
): Promise<Report> {
  // By name alone, so that the build gives it a file of its own: the thread that judges loads that file and no other.
  const { judge } = await import('../../../platform/verify-worker.ts')
  const documents = new Map<string, Fetched>()
  const known = new Map<string, Date>()
  const given = { input, documents, known, options, patienceMs: ctx.settings.judgingMs }
  const first = await judge({ ...given, trustedKeys: [], now: ctx.now() })
  const trustedKeys = await keysOf(ctx, first.claims?.issuer.id)
  const ask = () => judge({ ...given, trustedKeys, now: ctx.now() })
  let report = trustedKeys.length > 0 ? await ask() : first
  for (let round = 0; round < MOST_ROUNDS && report.needs.length > 0; round++) {
    const wanted = report.needs.filter(({ url }) => !documents.has(url)).slice(0, MOST_DOCUMENTS - documents.size)
    if (wanted.length === 0) break
    await Promise.all(wanted.map(async (need) => documents.set(need.url, await fetched(ctx, need))))
    for (const [url, from] of await seenBefore(ctx, wanted)) known.set(url, from)
    report = await ask()
  }
  return (await listsRead(ctx, report, { documents, known })) ? ask() : report
}

/** From when the lists hold that were seen at these addresses before. */
async function seenBefore(ctx: Ctx<VerifyWorld>, wanted: readonly Need[]): Promise<ReadonlyMap<string, Date>> {
  const urls = wanted.filter(({ kind, url }) => kind === 'statusList' && isOthers(ctx, url)).map(({ url }) => url)
  return urls.length > 0
    ? ctx.asSystem({ job: 'verify' }).transact((tx) => newestSeen(tx, urls))
    : new Map<string, Date>()
}

/** Lists of this site are read where they were signed: nobody stands between. */
function isOthers({ baseUrl }: Ctx<VerifyWorld>, url: string): boolean {
  return isPlainAddress(url) && !isOwn(baseUrl, url)
}

interface Gathered {
  readonly documents: Map<string, Fetched>
  readonly known: ReadonlyMap<string, Date>
}

/** Remembers what held. True: in place of an older list the newer one lies ready, which is still at hand. */
async function listsRead(ctx: Ctx<VerifyWorld>, report: Report, { documents, known }: Gathered): Promise<boolean> {
  const held = new Map([...(report.statusLists ?? [])].filter(([url]) => isOthers(ctx, url)))
  for (const url of held.keys()) {
    const list = documents.get(url)
    if (list) keep(list)
  }
  // What this process remembers was not sent by anybody now: it may be older than what another process saw.
  const older = olderThanKnown(report, known).filter((url) => keptAt(url) !== documents.get(url))
  // A list that is known as it came is not written again: a look leaves nothing behind.
  const fresh = new Map([...held].filter(([url, from]) => from.getTime() > (known.get(url)?.getTime() ?? 0)))
  await rememberLists(ctx, { newer: fresh, older })
  const newer = older.flatMap((url) => keptAt(url) ?? [])
  for (const list of newer) documents.set(list.url, list)
  return newer.length > 0
}

async function fetched(ctx: Ctx<VerifyWorld>, need: Need): Promise<Fetched> {
  try {
    return await documentFor(ctx, need)
  } catch (error) {
    if (!(error instanceof FetchRefused)) throw error
    return { url: need.url, status: 0, mediaType: '', body: new Uint8Array(), at: ctx.now() }
  }
}
