import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { Example } from '../rules/example-file.ts'
import type { Portfolio, ScoringKey } from '../rules/scoring-file.ts'
import type { Searched } from '../rules/translation.ts'
import type { CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>

export interface Examples {
  readonly digest: string
  readonly criteria: Readonly<Record<string, Example>>
}

/** Constructed examples of one version of a starter entry. */
export async function findExamples(
  db: Catalog,
  { code, version }: { code: string; version: string },
): Promise<Examples | undefined> {
  return on(db)
    .selectFrom('achievementExample')
    .select(['digest', 'criteria'])
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()
}

export interface SetLine {
  readonly code: string
  readonly versionId: string
  readonly title: string
}
export interface SetOf extends SetLine {
  readonly portfolios: readonly Portfolio[]
}

function sets(db: Catalog, language: Searched) {
  return on(db)
    .selectFrom('scoringSet as s')
    .innerJoin('achievement as a', (join) => join.onRef('a.code', '=', 's.code').on('a.creatorId', 'is', null))
    .innerJoin('achievementVersion as v', (join) =>
      join.onRef('v.achievementId', '=', 'a.id').onRef('v.version', '=', 's.version'),
    )
    .leftJoin('achievementTranslation as t', (join) =>
      join.onRef('t.achievementVersionId', '=', 'v.id').on('t.language', '=', language),
    )
    .select(['s.code', 'v.id as versionId', sql<string>`coalesce(t.title, v.title)`.as('title')])
}

/** Every scoring set of the site, without a word of its portfolios. */
export async function listScoringSets(db: Catalog, language: Searched): Promise<SetLine[]> {
  return sets(db, language).orderBy('s.code').execute()
}

/** Six portfolios, never their levels. */
export async function findScoringSet(
  db: Catalog,
  { code, language }: { code: string; language: Searched },
): Promise<SetOf | undefined> {
  return sets(db, language).select('s.portfolios').where('s.code', '=', code).executeTakeFirst()
}

/** The levels by the authors of the set: for who keeps them. */
export async function findScoringKey(db: Catalog, code: string): Promise<ScoringKey['portfolios'] | undefined> {
  const row = await on(db).selectFrom('scoringKey').select('portfolios').where('code', '=', code).executeTakeFirst()
  return row?.portfolios
}
