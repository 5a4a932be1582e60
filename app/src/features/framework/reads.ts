import { NotFound } from '../../lib/refusal.ts'
import { type Db, on } from '../../platform/ctx.ts'
import type { Framework } from './model.ts'
import type { FrameworkTables } from './tables.ts'

export async function findFramework(db: Db<FrameworkTables>, id: string): Promise<Framework | undefined> {
  const row = await on(db).selectFrom('framework').select('body').where('id', '=', id).executeTakeFirst()
  return row?.body
}

export async function getFramework(db: Db<FrameworkTables>, id: string): Promise<Framework> {
  const framework = await findFramework(db, id)
  if (!framework) throw new NotFound('framework')
  return framework
}

export async function listFrameworks(db: Db<FrameworkTables>): Promise<Omit<FrameworkTables['framework'], 'body'>[]> {
  return on(db)
    .selectFrom('framework')
    .select(['id', 'version', 'title', 'license', 'redistributable', 'importedAt'])
    .orderBy('title')
    .execute()
}
