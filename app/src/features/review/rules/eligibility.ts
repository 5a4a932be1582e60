import { no, type Verdict, yes } from '../../../lib/refusal.ts'
import type { ReaderStatus } from '../model.ts'
import { type Conflict, conflictOf, type LearnerTies, type ReaderPlace } from './conflicts.ts'
import { districtMayRead } from './new-site.ts'

export interface ReaderFacts extends ReaderPlace {
  readonly issuerId: string
  /** One row per family and MAJOR version of the rubric. */
  readonly standings: readonly ReaderStanding[]
  readonly languages: readonly string[]
  readonly load: Load
}
export interface ReaderStanding {
  readonly familyId: string
  readonly rubricMajor: number
  readonly status: ReaderStatus
  /** Set live by a QA lead on a new site, without qualification. */
  readonly provisional: boolean
}
export interface Load {
  readonly open: number
  readonly today: number
  readonly week: number
}

export interface ReadingFacts {
  readonly issuerId: string
  readonly familyId: string
  readonly rubricMajor: number
  readonly language: string
  readonly ties: LearnerTies
  /** Accounts with any reading of this attempt that was not cancelled. */
  readonly readersOfAttempt: readonly string[]
  readonly readersOfEarlierAttempts: readonly string[]
  /** The QA lead let them read this attempt as well. */
  readonly earlierReadersLifted: boolean
  /** A link reading goes to these alone; null for every other. */
  readonly onlyFor: readonly string[] | null
}

export interface EligibilitySettings {
  readonly load: Load
  readonly districtMayRead: boolean
  readonly sameReaderRetry: boolean
  readonly newSite: boolean
}

/** In the order they are asked; the first that holds is kept for the QA lead. */
export const INELIGIBLE = [
  'not-qualified',
  'own-work',
  'conflict',
  'already-read',
  'load',
  'language',
  'paused',
  'link-only',
] as const
export type Ineligible = (typeof INELIGIBLE)[number]

export interface Match {
  readonly reader: ReaderFacts
  readonly reading: ReadingFacts
  readonly settings: EligibilitySettings
}

export function mayRead(match: Match): Verdict<Ineligible> {
  const because = INELIGIBLE.find((reason) => FILTERS[reason](match))
  return because ? no(because) : yes
}

/** The conflict behind a refusal; for the QA lead alone. */
export function conflictIn({ reader, reading, settings }: Match): Conflict | null {
  return conflictOf({
    reader,
    ties: reading.ties,
    districtMayRead: districtMayRead(settings.districtMayRead, settings.newSite),
    otherReaderIds: reading.readersOfAttempt,
  })
}

const FILTERS: Record<Ineligible, (match: Match) => boolean> = {
  'not-qualified': (match) => !standingFor(match),
  'own-work': ({ reader, reading }) => reader.accountId === reading.ties.learnerId,
  conflict: (match) => conflictIn(match) !== null,
  'already-read': alreadyRead,
  load: ({ reader, settings }) => isFull(reader.load, settings.load),
  language: ({ reader, reading }) => !reader.languages.some((known) => sameLanguage(known, reading.language)),
  paused: (match) => standingFor(match)?.status === 'paused',
  'link-only': ({ reader, reading }) => reading.onlyFor !== null && !reading.onlyFor.includes(reader.accountId),
}

const READS: readonly ReaderStatus[] = ['live', 'watch', 'paused']

/** A qualified standing counts for its family and MAJOR; on a new site all Achievements of the issuer are one family. */
function standingFor({ reader, reading, settings }: Match): ReaderStanding | undefined {
  const reads = reader.standings.filter(({ status }) => READS.includes(status))
  const qualified = reads.find(
    ({ familyId, rubricMajor, provisional }) =>
      !provisional && familyId === reading.familyId && rubricMajor === reading.rubricMajor,
  )
  if (qualified || !settings.newSite || reader.issuerId !== reading.issuerId) return qualified
  return (
    reads.find(({ provisional, status }) => provisional && status !== 'paused') ??
    reads.find(({ provisional }) => provisional)
  )
}

function alreadyRead({ reader, reading, settings }: Match): boolean {
  if (reading.readersOfAttempt.includes(reader.accountId)) return true
  const again = settings.sameReaderRetry || reading.earlierReadersLifted
  return !again && reading.readersOfEarlierAttempts.includes(reader.accountId)
}

function isFull(load: Load, most: Load): boolean {
  return load.open >= most.open || load.today >= most.today || load.week >= most.week
}

/** `es` reads `es-MX`. */
function sameLanguage(known: string, wanted: string): boolean {
  return known.split('-')[0]?.toLowerCase() === wanted.split('-')[0]?.toLowerCase()
}
