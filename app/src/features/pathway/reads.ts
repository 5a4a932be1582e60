import { type Selectable, sql } from 'kysely'
import { type Db, on } from '../../platform/ctx.ts'
import type { PathwayTables } from './tables.ts'

export type Stack = Selectable<PathwayTables['stack']> &
  Pick<Selectable<PathwayTables['stackVersion']>, 'strand' | 'words' | 'rule' | 'digest'>

/** Every stack and pathway that is offered, in the order of its file. */
export async function listStacks(db: Db<PathwayTables>): Promise<Stack[]> {
  return offered(db).execute()
}

/** Those that one micro-credential belongs to. */
export async function listStacksWith(db: Db<PathwayTables>, achievementId: string): Promise<Stack[]> {
  const member = JSON.stringify([{ achievementId }])
  return offered(db).where(sql<boolean>`v.rule -> 'members' @> ${member}::jsonb`).execute()
}

export async function findStack(
  db: Db<PathwayTables>,
  { kind, slug }: Pick<Stack, 'kind' | 'slug'>,
): Promise<Stack | undefined> {
  return current(db).where('s.kind', '=', kind).where('s.slug', '=', slug).executeTakeFirst()
}

/** What each code was published as first: its address and its kind stay, because awards name them. */
export async function namesOfStacks(db: Db<PathwayTables>): Promise<ReadonlyMap<string, Pick<Stack, 'slug' | 'kind'>>> {
  const rows = await on(db).selectFrom('stack').select(['code', 'slug', 'kind']).execute()
  return new Map(rows.map(({ code, ...name }) => [code, name]))
}

/** A version as it was published, also one that counts no more. */
export async function findStackVersion(
  db: Db<PathwayTables>,
  { kind, slug, version }: Pick<Stack, 'kind' | 'slug' | 'version'>,
): Promise<Stack | undefined> {
  return on(db)
    .selectFrom('stack as s')
    .innerJoin('stackVersion as v', 'v.code', 's.code')
    .select(['s.code', 's.slug', 's.kind', 'v.version', 's.place', 'v.strand', 'v.words', 'v.rule', 'v.digest'])
    .where('s.kind', '=', kind)
    .where('s.slug', '=', slug)
    .where('v.version', '=', version)
    .executeTakeFirst()
}

function offered(db: Db<PathwayTables>) {
  return current(db).where('s.place', 'is not', null).orderBy('s.place')
}

function current(db: Db<PathwayTables>) {
  return on(db)
    .selectFrom('stack as s')
    .innerJoin('stackVersion as v', (join) => join.onRef('v.code', '=', 's.code').onRef('v.version', '=', 's.version'))
    .select(['s.code', 's.slug', 's.kind', 's.version', 's.place', 'v.strand', 'v.words', 'v.rule', 'v.digest'])
}
