import { type Db, on } from '../../../platform/ctx.ts'
import type { ExampleFile } from '../rules/example-file.ts'
import type { ScoringSet } from '../rules/scoring-file.ts'
import type { CatalogTables } from '../tables.ts'

type Kept<T> = T & { readonly digest: string }

/** As the owner of the database only: the import at start. These and no others. */
export async function replaceExamples(db: Db<CatalogTables>, files: readonly Kept<ExampleFile>[]): Promise<void> {
  const rows = files.map(({ code, version, criteria, digest }) => ({
    ...{ code, version, digest },
    criteria: JSON.stringify(criteria),
  }))
  await on(db)
    .transaction()
    .execute(async (tx) => {
      await tx.deleteFrom('achievementExample').execute()
      if (rows.length > 0) await tx.insertInto('achievementExample').values(rows).execute()
    })
}

/** Portfolios and levels lie apart, so that who asks for the one never has the other in hand. */
export async function replaceScoringSets(db: Db<CatalogTables>, sets: readonly Kept<ScoringSet>[]): Promise<void> {
  const rows = sets.map(({ code, version, portfolios, digest }) => ({
    ...{ code, version, digest },
    portfolios: JSON.stringify(portfolios),
  }))
  const keys = sets.map(({ code, key }) => ({ code, portfolios: JSON.stringify(key) }))
  await on(db)
    .transaction()
    .execute(async (tx) => {
      await tx.deleteFrom('scoringKey').execute()
      await tx.deleteFrom('scoringSet').execute()
      if (rows.length > 0) await tx.insertInto('scoringSet').values(rows).execute()
      if (keys.length > 0) await tx.insertInto('scoringKey').values(keys).execute()
    })
}
