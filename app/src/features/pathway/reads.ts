import { type Selectable, sql } from 'kysely'
import { type Db, on } from '../../platform/ctx.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import type { Named } from './rules/progress.ts'
import type { PathwayTables } from './tables.ts'

export type Stack = Selectable<PathwayTables['stack']> &
  Pick<Selectable<PathwayTables['stackVersion']>, 'strand' | 'words' | 'rule' | 'digest'> & {
    /** The organization that made it; null: the starter catalogue. */
    readonly creator: string | null
  }
type Tables = Db<PathwayTables & Pick<OrganizationTables, 'publicIssuer'>>
/** Organizations whose members see what is kept for them. */
type Sight = readonly string[]

/** Every stack and pathway that is offered and in sight, in the order of its file, those of organizations after them. */
export async function listStacks(db: Tables, sight: Sight): Promise<Stack[]> {
  return offered(db, sight).execute()
}

/** Those that any of these belongs to. */
export async function listStacksWith(db: Tables, members: readonly Named[], sight: Sight): Promise<Stack[]> {
  if (members.length === 0) return []
  const wanted = members.map((member) => JSON.stringify([member]))
  return offered(db, sight).where(sql<boolean>`v.rule -> 'members' @> any(${wanted}::jsonb[])`).execute()
}

/** By their codes, those that are offered no more too. */
export async function listStacksNamed(db: Tables, codes: readonly string[], sight: Sight): Promise<Stack[]> {
  if (codes.length === 0) return []
  return current(db, sight)
    .where('s.code', 'in', [...codes])
    .execute()
}

type Name = Pick<Stack, 'kind' | 'slug'>

export async function findStack(db: Tables, { kind, slug }: Name, sight: Sight): Promise<Stack | undefined> {
  return current(db, sight).where('s.kind', '=', kind).where('s.slug', '=', slug).executeTakeFirst()
}

/** What each starter code was published as first: its address and its kind stay, because awards name them. */
export async function namesOfStacks(db: Db<PathwayTables>): Promise<ReadonlyMap<string, Name>> {
  const rows = await on(db)
    .selectFrom('stack')
    .select(['code', 'slug', 'kind'])
    .where('creatorId', 'is', null)
    .execute()
  return new Map(rows.map(({ code, ...name }) => [code, name]))
}

/** A version as it was published, also one that counts no more. */
export async function findStackVersion(
  db: Tables,
  { kind, slug, version }: Name & Pick<Stack, 'version'>,
  sight: Sight,
): Promise<Stack | undefined> {
  return versions(db, sight)
    .select('v.version')
    .where('s.kind', '=', kind)
    .where('s.slug', '=', slug)
    .where('v.version', '=', version)
    .executeTakeFirst()
}

function offered(db: Tables, sight: Sight) {
  return current(db, sight).where('s.place', 'is not', null).orderBy('s.place').orderBy('s.code')
}

function current(db: Tables, sight: Sight) {
  return versions(db, sight).select('s.version').whereRef('v.version', '=', 's.version')
}

function versions(db: Tables, sight: Sight) {
  return on(db)
    .selectFrom('stack as s')
    .innerJoin('stackVersion as v', 'v.code', 's.code')
    .leftJoin('publicIssuer as o', 'o.tenantId', 's.creatorId')
    .select(['s.code', 's.slug', 's.kind', 's.place', 's.creatorId', 's.visibility', 'o.name as creator'])
    .select(['v.strand', 'v.words', 'v.rule', 'v.digest'])
    .where((is) =>
      is.or([is('s.visibility', '=', 'public'), is('s.creatorId', '=', sql<string>`any(${[...sight]}::uuid[])`)]),
    )
}
