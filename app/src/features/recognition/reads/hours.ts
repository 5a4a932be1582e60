import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { Searched } from '../../catalog/rules/translation.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { EntryKind } from '../rules/ledger.ts'
import type { RecognitionTables } from '../tables.ts'

export type HoursTables = RecognitionTables & AccountTables & OrganizationTables & CatalogTables

/** One line of the ledger in words a district reads. */
export interface HoursRow {
  readonly seq: bigint
  readonly kind: EntryKind
  readonly units: bigint
  readonly periodKey: string
  readonly effectiveOn: string
  readonly createdAt: Date
  readonly reasonCode: string
  readonly educatorId: string
  readonly name: string | null
  /** Erased since: the hours stand without a name. */
  readonly gone: boolean
  readonly email: string | null
  readonly unitName: string | null
  readonly title: string
  readonly code: string
  readonly slug: string
  readonly issuerName: string
}

export interface HoursFilter {
  readonly year?: string | undefined
  /** A school: the one the educator belonged to when it was recorded. */
  readonly unitId?: string | undefined
}
export interface HoursQuery extends HoursFilter {
  /** The newest first from below this number, or upward from above it. */
  readonly before?: bigint | undefined
  readonly after?: bigint | undefined
  readonly through?: bigint | undefined
  readonly limit: number
  /** Of the titles; without it they are as they were signed. */
  readonly language?: Searched | undefined
}

// People may have several addresses; the district knows them by the first of them.
const email = sql<string | null>`(
  select pe.email from person_email pe where pe.person_id = e.educator_id and pe.verified_at is not null
  order by pe.is_primary desc, pe.created_at limit 1)`

export async function listHours(
  db: Db<HoursTables>,
  { tenantId }: TenantScope,
  query: HoursQuery,
): Promise<HoursRow[]> {
  let rows = on(db)
    .selectFrom('recognitionEntry as e')
    .innerJoin('recognition as r', (join) =>
      join.onRef('r.tenantId', '=', 'e.tenantId').onRef('r.id', '=', 'e.recognitionId'),
    )
    .innerJoin('achievementVersion as v', 'v.id', 'r.achievementVersionId')
    .innerJoin('achievement as a', 'a.id', 'r.achievementId')
    .innerJoin('publicIssuer as i', 'i.tenantId', 'r.issuerId')
    .leftJoin('person as p', 'p.id', 'e.educatorId')
    .leftJoin('unit as u', (join) => join.onRef('u.tenantId', '=', 'r.tenantId').onRef('u.id', '=', 'r.unitId'))
    .select([
      'e.seq',
      'e.kind',
      'e.units',
      'e.periodKey',
      'e.effectiveOn',
      'e.createdAt',
      'e.reasonCode',
      'e.educatorId',
    ])
    .leftJoin('achievementTranslation as t', (join) =>
      join.onRef('t.achievementVersionId', '=', 'v.id').on('t.language', '=', query.language ?? ''),
    )
    .select(['p.name', 'u.name as unitName', 'a.code', 'a.slug', 'i.name as issuerName'])
    .select(sql<string>`coalesce(t.title, v.title)`.as('title'))
    .select([email.as('email'), sql<boolean>`p.erased_at is not null`.as('gone')])
    .where('e.tenantId', '=', tenantId)
    .orderBy('e.seq', query.after === undefined ? 'desc' : 'asc')
    .limit(query.limit)
  if (query.year) rows = rows.where('e.periodKey', '=', query.year)
  if (query.unitId) rows = rows.where('r.unitId', '=', query.unitId)
  if (query.before !== undefined) rows = rows.where(numbered('<', query.before))
  if (query.after !== undefined) rows = rows.where(numbered('>', query.after))
  if (query.through !== undefined) rows = rows.where(numbered('<=', query.through))
  const found = await rows.execute()
  return found.map((row) => ({ ...row, seq: BigInt(row.seq), units: BigInt(row.units) }))
}

function numbered(operator: '<' | '<=' | '>', seq: bigint): RawBuilder<SqlBool> {
  return sql<SqlBool>`e.seq ${sql.raw(operator)} ${seq}`
}

/** Sum and number of the lines a filter leaves, and the last number of all. */
export async function hoursTotals(
  db: Db<HoursTables>,
  { tenantId }: TenantScope,
  { year, unitId }: HoursFilter,
): Promise<{ units: bigint; lines: number; people: number; last: bigint }> {
  let sums = on(db)
    .selectFrom('recognitionEntry as e')
    .select([
      sql<number | bigint>`coalesce(sum(e.units), 0)::bigint`.as('units'),
      sql<number>`count(*)`.as('lines'),
      sql<number>`count(distinct e.educator_id)`.as('people'),
      sql<number | bigint>`coalesce(max(e.seq), 0)`.as('last'),
    ])
    .where('e.tenantId', '=', tenantId)
  if (year) sums = sums.where('e.periodKey', '=', year)
  if (unitId)
    sums = sums.where(
      sql<SqlBool>`exists (select from recognition r where r.tenant_id = e.tenant_id and r.id = e.recognition_id and r.unit_id = ${unitId})`,
    )
  const found = await sums.executeTakeFirstOrThrow()
  return { ...found, units: BigInt(found.units), last: BigInt(found.last) }
}

/** School years in which something was recorded, the newest first. */
export async function listYears(db: Db<RecognitionTables>, { tenantId }: TenantScope): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('recognitionEntry')
    .select('periodKey')
    .distinct()
    .where('tenantId', '=', tenantId)
    .orderBy('periodKey', 'desc')
    .execute()
  return rows.map(({ periodKey }) => periodKey)
}
