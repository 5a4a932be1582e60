import type { Tables } from './database.ts'
import { findSite, SiteFacts } from './features/account/reads/site.ts'
import type { Installation } from './platform/installation.ts'
import type { Naming } from './platform/naming.ts'

/** What the set-up wrote of the site, as it was found. */
export function callSite(naming: Naming, written: unknown): void {
  const site = SiteFacts.safeParse(written)
  if (site.success) naming.rename(site.data.name)
}

const EVERY_MS = 20_000

/** A site of several processes is renamed in one of them: the others read the name again before long, and no request waits for it. Pages kept for everybody hear of it at once (server.ts). */
export function watchSiteName({ db, ports, logger }: Installation<Tables>, everyMs = EVERY_MS): () => void {
  let reading = false
  const timer = setInterval(async () => {
    if (reading) return
    reading = true
    try {
      const site = await db.enter({ tenantId: null, personId: null }, findSite)
      if (site) ports.naming.rename(site.name)
    } catch (error) {
      logger.warn('the name of the site could not be read', { err: error })
    } finally {
      reading = false
    }
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
