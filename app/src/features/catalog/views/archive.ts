import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayReadDrafts } from '../policy.ts'
import { listFilesBy } from '../reads/draft-codes.ts'
import type { DraftContent } from '../rules/draft.ts'
import type { CatalogTables } from '../tables.ts'

const AT_ONCE = 50

/** All that the own organization has published, or the starter catalogue, as files: read on while they are taken. */
export function filesOf(ctx: Ctx<CatalogTables>, whose: 'own' | 'starter'): AsyncIterable<DraftContent> {
  insist(mayReadDrafts(ctx.actor))
  return everyFile(ctx, whose === 'own' ? ctx.scope.tenantId : null)
}

/** Null: the starter catalogue. */
export async function* everyFile(ctx: Ctx<CatalogTables>, creatorId: string | null): AsyncGenerator<DraftContent> {
  let after: string | undefined = ''
  while (after !== undefined) {
    const from: string = after
    const files = await ctx.transact((tx) => listFilesBy(tx, creatorId, { after: from, most: AT_ONCE }))
    yield* files
    after = files.length < AT_ONCE ? undefined : files.at(-1)?.code
  }
}
