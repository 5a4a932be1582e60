import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { Searched } from '../rules/translation.ts'
import type { CatalogTables } from '../tables.ts'

export interface ToRemix {
  readonly code: string
  readonly slug: string
  readonly version: string
  readonly title: string
}

/** Entries of the starter catalogue to begin from: of different strands, those with the smallest first step. */
export async function listToRemix(db: Db<CatalogTables>, most: number, language: Searched): Promise<ToRemix[]> {
  const { rows } = await sql<ToRemix>`
    select code, slug, version, title from (
      select distinct on (a.strand) a.code, a.slug, v.version, coalesce(t.title, v.title) as title,
        (v.content -> 'effort' ->> 'firstStepMinutes')::int as minutes
      from achievement a join achievement_version v on v.id = a.current_version_id
        left join achievement_translation t on t.achievement_version_id = v.id and t.language = ${language}
      where a.creator_id is null and a.visibility = 'public' and v.retired_at is null
        and v.content ->> 'license' <> 'LicenseRef-AllRightsReserved'
      order by a.strand, minutes, a.code) smallest
    order by minutes, code limit ${most}`.execute(on(db))
  return rows
}
