import { type Db, on } from '../../../platform/ctx.ts'
import { listCodes } from '../../framework/reads.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import type { Known } from '../rules/lint.ts'
import type { CatalogTables, LintLists } from '../tables.ts'

/** What the linter compares with on this site, and the lists an author chooses from. */
export interface SiteKnown {
  readonly known: Known
  readonly lists: LintLists
}

const NOTHING: LintLists = { verbs: [], subjects: [], tags: [] }
let kept: { stamp: string; site: SiteKnown } | undefined

/** Read anew after an import only. */
export async function knownOf(db: Db<CatalogTables & FrameworkTables>): Promise<SiteKnown> {
  const state = await on(db).selectFrom('catalogState').select(['stamp', 'lists']).executeTakeFirst()
  const stamp = state?.stamp ?? ''
  if (kept?.stamp === stamp) return kept.site
  const lists = state?.lists ?? NOTHING
  const works = await on(db).selectFrom('bibliography').select(['key', 'verified']).execute()
  const known = {
    verbs: lists.verbs,
    subjects: new Set(lists.subjects),
    tags: new Set(lists.tags),
    bibliography: new Map(works.map(({ key, verified }) => [key, { verified }])),
    frameworks: await listCodes(db),
  }
  kept = { stamp, site: { known, lists } }
  return kept.site
}
