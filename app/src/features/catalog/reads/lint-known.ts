import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import { closedAmong } from '../../framework/reads/closed-runs.ts'
import { listCodes } from '../../framework/reads.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import type { DraftContent } from '../rules/draft.ts'
import type { Known } from '../rules/lint.ts'
import { runsOf } from '../rules/lint-closed.ts'
import type { CatalogTables, LintLists } from '../tables.ts'
import { findBefore } from './prerequisites.ts'
import { listTaken } from './published.ts'

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

/** The same for one draft: what closed frameworks of this site say that it says too, what may come before it, what is taken. */
export async function knownFor(
  db: Db<CatalogTables & FrameworkTables>,
  scope: TenantScope,
  draft: { content: DraftContent; achievementId: string | null },
): Promise<SiteKnown> {
  const site = await knownOf(db)
  const closed = await closedAmong(db, () => runsOf(draft.content))
  const before = draft.content.prerequisites?.length ? await findBefore(db, scope, draft) : undefined
  const [taken] = await listTaken(db, scope, [{ ...draft.content, achievementId: draft.achievementId }])
  const known = {
    ...site.known,
    ...(taken && { taken }),
    ...(closed.size > 0 && { isClosedText: (run: string) => closed.has(run) }),
    ...(before && { before }),
  }
  return { ...site, known }
}
