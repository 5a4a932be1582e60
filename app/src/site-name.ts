import type { Tables } from './database.ts'
import { findSite } from './features/account/reads/site.ts'
import type { Installation } from './platform/installation.ts'

const EVERY_MS = 20_000

/** A site of several processes is renamed in one of them: the others read the name again before long, and no request waits for it. */
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
