import { type Db, on } from '../../../platform/ctx.ts'
import type { Example } from '../rules/example-file.ts'
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
