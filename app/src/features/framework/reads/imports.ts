import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { FrameworkTables } from '../tables.ts'

/** What was handed over and waits for somebody's yes. */
export async function listWaiting(db: Db<FrameworkTables>, scope: TenantScope) {
  return on(db)
    .selectFrom('frameworkImport')
    .select(['id', 'name', 'createdAt'])
    .where('tenantId', '=', scope.tenantId)
    .orderBy('id')
    .execute()
}

export async function getImport(db: Db<FrameworkTables>, scope: TenantScope, id: string) {
  const found = await on(db)
    .selectFrom('frameworkImport')
    .select(['id', 'name', 'source', 'facts', 'columns', 'createdAt'])
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new NotFound('import')
  return found
}
export type WaitingImport = Awaited<ReturnType<typeof getImport>>
