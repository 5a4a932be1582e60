import { sql } from 'kysely'
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

/** Names of single competencies by code, of a framework whose text may be passed on. */
export async function listLabels(
  db: Db<FrameworkTables>,
  id: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; label: string }>`
    select c ->> 'code' as code, c ->> 'label' as label
    from framework f, jsonb_array_elements(f.body -> 'competencies') c
    where f.id = ${id} and f.redistributable and c ->> 'code' = any(${[...codes]}::text[])`.execute(on(db))
  return new Map(rows.map(({ code, label }) => [code, label]))
}

export async function listFrameworks(db: Db<FrameworkTables>): Promise<Omit<FrameworkTables['framework'], 'body'>[]> {
  return on(db)
    .selectFrom('framework')
    .select(['id', 'version', 'title', 'license', 'redistributable', 'importedAt'])
    .orderBy('title')
    .execute()
}

export interface OwnFramework {
  readonly body: Framework
  readonly importedAt: Date
}

/** Frameworks of the site itself, whole. */
export async function listOwn(db: Db<FrameworkTables>): Promise<OwnFramework[]> {
  return on(db).selectFrom('framework').select(['body', 'importedAt']).orderBy('id').execute()
}

export async function findOwn(db: Db<FrameworkTables>, id: string): Promise<OwnFramework | undefined> {
  return on(db).selectFrom('framework').select(['body', 'importedAt']).where('id', '=', id).executeTakeFirst()
}

/** Every code of every framework, for what asks whether one exists. */
export async function listCodes(db: Db<FrameworkTables>): Promise<Map<string, Set<string>>> {
  const { rows } = await sql<{ id: string; codes: string[] }>`
    select f.id, array_agg(c ->> 'code') as codes
    from framework f, jsonb_array_elements(f.body -> 'competencies') c group by f.id`.execute(on(db))
  return new Map(rows.map(({ id, codes }) => [id, new Set(codes)]))
}
