import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayReadDrafts } from '../policy.ts'
import { listReviewers } from '../reads/draft-reviews.ts'
import { listAuthorRows } from '../reads/drafts.ts'
import type { CatalogTables } from '../tables.ts'
import { type Colleague, colleaguesWith } from './colleagues.ts'

export interface DraftAuthors {
  readonly authors: readonly (Colleague & { readonly wrote: boolean })[]
  /** Who may be asked in. */
  readonly colleagues: readonly Colleague[]
}

/** Who writes a draft, and who could. */
export async function draftAuthors(
  ctx: Ctx<AccountTables & CatalogTables & OrganizationTables>,
  draftId: string,
): Promise<DraftAuthors> {
  insist(mayReadDrafts(ctx.actor))
  return ctx.transact(async (tx) => {
    const rows = await listAuthorRows(tx, ctx.scope, draftId)
    const ids = rows.map(({ personId }) => personId)
    const names = await namesOf(tx, ids)
    const reviewers = await listReviewers(tx, ctx.scope, draftId)
    return {
      authors: rows.map(({ personId: id, wroteAt }) => ({ id, name: names.get(id) || '–', wrote: wroteAt !== null })),
      colleagues: await colleaguesWith(ctx, tx, { roles: ['author'], without: [...ids, ...reviewers] }),
    }
  })
}
