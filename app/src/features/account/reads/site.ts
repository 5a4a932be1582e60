import * as z from 'zod'
import type { Db } from '../../../platform/ctx.ts'
import { readKept } from '../../../platform/kept.ts'

/** What the set-up asked about the site as a whole. */
export const SiteFacts = z.object({
  name: z.string(),
  locale: z.enum(['en', 'es']),
  timeZone: z.string(),
})
export type SiteFacts = z.infer<typeof SiteFacts>
export const SITE = 'site'

export async function findSite<T>(db: Db<T>): Promise<SiteFacts | null> {
  const read = SiteFacts.safeParse(await readKept(db, SITE))
  return read.success ? read.data : null
}
