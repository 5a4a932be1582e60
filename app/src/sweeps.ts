import { sql } from 'kysely'
import type { Tables } from './database.ts'
import { beginWeek } from './features/catalog/actions/digest.ts'
import { endUnfit } from './features/catalog/actions/end-exemplar.ts'
import { beginLook } from './features/catalog/actions/look-at-links.ts'
import type { ExemplarEnd } from './features/catalog/rules/exemplar.ts'
import { renewLists } from './features/credential/actions/status.ts'
import { runsSince } from './features/growth/actions/suggestions.ts'
import { endOverdueKey, rotateKey } from './features/organization/actions/keys.ts'
import { SETTINGS } from './features/organization/rules/settings.ts'
import { Conflict } from './lib/refusal.ts'
import { contextFor, type Installation, system } from './platform/installation.ts'
import { retain } from './retention.ts'

const DAY = 24 * 3_600_000

/** What must happen although nobody asks: run every ten seconds, each cheap when there is nothing to do. */
export function sweepsOf(home: Installation<Tables>): readonly (() => Promise<void>)[] {
  return [
    () => renewStatusLists(home),
    () => endKeys(home),
    () => changeOldKeys(home),
    () => forgetExpired(home),
    () => retain(home),
    () => tellNews(home),
    () => beginLook(asSite(home, 'links')),
    () => endUnfitExemplars(home),
  ]
}

async function renewStatusLists(home: Installation<Tables>): Promise<void> {
  const older = new Date(home.ports.now().getTime() - DAY)
  const { rows } = await sql<{
    tenantId: string
  }>`select distinct tenant_id from sec.lists_older_than(${older})`.execute(home.db.kysely)
  for (const { tenantId } of rows) {
    // One organization whose key does not open holds nobody else up.
    await renewLists(within(home, tenantId, 'renew-status'), older).catch((error: unknown) =>
      home.logger.error('status list not renewed', { tenantId, err: error }),
    )
  }
}

/** A key whose time is over loses its private part, as soon as nothing waits for its signature. */
export async function endKeys(home: Installation<Tables>): Promise<void> {
  const { rows } = await sql<{ tenantId: string; id: string }>`
    select tenant_id, id from sec.keys_over(${home.ports.now()})`.execute(home.db.kysely)
  for (const { tenantId, id } of rows)
    await endOverdueKey(within(home, tenantId, 'end-key'), { id }).catch((error: unknown) =>
      home.logger.error('key not ended', { tenantId, err: error }),
    )
}

/** What is as old as the organization allows is followed by a new key. */
export async function changeOldKeys(home: Installation<Tables>): Promise<void> {
  const { rows } = await sql<{ tenantId: string; purpose: 'award' | 'status' }>`
    select tenant_id, purpose from sec.keys_old(${home.ports.now()}, ${SETTINGS['keys.days'].standard})`.execute(
    home.db.kysely,
  )
  for (const { tenantId, purpose } of rows)
    await rotateKey(within(home, tenantId, 'change-key'), { purpose }).catch((error: unknown) => {
      // Without its master key a site makes nothing, and says so at each start; with too many keys the present one stays.
      if (!(error instanceof Conflict)) home.logger.error('key not changed', { tenantId, err: error })
    })
}

/** Capabilities and counters live for minutes, what was suggested for longer; their rows go when they are over. */
async function forgetExpired(home: Installation<Tables>): Promise<void> {
  const now = home.ports.now()
  await sql`select sec.forget_expired(${now})`.execute(home.db.kysely)
  await sql`select sec.forget_suggestion_runs(${runsSince(now)})`.execute(home.db.kysely)
}

/** Once a week, whoever asked hears by mail what is new. */
async function tellNews(home: Installation<Tables>): Promise<void> {
  await beginWeek(asSite(home, 'tell-news'))
}

function within(home: Installation<Tables>, tenantId: string, job: string) {
  return contextFor(home, {
    ...{ tenantId, personId: null, actor: system(job) },
    ...{ locale: 'en', timeZone: 'UTC', requestId: 'sweep', sessionId: null },
  })
}

function asSite(home: Installation<Tables>, job: string) {
  return contextFor(home, {
    ...{ tenantId: null, personId: null, actor: system(job) },
    ...{ locale: 'en', timeZone: 'UTC', requestId: 'sweep', sessionId: null },
  })
}

const MOST_UNFIT = 100

/** What lost its ground is shown nowhere already; here it ends, and its copy goes. */
async function endUnfitExemplars(home: Installation<Tables>): Promise<void> {
  const { rows } = await sql<{ tenantId: string; personId: string; id: string; because: ExemplarEnd }>`
    select tenant_id, person_id, id, because from sec.exemplars_unfit(${home.ports.now()}, ${MOST_UNFIT})`.execute(
    home.db.kysely,
  )
  for (const { tenantId, personId, id, because } of rows) {
    const actor = system('end-exemplar')
    const more = { locale: 'en', timeZone: 'UTC', requestId: 'sweep', sessionId: null } as const
    await endUnfit(contextFor(home, { tenantId, personId, actor, ...more }), { id, because })
  }
}
