import { localDateAt } from '../../../lib/dates.ts'
import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { Db, TenantScope } from '../../../platform/ctx.ts'
import { findPerson } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { getCalendar, getMembership, listRoles, setting } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import { type AdjudicatorFacts, fitsToAdjudicate } from '../rules/adjudication.ts'
import { calendarOf } from '../rules/calendar.ts'
import {
  type EligibilitySettings,
  type Load,
  type Match,
  mayRead,
  type ReaderFacts,
  type ReadingFacts,
} from '../rules/eligibility.ts'
import { loadFor } from '../rules/lease.ts'
import { isNewSite } from '../rules/new-site.ts'
import { queueOrder } from '../rules/queue.ts'
import type { ReaderRow, ReviewTables } from '../tables.ts'
import { type Lane, listOpenReadings, listOwnSheets, listReadingFacts, type OpenReading } from './queue.ts'
import { countReadings, findFamily, getReaderWork, listReaders, listStandings } from './readers.ts'
import { listTiesOf } from './ties.ts'

export type MatchTables = ReviewTables & SubmissionTables & CatalogTables & OrganizationTables
export type VisitTables = MatchTables & AccountTables
type Tables = Db<MatchTables>

const DRAFT_DAYS = 14
const DAY = 86_400_000
const RETRY_BONUS = 480
/** For questions that are about one reading and not about how much the person has. */
const NO_LIMIT: Load = {
  open: Number.POSITIVE_INFINITY,
  today: Number.POSITIVE_INFINITY,
  week: Number.POSITIVE_INFINITY,
}

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

export async function getReader(db: Tables, scope: TenantScope, { accountId, now }: Asking): Promise<Reader> {
  const { timeZone } = await getCalendar(db, scope)
  const rows = await listStandings(db, scope, accountId)
  const work = await getReaderWork(db, scope, { accountId, now })
  const settings = await eligibilitySettings(db, scope, { rows, now })
  const membership = await getMembership(db, scope, accountId)
  const today = work.submitted.filter((at) => localDateAt(at, timeZone) === localDateAt(now, timeZone)).length
  const facts: ReaderFacts = {
    accountId,
    unitIds: membership?.unitId ? [membership.unitId] : [],
    districtId: membership ? scope.tenantId : null,
    supervision: await listSupervision(db, scope, accountId),
    issuerId: scope.tenantId,
    standings: rows,
    languages: rows.flatMap(({ languages }) => languages),
    load: { open: work.open, today, week: work.submitted.length },
  }
  return { facts, settings, rows, adjudicator: await adjudicatorFacts(db, scope, { accountId, rows }), timeZone }
}

/** The same for a visit: an assessor of a new site reads from the first claim on, which writes the standing down. */
export async function getVisitor(db: Db<VisitTables>, scope: TenantScope, asking: Asking): Promise<Reader> {
  const reader = await getReader(db, scope, asking)
  const roles = await listRoles(db, scope, asking.accountId)
  if (reader.rows.length > 0 || !reader.settings.newSite || !roles.includes('assessor')) return reader
  const person = await findPerson(db, asking.accountId)
  const family = await findFamily(db, scope, 'all')
  const standing = { familyId: family?.id ?? '', rubricMajor: 1, status: 'live', provisional: true } as const
  const languages = [...new Set(['en', person?.locale ?? 'en'])]
  return { ...reader, facts: { ...reader.facts, standings: [standing], languages } }
}

async function listSupervision(db: Tables, scope: TenantScope, accountId: string): Promise<string[]> {
  const ties = await listTiesOf(db, scope, [accountId])
  return ties.filter(({ kind }) => kind === 'supervisor').map(({ otherId }) => otherId)
}

async function adjudicatorFacts(
  db: Tables,
  scope: TenantScope,
  { accountId, rows }: { accountId: string; rows: readonly ReaderRow[] },
): Promise<AdjudicatorFacts> {
  const roles = await listRoles(db, scope, accountId)
  return {
    accountId,
    hasRole: roles.includes('adjudicator'),
    isQaLead: roles.includes('qaLead'),
    status: rows[0]?.status ?? null,
    liveReadings: roles.includes('adjudicator') ? await countReadings(db, scope, accountId) : 0,
  }
}

async function eligibilitySettings(
  db: Tables,
  scope: TenantScope,
  { rows, now }: { rows: readonly ReaderRow[]; now: Date },
): Promise<EligibilitySettings> {
  const most: Load = {
    open: await setting(db, scope, 'review.loadOpen'),
    today: await setting(db, scope, 'review.loadDay'),
    week: await setting(db, scope, 'review.loadWeek'),
  }
  const expired = rows.flatMap(({ expiredAt }) => expiredAt)
  return {
    load: loadFor(most, expired, now),
    districtMayRead: false,
    sameReaderRetry: await setting(db, scope, 'review.sameReaderRetry'),
    newSite: await isNewSiteNow(db, scope),
  }
}

export async function isNewSiteNow(db: Tables, scope: TenantScope): Promise<boolean> {
  const readers = await listReaders(db, scope)
  const qualified = readers.filter(({ status, provisional }) => !provisional && ['live', 'watch'].includes(status))
  return isNewSite({ newSite: await setting(db, scope, 'review.newSite'), qualifiedReaders: qualified.length })
}

export type Held = 'not-qualified' | 'paused' | 'load'

/** Why this person takes nothing now, whatever waits. */
export function mayTake({ facts, settings, adjudicator }: Reader, lane: Lane): Verdict<Held> {
  const { load } = facts
  if (lane === 'rulings') return adjudicator.hasRole ? yes : no('not-qualified')
  const reads = facts.standings.filter(({ status }) => ['live', 'watch', 'paused'].includes(status))
  if (reads.length === 0) return no('not-qualified')
  if (reads.every(({ status }) => status === 'paused')) return no('paused')
  const full = load.open >= settings.load.open || load.today >= settings.load.today || load.week >= settings.load.week
  return full ? no('load') : yes
}

/** Whether this very reading may be theirs, load aside. */
export function fits(reader: Reader, reading: ReadingFacts, lane: Lane): boolean {
  if (lane === 'rulings') return fitsRuling(reader, reading)
  return mayRead(matchOf(reader, reading)).ok
}

function matchOf({ facts, settings }: Reader, reading: ReadingFacts): Match {
  return { reader: facts, reading, settings: { ...settings, load: NO_LIMIT } }
}

/** An adjudicator needs the role instead of a standing; every other filter holds. */
function fitsRuling(reader: Reader, reading: ReadingFacts): boolean {
  if (!fitsToAdjudicate(reader.adjudicator, reading.readersOfAttempt)) return false
  const standing = {
    familyId: reading.familyId,
    rubricMajor: reading.rubricMajor,
    status: 'live',
    provisional: false,
  } as const
  const facts = { ...reader.facts, standings: [standing], languages: [reading.language] }
  return mayRead(matchOf({ ...reader, facts }, reading)).ok
}

/** What waits for this person, in the order it is handed out; one reading of an attempt at most. */
export async function listOffered(
  db: Tables,
  scope: TenantScope,
  { reader, lane, now }: { reader: Reader; lane: Lane; now: Date },
): Promise<OpenReading[]> {
  const open = await listOpenReadings(db, scope, { lane })
  const facts = await listReadingFacts(db, scope, open)
  const since = new Date(now.getTime() - DRAFT_DAYS * DAY)
  const begun = new Set(await listOwnSheets(db, scope, { accountId: reader.facts.accountId, since }))
  const fitting = open.filter(({ id }) => {
    const reading = facts.get(id)
    return reading !== undefined && fits(reader, reading, lane)
  })
  const calendar = calendarOf(await getCalendar(db, scope))
  const waiting = fitting.map((reading) => ({
    ...reading,
    expectedMinutes: reading.readerMinutes,
    slackBonus: reading.attemptNo > 1 ? RETRY_BONUS : 0,
  }))
  const ordered = onePerAttempt(queueOrder(calendar, waiting, now), begun)
  const gaveBack = ({ givenBack }: OpenReading) => givenBack.includes(reader.facts.accountId)
  return [...ordered.filter((reading) => !gaveBack(reading)), ...ordered.filter(gaveBack)]
}

/** Of two open readings of one attempt, the one this person has begun before. */
function onePerAttempt(readings: readonly OpenReading[], begun: ReadonlySet<string>): OpenReading[] {
  const taken = new Map<string, OpenReading>()
  for (const reading of readings) {
    const before = taken.get(reading.attemptId)
    if (!before || (begun.has(reading.id) && !begun.has(before.id))) taken.set(reading.attemptId, reading)
  }
  return [...taken.values()]
}
