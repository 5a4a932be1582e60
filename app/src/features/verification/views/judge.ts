import type { Fetched, Report, VerifyOptions } from '@cairn/openbadges'
import type { Ctx } from '../../../platform/ctx.ts'
import { FetchRefused } from '../../../platform/safe-fetch.ts'
import { documentFor, keysOf, type VerifyWorld } from './documents.ts'

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
  const given = { input, documents, options, patienceMs: ctx.settings.judgingMs }
  const first = await judge({ ...given, trustedKeys: [], now: ctx.now() })
  const trustedKeys = await keysOf(ctx, first.claims?.issuer.id)
  const ask = () => judge({ ...given, trustedKeys, now: ctx.now() })
  let report = trustedKeys.length > 0 ? await ask() : first
  for (let round = 0; round < MOST_ROUNDS && report.needs.length > 0; round++) {
    const wanted = report.needs.filter(({ url }) => !documents.has(url)).slice(0, MOST_DOCUMENTS - documents.size)
    if (wanted.length === 0) break
    await Promise.all(wanted.map(async (need) => documents.set(need.url, await fetched(ctx, need))))
    report = await ask()
  }
  return report
}

async function fetched(ctx: Ctx<VerifyWorld>, need: Parameters<typeof documentFor>[1]): Promise<Fetched> {
  try {
    return await documentFor(ctx, need)
  } catch (error) {
    if (!(error instanceof FetchRefused)) throw error
    return { url: need.url, status: 0, mediaType: '', body: new Uint8Array(), at: ctx.now() }
  }
}
