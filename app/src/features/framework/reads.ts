import { sql } from 'kysely'
import { NotFound } from '../../lib/refusal.ts'
import { type Db, on } from '../../platform/ctx.ts'
import type { Framework } from './model.ts'
import { type SpokenFramework, spoken } from './rules/translation.ts'
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

/** As a reader of this language sees it; what is signed or handed on is read by `findFramework`. */
export async function findSpoken(
  db: Db<FrameworkTables>,
  id: string,
  language: string,
): Promise<SpokenFramework | undefined> {
  const row = await on(db)
    .selectFrom('framework as f')
    .leftJoin('frameworkTranslation as t', (join) =>
      join.onRef('t.frameworkId', '=', 'f.id').on('t.language', '=', language),
    )
    .select(['f.body', 't.body as words'])
    .select(
      sql<string[]>`array(select language from framework_translation where framework_id = f.id order by 1)`.as(
        'translatedInto',
      ),
    )
    .where('f.id', '=', id)
    .executeTakeFirst()
  return row && spoken(row.body, { language, ...row })
}

export interface Named {
  readonly code: string
  /** In the language of the framework itself. */
  readonly label: string
  /** For readers of the language that was asked for, and the one it is in. */
  readonly shown: string
  readonly shownIn: string
}

/** Names of single competencies by code, of a framework whose text may be passed on. */
export async function listLabels(
  db: Db<FrameworkTables>,
  id: string,
  { codes, language }: { codes: readonly string[]; language: string },
): Promise<Map<string, Named>> {
  const { rows } = await sql<Named>`
    select c ->> 'code' as code, c ->> 'label' as label,
      coalesce(t.body #>> array['competencies', c ->> 'code', 'label'], c ->> 'label') as shown,
      coalesce(t.language, f.body ->> 'language') as "shownIn"
    from framework f
    left join framework_translation t on t.framework_id = f.id and t.language = ${language},
      jsonb_array_elements(f.body -> 'competencies') c
    where f.id = ${id} and f.redistributable and c ->> 'code' = any(${[...codes]}::text[])`.execute(on(db))
  return new Map(rows.map((row) => [row.code, row]))
}

/** Named as readers of this language know them. */
export async function listFrameworks(db: Db<FrameworkTables>, language: string) {
  return on(db)
    .selectFrom('framework as f')
    .leftJoin('frameworkTranslation as t', (join) =>
      join.onRef('t.frameworkId', '=', 'f.id').on('t.language', '=', language),
    )
    .select(['f.id', 'f.version', 'f.license', 'f.redistributable', 'f.importedAt'])
    .select([
      sql<string>`coalesce(t.body ->> 'title', f.title)`.as('title'),
      sql<string>`coalesce(t.language, f.body ->> 'language')`.as('language'),
    ])
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
