import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

/** A micro-credential that may stand in a stack: what a line of a list says of it. */
export interface StackEntry {
  readonly achievementId: string
  readonly code: string
  readonly slug: string
  readonly strand: string
  readonly title: string
  readonly summary: string
  readonly hours: number
  readonly language: string
  /** For the members of its organization alone. */
  readonly inside: boolean
}

interface Wanted {
  /** Organizations whose own entries count too. */
  readonly sight: readonly string[]
  readonly ids?: readonly string[]
  readonly codes?: readonly string[]
  /** Only what is kept for members. */
  readonly inside?: true
}

const MOST = 200

/** Published and not retired: everybody's, and what these organizations keep for their members. */
export async function listStackEntries(
  db: Db<CatalogTables>,
  { sight, ids, codes, inside }: Wanted,
): Promise<StackEntry[]> {
  let wanted = on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['a.id as achievementId', 'a.code', 'a.slug', 'a.strand', 'v.title', 'v.summary', 'v.language'])
    .select([
      sql<number>`(v.content -> 'effort' ->> 'hours')::float`.as('hours'),
      sql<boolean>`a.visibility = 'organization'`.as('inside'),
    ])
    .where('v.retiredAt', 'is', null)
    .where(({ or, eb }) =>
      or([eb('a.visibility', '=', 'public'), eb('a.creatorId', '=', sql<string>`any(${[...sight]}::uuid[])`)]),
    )
    .orderBy('a.code')
    .orderBy('a.id')
    .limit(MOST)
  if (ids) wanted = wanted.where('a.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
  if (codes) wanted = wanted.where('a.code', '=', sql<string>`any(${[...codes]}::text[])`)
  if (inside) wanted = wanted.where('a.visibility', '=', 'organization')
  return wanted.execute()
}
