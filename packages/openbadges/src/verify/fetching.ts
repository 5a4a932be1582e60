import type { JsonObject } from '../json.ts'
import type { Canonicalizer, Clock, ContextSet, Crypto, Fetch, Fetched, KeyRecord, Need } from '../ports.ts'
import type { Report, VerifyOptions } from './report.ts'
import { verify } from './verify.ts'

/** Like the context of `verify`, with a guarded fetch and a clock in place of material and time. */
export interface FetchContext {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly crypto: Crypto
  readonly contexts: ContextSet
  readonly canonicalizer: Canonicalizer
  readonly trustedKeys?: readonly KeyRecord[]
  /** As `Material.known`. */
  readonly known?: ReadonlyMap<string, Date>
  readonly options?: VerifyOptions
}

const MAX_ROUNDS = 4
const MAX_DOCUMENTS = 20

/**
 * Verifies, fetches what the report needs, and verifies again: at most 4 rounds and 20 documents.
 * A fetch that rejects counts as not reachable; contexts and schemas are never fetched.
 */
export async function verifyWithFetch(input: Uint8Array | string | JsonObject, context: FetchContext): Promise<Report> {
  const documents = new Map<string, Fetched>()
  const { fetch: ask, clock, trustedKeys, known, ...rest } = context
  const material = { documents, ...(trustedKeys ? { trustedKeys } : {}), ...(known ? { known } : {}) }
  const judge = () => verify(input, { ...rest, material, now: clock() })
  let report = await judge()
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const wanted = report.needs.slice(0, MAX_DOCUMENTS - documents.size)
    if (wanted.length === 0) break
    for (const fetched of await Promise.all(wanted.map((need) => attempt(need, ask, clock))))
      documents.set(fetched.url, fetched)
    report = await judge()
  }
  return report
}

async function attempt(need: Need, ask: Fetch, clock: Clock): Promise<Fetched> {
  try {
    return { ...(await ask(need)), url: need.url }
  } catch {
    return { url: need.url, status: 0, mediaType: '', body: new Uint8Array(), at: clock() }
  }
}
