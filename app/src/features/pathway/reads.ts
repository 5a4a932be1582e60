import { type Selectable, sql } from 'kysely'
import { type Db, on } from '../../platform/ctx.ts'
import type { PathwayTables } from './tables.ts'

export type Stack = Selectable<PathwayTables['stack']>

/** Every stack in the order of its file. */
export async function listStacks(db: Db<PathwayTables>): Promise<Stack[]> {
  return on(db).selectFrom('stack').selectAll().orderBy('place').execute()
}

/** Those that one micro-credential belongs to. */
export async function listStacksWith(db: Db<PathwayTables>, achievementId: string): Promise<Stack[]> {
  const member = JSON.stringify([{ achievementId }])
  return on(db)
    .selectFrom('stack')
    .selectAll()
    .where(sql<boolean>`rule -> 'members' @> ${member}::jsonb`)
    .orderBy('place')
    .execute()
}

export async function findStack(db: Db<PathwayTables>, slug: string): Promise<Stack | undefined> {
  return on(db).selectFrom('stack').selectAll().where('slug', '=', slug).executeTakeFirst()
}
