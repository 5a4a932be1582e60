import { localDateAt } from '../../../lib/dates.ts'
import { groupBy } from '../../../lib/group-by.ts'
import type { Db, TenantScope } from '../../../platform/ctx.ts'
import { listPeople } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { getCalendar, rolesOf, setting } from '../../organization/reads.ts'
import type { OrganizationTables, TenantRole } from '../../organization/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { AdjudicatorFacts } from '../rules/adjudication.ts'
import type { EligibilitySettings, Load, ReaderFacts } from '../rules/eligibility.ts'
import { loadFor } from '../rules/lease.ts'
import { isNewSite } from '../rules/new-site.ts'
import type { ReaderRow, ReviewTables } from '../tables.ts'
import { countReadingsOf, findFamily, listReaders, listUnitsOf, listWorkOf, type ReaderWork } from './readers.ts'
import { listTiesOf } from './ties.ts'

export type MatchTables = ReviewTables & SubmissionTables & CatalogTables & OrganizationTables
export type VisitTables = MatchTables & AccountTables
type Tables = Db<MatchTables>

/** One person as the rules of assignment see them. */
export interface Reader {
  readonly facts: ReaderFacts
  readonly settings: EligibilitySettings
  readonly rows: readonly ReaderRow[]
  readonly adjudicator: AdjudicatorFacts
  readonly timeZone: string
}

export interface Asking {
  readonly accountId: string
  readonly now: Date
}
export interface AskingMany {
  readonly accountIds: readonly string[]
  readonly now: Date
}

export async function getReader(db: Tables, scope: TenantScope, { accountId, now }: Asking): Promise<Reader> {
  return theOne(await listReadersFor(db, scope, { accountIds: [accountId], now }))
}

/** The same for a visit: an assessor of a new site reads from the first claim on, which writes the standing down. */
export async function getVisitor(db: Db<VisitTables>, scope: TenantScope, { accountId, now }: Asking): Promise<Reader> {
  return theOne(await listVisitors(db, scope, { accountIds: [accountId], now }))
}

function theOne([reader]: readonly Reader[]): Reader {
  if (!reader) throw new Error('Whoever is asked for is answered')
  return reader
}

/** What the rules ask of each of these people, in their order; as many queries for twenty as for one. */
export async function listReadersFor(
  db: Tables,
  scope: TenantScope,
  { accountIds, now }: AskingMany,
): Promise<Reader[]> {
  const { timeZone } = await getCalendar(db, scope)
  const all = await listReaders(db, scope)
  const known: Known = {
    scope,
    now,
    timeZone,
    rows: groupBy(all, ({ accountId }) => accountId),
    settings: await settingsOf(db, scope, all),
    work: await listWorkOf(db, scope, { accountIds, now }),
    units: await listUnitsOf(db, scope, accountIds),
    ties: await listTiesOf(db, scope, accountIds),
    roles: await rolesOf(db, scope, accountIds),
    read: await countReadingsOf(db, scope, accountIds),
  }
  return accountIds.map((accountId) => readerOf(accountId, known))
}

interface Known {
  readonly scope: TenantScope
  readonly now: Date
  readonly timeZone: string
  readonly rows: ReadonlyMap<string, readonly ReaderRow[]>
  readonly settings: EligibilitySettings
  readonly work: ReadonlyMap<string, ReaderWork>
  readonly units: readonly { personId: string; unitId: string | null }[]
  readonly ties: Awaited<ReturnType<typeof listTiesOf>>
  readonly roles: ReadonlyMap<string, readonly TenantRole[]>
  readonly read: ReadonlyMap<string, number>
}

function readerOf(accountId: string, known: Known): Reader {
  const rows = known.rows.get(accountId) ?? []
  const expired = rows.flatMap(({ expiredAt }) => expiredAt)
  const load = loadFor(known.settings.load, expired, known.now)
  return {
    facts: factsOf(accountId, known, rows),
    settings: { ...known.settings, load },
    rows,
    adjudicator: adjudicatorFacts(accountId, known, rows),
    timeZone: known.timeZone,
  }
}

function factsOf(accountId: string, known: Known, rows: readonly ReaderRow[]): ReaderFacts {
  const { scope, timeZone } = known
  const membership = known.units.find(({ personId }) => personId === accountId)
  const work = known.work.get(accountId) ?? { open: 0, submitted: [] }
  const day = localDateAt(known.now, timeZone)
  const own = known.ties.filter(({ personId, kind }) => personId === accountId && kind === 'supervisor')
  return {
    accountId,
    unitIds: membership?.unitId ? [membership.unitId] : [],
    districtId: membership ? scope.tenantId : null,
    supervision: own.map(({ otherId }) => otherId),
    issuerId: scope.tenantId,
    standings: rows,
    languages: rows.flatMap(({ languages }) => languages),
    load: {
      open: work.open,
      today: work.submitted.filter((at) => localDateAt(at, timeZone) === day).length,
      week: work.submitted.length,
    },
  }
}

function adjudicatorFacts(accountId: string, known: Known, rows: readonly ReaderRow[]): AdjudicatorFacts {
  const roles = known.roles.get(accountId) ?? []
  const hasRole = roles.includes('adjudicator')
  return {
    accountId,
    hasRole,
    isQaLead: roles.includes('qaLead'),
    status: rows[0]?.status ?? null,
    liveReadings: hasRole ? (known.read.get(accountId) ?? 0) : 0,
  }
}

/** As `getVisitor`, for all of these people at once. */
export async function listVisitors(db: Db<VisitTables>, scope: TenantScope, asking: AskingMany): Promise<Reader[]> {
  const readers = await listReadersFor(db, scope, asking)
  const unwritten = readers.filter(({ rows, settings }) => rows.length === 0 && settings.newSite)
  if (unwritten.length === 0) return readers
  const ids = unwritten.map(({ facts }) => facts.accountId)
  const roles = await rolesOf(db, scope, ids)
  const people = await listPeople(db, ids)
  const family = await findFamily(db, scope, 'all')
  const standing = { familyId: family?.id ?? '', rubricMajor: 1, status: 'live', provisional: true } as const
  const joins = new Set(ids.filter((id) => roles.get(id)?.includes('assessor')))
  return readers.map((reader) => {
    const { accountId } = reader.facts
    if (reader.rows.length > 0 || !joins.has(accountId)) return reader
    const languages = [...new Set(['en', people.get(accountId)?.locale ?? 'en'])]
    return { ...reader, facts: { ...reader.facts, standings: [standing], languages } }
  })
}

async function settingsOf(db: Tables, scope: TenantScope, all: readonly ReaderRow[]): Promise<EligibilitySettings> {
  const load: Load = {
    open: await setting(db, scope, 'review.loadOpen'),
    today: await setting(db, scope, 'review.loadDay'),
    week: await setting(db, scope, 'review.loadWeek'),
  }
  return {
    load,
    districtMayRead: false,
    sameReaderRetry: await setting(db, scope, 'review.sameReaderRetry'),
    newSite: isNewWith(all),
  }
}

export async function isNewSiteNow(db: Tables, scope: TenantScope): Promise<boolean> {
  return isNewWith(await listReaders(db, scope))
}

function isNewWith(readers: readonly ReaderRow[]): boolean {
  const qualified = readers.filter(({ status, provisional }) => !provisional && ['live', 'watch'].includes(status))
  return isNewSite(qualified.length)
}
