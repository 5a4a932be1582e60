import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { Db, TenantScope } from '../../../platform/ctx.ts'
import { getCalendar } from '../../organization/reads.ts'
import { fitsToAdjudicate } from '../rules/adjudication.ts'
import { type Load, type Match, mayRead, type ReadingFacts } from '../rules/eligibility.ts'
import { expectedMinutes } from '../rules/expected-minutes.ts'
import { queueOrder } from '../rules/queue.ts'
import type { MatchTables, Reader } from './people.ts'
import { type Lane, listOpenReadings, listOwnSheets, listReadingFacts, type OpenReading, STEP } from './queue.ts'

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
  const since = new Date(now.getTime() - DRAFT_DAYS * DAY)
  const begun = new Set(await listOwnSheets(db, scope, { accountId: reader.facts.accountId, since }))
  const fitting = await listFitting(db, scope, { reader, lane })
  const calendar = await getCalendar(db, scope)
  const waiting = fitting.map((reading) => ({
    ...reading,
    expectedMinutes: minutesOf(reading),
    slackBonus: reading.isRetry ? RETRY_BONUS : 0,
  }))
  const ordered = onePerAttempt(queueOrder(calendar, waiting, now), begun)
  const gaveBack = ({ givenBack }: OpenReading) => givenBack.includes(reader.facts.accountId)
  return [...ordered.filter((reading) => !gaveBack(reading)), ...ordered.filter(gaveBack)]
}

/** Goes on until there are enough of them or none is left: what is somebody else's never hides what is this person's. */
async function listFitting(
  db: Tables,
  scope: TenantScope,
  { reader, lane }: { reader: Reader; lane: Lane },
): Promise<OpenReading[]> {
  const found: OpenReading[] = []
  for (let step = 0; ; step++) {
    const open = await listOpenReadings(db, scope, { lane, reader: reader.facts, step })
    const facts = await listReadingFacts(db, scope, open)
    for (const reading of open) {
      const known = facts.get(reading.id)
      if (known && fits(reader, known, lane)) found.push(reading)
    }
    if (open.length < STEP || found.length >= STEP) return found
  }
}

export function minutesOf({ readerMinutes, criteria, criteriaInAll }: OpenReading): number {
  return expectedMinutes({ whole: readerMinutes, criteria: criteria.length, of: criteriaInAll })
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
