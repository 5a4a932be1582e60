import type { Selectable } from 'kysely'
import { type Db, on } from '../../platform/ctx.ts'
import type { PathwayTables } from './tables.ts'

export type Stack = Selectable<PathwayTables['stack']>

/** Every stack in the order of its file. */
export async function listStacks(db: Db<PathwayTables>): Promise<Stack[]> {
  return on(db).selectFrom('stack').selectAll().orderBy('place').execute()
}

export async function findStack(db: Db<PathwayTables>, slug: string): Promise<Stack | undefined> {
  return on(db).selectFrom('stack').selectAll().where('slug', '=', slug).executeTakeFirst()
}
