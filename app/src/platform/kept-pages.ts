import { sql } from 'kysely'
import { together } from '../lib/together.ts'
import type { Database } from './db.ts'
import { type Part, partsOf } from './page-parts.ts'
import type { Redirect } from './route.ts'

export type KeptPage = Redirect | readonly Part[]

interface Entry {
  readonly state: string
  readonly at: number
  readonly page: KeptPage
  readonly size: number
}
export interface Made {
  readonly page: Redirect | string
  /** False: a part of it failed or was too slow; it is shown and not kept. */
  readonly whole: boolean
}

const FRESH_MS = 60_000
const MOST_CHARACTERS = 8_000_000

/** Told what the site is called, as it is written, before any page of a state that knows it is made. */
export type Hear = (site: unknown) => void

/**
 * Pages that are the same for everybody without a session, made once for each state of the database.
 * The state is the server's own snapshot: any commit changes it for ever, so an equal snapshot means equal data.
 * What depends on the hour as well is made again after a minute.
 */
export function keepPages<T>(db: Database<T>, hear: Hear) {
  const kept = new Map<string, Entry>()
  const underWay = new Map<string, Promise<KeptPage>>()
  const stateNow = together(snapshotOf(db, hear))
  let characters = 0

  function forget(key: string): void {
    characters -= kept.get(key)?.size ?? 0
    kept.delete(key)
  }

  function keep(key: string, entry: Entry): void {
    forget(key)
    kept.set(key, entry)
    characters += entry.size
    while (characters > MOST_CHARACTERS) forget(kept.keys().next().value ?? '')
  }

  async function make(key: string, at: Omit<Entry, 'page' | 'size'>, work: () => Promise<Made>): Promise<KeptPage> {
    const { page, whole } = await work()
    const parted = typeof page === 'string' ? partsOf(page) : page
    if (whole) keep(key, { ...at, page: parted, size: key.length + (typeof page === 'string' ? page.length : 0) })
    return parted
  }

  /** Those who come while it is made in this state wait for the same one. */
  return async (key: string, now: Date, work: () => Promise<Made>): Promise<KeptPage> => {
    const state = await stateNow()
    const known = kept.get(key)
    if (known?.state === state && Math.abs(now.getTime() - known.at) < FRESH_MS) return known.page
    const name = `${state} ${key}`
    const making =
      underWay.get(name) ??
      make(key, { state, at: now.getTime() }, work).finally(() => {
        underWay.delete(name)
      })
    underWay.set(name, making)
    return making
  }
}
export type KeepPages = ReturnType<typeof keepPages>

function snapshotOf<T>(db: Database<T>, hear: Hear): () => Promise<string> {
  let last: string | undefined
  return async () => {
    const { rows } = await sql<{ state: string; site: unknown }>`
      select pg_current_snapshot()::text as state, sec.site_facts() as site
    `.execute(db.kysely)
    const { state = '', site = null } = rows[0] ?? {}
    const now = JSON.stringify(site)
    if (now !== last) hear(site)
    last = now
    return state
  }
}
