import { OpenBadgesError } from '../errors.ts'
import { arePlain, isPlainIri } from '../proof/plain.ts'
import type { Slot } from '../proof/template.ts'
import { credentialStatus } from './build.ts'
import type { AwardDraft, EvidenceDraft, ResultDraft } from './drafts.ts'
import { isIri } from './emit.ts'
import { EVIDENCE, EVIDENCE_TEXTS, PLACES, RESULT } from './slot-places.ts'
import { dateTime, hasForbiddenText } from './text.ts'

/** A credential as its slots. */
export interface Laid {
  readonly places: readonly Slot[]
  readonly values: readonly string[]
  /** Whether all values are written as they stand, and every identifier is one by every rule. */
  readonly plain: boolean
}

/** Which slots an award has, and what it says besides. */
export interface Shape {
  readonly places: readonly Slot[]
  readonly rest: readonly unknown[]
}

type Laying = { places: Slot[]; values: string[] }

/** Whether awards differ in their slots alone. */
export function areAlike(one: Shape, other: Shape): boolean {
  return (
    one.places.length === other.places.length &&
    one.rest.length === other.rest.length &&
    one.places.every(({ path }, i) => path === other.places[i]?.path) &&
    one.rest.every((value, i) => value === other.rest[i])
  )
}

/**
 * Lays an award out; undefined when it holds something that is not plain (then `buildCredential` says what is wrong with it,
 * or makes it the long way).
 */
export function laidOut(award: AwardDraft): (Laid & Shape) | undefined {
  if (award.endorsements?.length || award.relatedResource?.length) return undefined
  const laid: Laying = { places: [], values: [] }
  try {
    layCredential(laid, award)
    laySubject(laid, award)
  } catch (cause) {
    if (cause instanceof OpenBadgesError) return undefined
    throw cause
  }
  award.results.forEach((result, i) => {
    layResult(laid, result, i)
  })
  award.evidence.forEach((one, i) => {
    layEvidence(laid, one, i)
  })
  const { places, values } = laid
  const isGiven = values.every((value: unknown) => typeof value === 'string' && value !== '')
  if (!isGiven) return undefined
  const plain = arePlain(values) && iris(laid).every(isPlainIri)
  if (!plain && !(isText(values) && iris(laid).every(isIri))) return undefined
  return { places, values, plain, rest: restOf(award) }
}

function restOf({ creditsEarned, source, results }: AwardDraft): unknown[] {
  const rest: unknown[] = [creditsEarned]
  for (const { resultDescription, status } of results) rest.push(resultDescription, status)
  if (source) {
    const { id: _id, name: _name, ...more } = source
    spread(rest, more)
  }
  return rest
}

const INSIDE = Symbol('an object, and how many members it has')

/** An object as values in a row, whatever stands in it: rows are alike where objects are. */
function spread(rest: unknown[], object: object): void {
  const members = Object.entries(object)
  rest.push(INSIDE, members.length)
  for (const [name, value] of members) {
    rest.push(name)
    if (typeof value === 'object' && value !== null) spread(rest, value)
    else rest.push(value)
  }
}

function iris({ places, values }: Laying): string[] {
  return values.filter((_, i) => places[i]?.kind === 'iri')
}

// All at once: a line break neither composes with what is beside it nor joins two surrogates.
function isText(values: readonly string[]): boolean {
  const text = values.join('\n')
  return !hasForbiddenText(text) && text.normalize('NFC') === text
}

function lay(laid: Laying, place: Slot, value: string): void {
  laid.places.push(place)
  laid.values.push(value)
}

function layDate(laid: Laying, place: Slot, date: Date): void {
  lay(laid, place, dateTime(date, place.path))
}

function layCredential(laid: Laying, award: AwardDraft): void {
  lay(laid, PLACES.id, award.id)
  layDate(laid, PLACES.validFrom, award.validFrom)
  if (award.validUntil) layDate(laid, PLACES.validUntil, award.validUntil)
  layDate(laid, PLACES.awardedDate, award.awardedDate)
  const status = credentialStatus(award.status)
  lay(laid, PLACES.statusId, status.id as string)
  if (award.status.method === 'bitstring') {
    lay(laid, PLACES.statusIndex, status.statusListIndex as string)
    lay(laid, PLACES.statusList, status.statusListCredential as string)
  }
  if (award.refreshUrl !== undefined) lay(laid, PLACES.refresh, award.refreshUrl)
}

function laySubject(laid: Laying, { subject, activity, source }: AwardDraft): void {
  const { email, name } = subject
  lay(laid, PLACES.subject, subject.id)
  if (email) {
    lay(laid, PLACES.email, email.value)
    lay(laid, PLACES.salt, email.salt)
  }
  if (name !== undefined) lay(laid, email ? PLACES.secondName : PLACES.onlyName, name)
  if (activity) {
    layDate(laid, PLACES.activityStart, activity.start)
    layDate(laid, PLACES.activityEnd, activity.end)
  }
  if (!source) return
  lay(laid, PLACES.source, source.id)
  if (source.name !== undefined) lay(laid, PLACES.sourceName, source.name)
}

function layResult(laid: Laying, result: ResultDraft, i: number): void {
  const places = RESULT(i)
  lay(laid, places.id, result.id)
  if (result.achievedLevel !== undefined) lay(laid, places.achievedLevel, result.achievedLevel)
  if (result.value !== undefined) lay(laid, places.value, result.value)
}

function layEvidence(laid: Laying, evidence: EvidenceDraft, i: number): void {
  const places = EVIDENCE(i)
  lay(laid, places.id, evidence.id)
  for (const name of EVIDENCE_TEXTS) {
    const value = evidence[name]
    if (value !== undefined) lay(laid, places[name], value)
  }
}
