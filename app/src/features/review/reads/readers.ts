import { sql } from 'kysely'
import { groupBy } from '../../../lib/group-by.ts'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { FlagRow, ReaderRow, ReviewRow, ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables>

export async function findFamily(db: Tables, scope: TenantScope, name: string) {
  return on(db)
    .selectFrom('readingFamily')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('name', '=', name)
    .executeTakeFirst()
}

export async function listReaders(db: Tables, scope: TenantScope): Promise<ReaderRow[]> {
  return on(db).selectFrom('reader').selectAll().where('tenantId', '=', scope.tenantId).orderBy('id').execute()
}

/** One row for each family and MAJOR version this person reads. */
export async function listStandings(db: Tables, scope: TenantScope, accountId: string): Promise<ReaderRow[]> {
  return on(db)
    .selectFrom('reader')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
}

/** The same, held until the transaction ends: two claims of one person go one after the other. */
export async function lockStandings(db: Tables, scope: TenantScope, accountId: string): Promise<ReaderRow[]> {
  return on(db)
    .selectFrom('reader')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', '=', accountId)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Claims of one person go one after the other, whichever lane they are for. */
export async function lockClaims(db: Tables, scope: TenantScope, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claim ${scope.tenantId} ${accountId}`}, 0))`.execute(
    on(db),
  )
}

export interface ReaderWork {
  readonly open: number
  /** When readings of the last seven days were submitted. */
  readonly submitted: readonly Date[]
}

const WEEK = 7 * 86_400_000

/** By account; whoever holds nothing and handed in nothing is left out. */
export async function listWorkOf(
  db: Tables,
  scope: TenantScope,
  { accountIds, now }: { accountIds: readonly string[]; now: Date },
): Promise<Map<string, ReaderWork>> {
  if (accountIds.length === 0) return new Map()
  const rows = await on(db)
    .selectFrom('review')
    .select(['accountId', 'status', 'submittedAt'])
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', 'in', accountIds)
    .where((is) => is.or([is('status', '=', 'leased'), is('submittedAt', '>', new Date(now.getTime() - WEEK))]))
    .execute()
  const byAccount = groupBy(rows, ({ accountId }) => accountId ?? '')
  return new Map([...byAccount].map(([accountId, own]) => [accountId, workOf(own)]))
}

function workOf(rows: readonly Pick<ReviewRow, 'status' | 'submittedAt'>[]): ReaderWork {
  return {
    open: rows.filter(({ status }) => status === 'leased').length,
    submitted: rows.flatMap(({ status, submittedAt }) => (status === 'leased' || !submittedAt ? [] : [submittedAt])),
  }
}

/** Readings these people ever submitted here. */
export async function countReadingsOf(
  db: Tables,
  scope: TenantScope,
  accountIds: readonly string[],
): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map()
  const rows = await on(db)
    .selectFrom('review')
    .select(['accountId', (is) => is.fn.countAll<number>().as('n')])
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', 'in', accountIds)
    .where('status', 'in', ['submitted', 'settled'])
    .groupBy('accountId')
    .execute()
  return new Map(rows.map(({ accountId, n }) => [accountId ?? '', Number(n)]))
}

/** Submitted readings and open leases by account, for the QA lead's list. */
export async function countWork(
  db: Tables,
  scope: TenantScope,
): Promise<Map<string, { submitted: number; leased: number }>> {
  const rows = await on(db)
    .selectFrom('review')
    .select(['accountId'])
    .select((is) => [
      is.fn.countAll<number>().filterWhere('status', 'in', ['submitted', 'settled']).as('submitted'),
      is.fn.countAll<number>().filterWhere('status', '=', 'leased').as('leased'),
    ])
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', 'is not', null)
    .groupBy('accountId')
    .execute()
  return new Map(
    rows.map(({ accountId, submitted, leased }) => [
      accountId ?? '',
      { submitted: Number(submitted), leased: Number(leased) },
    ]),
  )
}

export async function listLeasesOf(db: Tables, scope: TenantScope, accountId: string) {
  return on(db)
    .selectFrom('review')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', '=', accountId)
    .where('status', '=', 'leased')
    .orderBy('dueAt')
    .orderBy('id')
    .execute()
}

/** With whose work each is about. */
export async function listOpenFlags(
  db: Db<ReviewTables & SubmissionTables>,
  scope: TenantScope,
): Promise<(FlagRow & { readonly learnerId: string })[]> {
  return on(db)
    .selectFrom('reviewFlag as f')
    .innerJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'f.tenantId').onRef('s.id', '=', 'f.submissionId'),
    )
    .selectAll('f')
    .select('s.learnerId')
    .where('f.tenantId', '=', scope.tenantId)
    .where('f.settledAt', 'is', null)
    .orderBy('f.raisedAt')
    .limit(100)
    .execute()
}

/** Portfolios about which something is raised that none of these people may look at; the viewer's own aside. */
export async function countUnseen(
  db: Db<ReviewTables & SubmissionTables>,
  scope: TenantScope,
  { leads, viewer }: { leads: readonly string[]; viewer: string },
): Promise<number> {
  const row = await on(db)
    .selectFrom('reviewFlag as f')
    .innerJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'f.tenantId').onRef('s.id', '=', 'f.submissionId'),
    )
    .select((is) => is.fn.count<number>('f.submissionId').distinct().as('n'))
    .where('f.tenantId', '=', scope.tenantId)
    .where('f.settledAt', 'is', null)
    .where('s.learnerId', '!=', viewer)
    .where(sql<boolean>`not exists (select 1 from unnest(${leads}::uuid[]) lead where lead <> s.learner_id)`)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export interface UnseenThere {
  readonly slug: string
  readonly name: string
  readonly email: string | null
  readonly portfolios: number
  /** Whoever asks may name a QA lead there. */
  readonly mine: boolean
}

/** The same in every organization, for those who run the site: where they name who may look, or nobody else can. */
export async function listUnseenEverywhere<T>(db: Db<T>): Promise<UnseenThere[]> {
  const { rows } = await sql<UnseenThere>`select * from sec.unseen_flags()`.execute(on(db))
  return rows.map((row) => ({ ...row, portfolios: Number(row.portfolios) }))
}

/** When this person declared conflicts, for the rule that tells the QA lead of very many. */
export async function listDeclarations(db: Tables, scope: TenantScope, accountId: string): Promise<Date[]> {
  const rows = await on(db)
    .selectFrom('conflict')
    .select('declaredAt')
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', '=', accountId)
    .where('source', '=', 'reader')
    .execute()
  return rows.map(({ declaredAt }) => declaredAt)
}

/** Schools and units of people who are members now. */
export async function listUnitsOf(
  db: Db<OrganizationTables>,
  scope: TenantScope,
  personIds: readonly string[],
): Promise<{ personId: string; unitId: string | null }[]> {
  if (personIds.length === 0) return []
  return on(db)
    .selectFrom('membership')
    .select(['personId', 'unitId'])
    .where('tenantId', '=', scope.tenantId)
    .where('personId', 'in', personIds)
    .where('endedAt', 'is', null)
    .execute()
}
