import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { Purpose } from '../model.ts'
import type { ReadingFacts } from '../rules/eligibility.ts'
import type { ReviewTables } from '../tables.ts'
import { mayBeTheirs, notHeld } from './theirs.ts'
import { listLearnerTies } from './ties.ts'

type Tables = Db<ReviewTables & SubmissionTables & CatalogTables & OrganizationTables>
/** So many are looked at in one step. */
export const STEP = 300

export interface OpenReading {
  readonly id: string
  readonly attemptId: string
  readonly submissionId: string
  readonly familyId: string
  readonly purpose: Purpose
  readonly openedAt: Date
  readonly dueAt: Date
  readonly learnerId: string
  readonly unitId: string | null
  readonly attemptNo: number
  /** An earlier attempt was decided; what was undone or sent back by the checks never counts. */
  readonly isRetry: boolean
  readonly submittedAt: Date
  readonly title: string
  readonly version: string
  readonly language: string
  /** For the whole rubric. */
  readonly readerMinutes: number
  readonly criteria: readonly string[]
  readonly criteriaInAll: number
  readonly givenBack: readonly string[]
}

export type Lane = 'readings' | 'rulings'

/** What this person holds now, soonest due first, with how much of it is written. */
export async function listHeldReadings(db: Tables, scope: TenantScope, accountId: string) {
  return on(db)
    .selectFrom('review as r')
    .innerJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'r.tenantId').onRef('s.id', '=', 'r.submissionId'),
    )
    .select(['r.id', 'r.attemptId', 'r.purpose', 'r.status', 'r.criteria', 'r.dueAt', 'r.leaseUntil'])
    .select('s.achievementVersionId')
    .select(
      sql<number>`(select count(*)::int from score c where c.tenant_id = r.tenant_id and c.review_id = r.id
        and c.account_id = r.account_id and c.level_id is not null and c.criterion_id = any(r.criteria))`.as('scored'),
    )
    .where('r.tenantId', '=', scope.tenantId)
    .where('r.accountId', '=', accountId)
    .where('r.status', '=', 'leased')
    .orderBy('r.dueAt')
    .orderBy('r.id')
    .execute()
}

export interface OpenAsk {
  readonly lane: Lane
  /** This one alone. */
  readonly reviewId?: string
  /** Attempts after the first alone. */
  readonly retries?: boolean
  /** Leaves out what the database can tell is not this person's: own work, own school, an attempt they read. */
  readonly reader?: { readonly accountId: string; readonly unitIds: readonly string[] }
  readonly step?: number
}

/** Open readings of the tenant, soonest due first, a step at a time. */
export async function listOpenReadings(
  db: Tables,
  scope: TenantScope,
  { lane, reviewId, retries, reader, step = 0 }: OpenAsk,
): Promise<OpenReading[]> {
  let query = on(db)
    .selectFrom('review as r')
    .innerJoin('submissionAttempt as a', (join) =>
      join.onRef('a.tenantId', '=', 'r.tenantId').onRef('a.id', '=', 'r.attemptId'),
    )
    .innerJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'r.tenantId').onRef('s.id', '=', 'r.submissionId'),
    )
    .innerJoin('achievementVersion as v', 'v.id', 's.achievementVersionId')
    .select([
      'r.id',
      'r.attemptId',
      'r.submissionId',
      'r.familyId',
      'r.purpose',
      'r.openedAt',
      'r.dueAt',
      'r.givenBack',
      'r.criteria',
    ])
    .select(['a.learnerId', 's.unitId', 'a.attemptNo', 'a.submittedAt', 'v.title', 'v.version', 'v.language'])
    .select(sql<number>`(v.content -> 'effort' ->> 'readerMinutes')::int`.as('readerMinutes'))
    .select(decidedBefore.as('isRetry'))
    .select(sql<number>`jsonb_array_length(v.content -> 'rubric' -> 'criteria')`.as('criteriaInAll'))
    .where('r.tenantId', '=', scope.tenantId)
    .where('r.status', '=', 'open')
    .where('r.purpose', lane === 'rulings' ? '=' : '!=', 'adjudication')
    .where(notHeld)
  if (reviewId) query = query.where('r.id', '=', reviewId)
  if (retries) query = query.where('a.attemptNo', '>', 1)
  if (reader) query = query.where(mayBeTheirs(reader))
  return query
    .orderBy('r.dueAt')
    .orderBy('r.id')
    .limit(STEP)
    .offset(step * STEP)
    .execute()
}

/** How many wait in all, and how many of the readings are late: for who keeps the readers, and nobody else. */
export async function countOpenReadings(
  db: Tables,
  scope: TenantScope,
  now: Date,
): Promise<{ waiting: number; overdue: number; rulings: number }> {
  const row = await on(db)
    .selectFrom('review as r')
    .select((is) => [
      is.fn.countAll<number>().filterWhere('r.purpose', '!=', 'adjudication').as('waiting'),
      is.fn
        .countAll<number>()
        .filterWhere('r.purpose', '!=', 'adjudication')
        .filterWhere('r.dueAt', '<', now)
        .as('overdue'),
      is.fn.countAll<number>().filterWhere('r.purpose', '=', 'adjudication').as('rulings'),
    ])
    .where('r.tenantId', '=', scope.tenantId)
    .where('r.status', '=', 'open')
    .where(notHeld)
    .executeTakeFirstOrThrow()
  return { waiting: Number(row.waiting), overdue: Number(row.overdue), rulings: Number(row.rulings) }
}

const decidedBefore = sql<boolean>`exists (select 1 from decision d where d.tenant_id = r.tenant_id
  and d.submission_id = r.submission_id and d.attempt_no < a.attempt_no)`

interface Read {
  readonly submissionId: string
  readonly attemptId: string
  readonly accountId: string
}

/** Who holds or has given a reading of any attempt of these submissions. */
export async function listReadersOf(
  db: Db<ReviewTables>,
  scope: TenantScope,
  submissionIds: readonly string[],
): Promise<Read[]> {
  if (submissionIds.length === 0) return []
  const rows = await on(db)
    .selectFrom('review')
    .select(['submissionId', 'attemptId', 'accountId'])
    .where('tenantId', '=', scope.tenantId)
    .where('submissionId', 'in', submissionIds)
    .where('status', '!=', 'cancelled')
    .where('accountId', 'is not', null)
    .execute()
  return rows.flatMap(({ accountId, ...row }) => (accountId ? [{ ...row, accountId }] : []))
}

/** What eligibility asks of each reading, by review id; six queries for the whole queue. */
export async function listReadingFacts(
  db: Tables,
  scope: TenantScope,
  readings: readonly OpenReading[],
): Promise<Map<string, ReadingFacts>> {
  const ties = await listLearnerTies(db, scope, readings)
  const read = await listReadersOf(db, scope, [...new Set(readings.map(({ submissionId }) => submissionId))])
  const lifted = await listLifted(db, scope, [...new Set(readings.map(({ attemptId }) => attemptId))])
  return new Map(
    readings.flatMap((reading) => {
      const own = ties.get(reading.learnerId)
      return own ? [[reading.id, factsOf(scope, reading, { ties: own, read, lifted })]] : []
    }),
  )
}

/** The attempts of these whose earlier readers were let in again. */
export async function listLifted(
  db: Db<ReviewTables>,
  scope: TenantScope,
  attemptIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (attemptIds.length === 0) return new Set()
  const rows = await on(db)
    .selectFrom('readingLift')
    .select('attemptId')
    .where('tenantId', '=', scope.tenantId)
    .where('attemptId', 'in', attemptIds)
    .execute()
  return new Set(rows.map(({ attemptId }) => attemptId))
}

function factsOf(
  scope: TenantScope,
  reading: OpenReading,
  { ties, read, lifted }: { ties: ReadingFacts['ties']; read: readonly Read[]; lifted: ReadonlySet<string> },
): ReadingFacts {
  const here = read.filter(({ submissionId }) => submissionId === reading.submissionId)
  const ids = (rows: readonly Read[]) => rows.map(({ accountId }) => accountId)
  return {
    issuerId: scope.tenantId,
    familyId: reading.familyId,
    rubricMajor: Number(reading.version.split('.')[0]),
    language: reading.language,
    ties,
    readersOfAttempt: ids(here.filter(({ attemptId }) => attemptId === reading.attemptId)),
    readersOfEarlierAttempts: ids(here.filter(({ attemptId }) => attemptId !== reading.attemptId)),
    earlierReadersLifted: lifted.has(reading.attemptId),
    onlyFor: null,
  }
}

/** Reviews this person has an unfinished sheet on: work kept from a lease that ended. */
export async function listOwnSheets(
  db: Db<ReviewTables>,
  scope: TenantScope,
  { accountId, since }: { accountId: string; since: Date },
): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('reviewSheet')
    .select('reviewId')
    .where('tenantId', '=', scope.tenantId)
    .where('accountId', '=', accountId)
    .where('savedAt', '>', since)
    .execute()
  return rows.map(({ reviewId }) => reviewId)
}

/** Business-day middle of the last week cannot be told from fewer than five decisions. */
export async function listDecisionTimes(
  db: Tables,
  scope: TenantScope,
  since: Date,
): Promise<{ admittedAt: Date; decidedAt: Date }[]> {
  const rows = await on(db)
    .selectFrom('decision as d')
    .innerJoin('submissionAttempt as a', (join) =>
      join.onRef('a.tenantId', '=', 'd.tenantId').onRef('a.id', '=', 'd.attemptId'),
    )
    .select(['a.admittedAt', 'd.decidedAt'])
    .where('d.tenantId', '=', scope.tenantId)
    .where('d.decidedAt', '>', since)
    .limit(1000)
    .execute()
  return rows.flatMap(({ admittedAt, decidedAt }) => (admittedAt ? [{ admittedAt, decidedAt }] : []))
}
