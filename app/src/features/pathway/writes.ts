import { type Db, on } from '../../platform/ctx.ts'
import type { Stack } from './reads.ts'
import type { PathwayTables } from './tables.ts'

export type Publishing = Pick<Stack, 'code' | 'slug' | 'kind' | 'strand' | 'words' | 'rule' | 'digest'>

/** As the owner of the database only: the import at start. Of the starter ones these are offered and no others; what changed is a new version. */
export async function publishStacks(db: Db<PathwayTables>, stacks: readonly Publishing[], at: Date): Promise<void> {
  await on(db)
    .transaction()
    .execute(async (tx) => {
      const known = await tx
        .selectFrom('stack as s')
        .innerJoin('stackVersion as v', (join) =>
          join.onRef('v.code', '=', 's.code').onRef('v.version', '=', 's.version'),
        )
        .select(['s.code', 's.version', 'v.digest'])
        .execute()
      const codes = stacks.map(({ code }) => code)
      await tx
        .updateTable('stack')
        .set({ place: null })
        .where('creatorId', 'is', null)
        .where('place', 'is not', null)
        .where(({ not, eb }) => not(eb('code', 'in', [...codes, ''])))
        .execute()
      for (const [place, { code, slug, kind, strand, words, rule, digest }] of stacks.entries()) {
        const before = known.find((one) => one.code === code)
        const version = before?.digest === digest ? before.version : (before?.version ?? 0) + 1
        const row = { code, slug, kind, version, place }
        await tx
          .insertInto('stack')
          .values(row)
          .onConflict((conflict) => conflict.column('code').doUpdateSet({ slug, version, place }))
          .execute()
        if (before?.version === version) continue
        const said = { words: JSON.stringify(words), rule: JSON.stringify(rule) }
        await tx
          .insertInto('stackVersion')
          .values({ code, version, strand, ...said, digest, publishedAt: at })
          .execute()
      }
    })
}
