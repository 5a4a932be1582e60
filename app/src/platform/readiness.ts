import { sql } from 'kysely'
import type { Installation } from './installation.ts'

/** What /readyz asks: a database that writes, a store that keeps, nobody draining. */
export function readiness<T>(
  home: Installation<T>,
  draining: () => boolean,
): () => Promise<{ ready: boolean; failing: readonly string[] }> {
  const checks: Record<string, () => Promise<unknown>> = {
    draining: () => (draining() ? Promise.reject(new Error('draining')) : Promise.resolve()),
    database: () => home.db.kysely.transaction().execute((tx) => sql`select sec.tenant(), txid_current()`.execute(tx)),
    evidence: () => home.ports.blobs.probe(),
  }
  return async () => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => ((await passes(check)) ? null : name)),
    )
    const failing = results.filter((name): name is string => name !== null)
    return { ready: failing.length === 0, failing }
  }
}

async function passes(check: () => Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 1_000).unref())
  return Promise.race([
    check().then(
      () => true,
      () => false,
    ),
    late,
  ])
}
