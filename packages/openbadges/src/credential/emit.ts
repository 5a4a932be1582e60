import type { DocumentKind, UnsignedCredential } from '../documents.ts'
import { jcs } from '../encoding/jcs.ts'
import { isFaithful } from '../encoding/strict-rules.ts'
import { OpenBadgesError } from '../errors.ts'
import {
  idOf,
  isObject,
  isString,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  objectsOf,
  pointer,
  visit,
} from '../json.ts'
import { toBytes } from './bytes.ts'
import { instant } from './dates.ts'
import { checkShape } from './shape.ts'
import { checkedText } from './text.ts'

const MAX_BYTES = 262_144
const MAX_NARRATIVE = 8_000
// biome-ignore lint/suspicious/noControlCharactersInRegex: an IRI may hold none of these
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\u0000-\u0020\u007f]+$/

/** Whether a text can stand as an identifier in what we make. */
export function isIri(text: string): boolean {
  return IRI.test(text)
}

/** The document with its text in NFC, once the rules that hold for every document we make are kept. */
export function cleaned(document: JsonObject): JsonObject {
  const clean = inNfc(document)
  checkIris(clean)
  checkIssuer(clean)
  checkDates(clean)
  return clean
}

/** The same, once its shape is right and, for a credential, its subject. */
export function checked(document: JsonObject, kind: DocumentKind): UnsignedCredential {
  const clean = inNfc(document)
  const problem = checkShape(clean, kind)[0]
  if (problem) throw invalid(problem.message, problem.path)
  checkIris(clean)
  checkIssuer(clean)
  checkDates(clean)
  if (kind === 'credential') checkSubject(clean)
  if (mostBytes(clean) > MAX_BYTES && toBytes(clean).length > MAX_BYTES)
    throw new OpenBadgesError('OB_TOO_LARGE', `A credential has at most ${MAX_BYTES} bytes.`, '')
  return clean as UnsignedCredential
}

/** No fewer than the bytes of its text: a character has at most three, escaped ones two. */
function mostBytes(value: JsonValue | undefined): number {
  if (isString(value)) return value.length * 3 + 3
  if (Array.isArray(value)) return value.reduce((sum: number, item: JsonValue) => sum + mostBytes(item), 3)
  if (!isObject(value)) return 30
  let sum = 3
  for (const key of Object.keys(value)) sum += key.length * 3 + 4 + mostBytes(value[key])
  return sum
}

function invalid(message: string, path: string | null): OpenBadgesError {
  return new OpenBadgesError('OB_DRAFT_INVALID', message, path ?? '')
}

/** Says where only when something is wrong: a path for every value costs more than all the rest. */
function inNfc(document: JsonObject): JsonObject {
  try {
    return normal(document, null) as JsonObject
  } catch (cause) {
    if (!(cause instanceof OpenBadgesError)) throw cause
    return normal(document, '') as JsonObject
  }
}

function normal(value: JsonValue, path: string | null): JsonValue {
  if (isString(value)) {
    if (value === '') throw invalid('An empty text is left out.', path)
    return checkedText(value, path ?? '')
  }
  if (Array.isArray(value)) return (value as JsonArray).map((item, i) => normal(item, below(path, i)))
  if (isObject(value)) return membersInNfc(value, path)
  if (value === null || (typeof value === 'number' && !Number.isFinite(value)))
    throw invalid('There is no value here.', path)
  return value
}

function membersInNfc(value: JsonObject, path: string | null): JsonObject {
  const made: Record<string, JsonValue> = {}
  for (const key of Object.keys(value)) made[key] = normal(value[key] ?? null, below(path, key))
  return made
}

function below(path: string | null, key: string | number): string | null {
  return path === null ? null : pointer(path, key)
}

const IRI_KEYS = new Set([
  'id',
  'resultDescription',
  'achievedLevel',
  'requiredLevel',
  'statusListCredential',
  'targetUrl',
  'url',
])

function checkIris(document: JsonObject): void {
  if (irisFit(document, '')) return
  visit(document, (value, path, key) => {
    if (isString(value) && IRI_KEYS.has(key) && !IRI.test(value)) throw invalid('must be an absolute IRI', path)
  })
}

function irisFit(value: JsonValue | undefined, key: string): boolean {
  if (isString(value)) return !IRI_KEYS.has(key) || IRI.test(value)
  if (Array.isArray(value)) return value.every((item: JsonValue) => irisFit(item, key))
  return !isObject(value) || Object.keys(value).every((name) => irisFit(value[name], name))
}

function checkIssuer({ issuer }: JsonObject): void {
  if (!isObject(issuer) || !isString(issuer.name) || !isString(issuer.url))
    throw invalid('The issuer needs a name and a url.', '/issuer')
}

function checkDates(document: JsonObject): void {
  const [from, until] = [instant(document.validFrom), instant(document.validUntil)]
  if (from !== undefined && until !== undefined && until <= from)
    throw invalid('It ends before it begins.', '/validUntil')
}

function checkSubject(document: JsonObject): void {
  const subject = isObject(document.credentialSubject) ? document.credentialSubject : {}
  const achievement = isObject(subject.achievement) ? subject.achievement : {}
  const path = '/credentialSubject/achievement'
  if (idOf(subject) === undefined) throw invalid('The subject needs an id.', '/credentialSubject/id')
  checkActivity(subject)
  checkCredits(subject.creditsEarned, achievement.creditsAvailable)
  checkNarrative(achievement.criteria, `${path}/criteria/narrative`)
  checkOnce(achievement.alignment, `${path}/alignment`)
  checkResults(subject, achievement)
}

function checkActivity(subject: JsonObject): void {
  const [start, end] = [instant(subject.activityStartDate), instant(subject.activityEndDate)]
  if (start !== undefined && end !== undefined && end < start)
    throw invalid('It ends before it begins.', '/credentialSubject/activityEndDate')
}

function checkNarrative(criteria: JsonValue | undefined, path: string): void {
  const narrative = isObject(criteria) ? criteria.narrative : undefined
  if (isString(narrative) && narrative.length > MAX_NARRATIVE)
    throw new OpenBadgesError('OB_TOO_LARGE', `Criteria have at most ${MAX_NARRATIVE} characters.`, path)
}

function checkCredits(earned: JsonValue | undefined, available: JsonValue | undefined): void {
  for (const [path, credits] of [
    ['/credentialSubject/creditsEarned', earned],
    ['/credentialSubject/achievement/creditsAvailable', available],
  ] as const)
    if (credits !== undefined && !isCredits(credits))
      throw invalid('Credits are at least 0, with at most 2 decimals.', path)
  if (typeof earned === 'number' && typeof available === 'number' && earned > available)
    throw invalid('More credits are earned than available.', '/credentialSubject/creditsEarned')
}

// What readers would round is not issued either.
function isCredits(value: JsonValue): boolean {
  return typeof value === 'number' && isFaithful(value) && value >= 0 && Number(value.toFixed(2)) === value
}

function checkOnce(values: JsonValue | undefined, path: string): void {
  const seen = new Set<string>()
  objectsOf(values).forEach((value, i) => {
    const text = jcs(value)
    if (seen.has(text))
      throw new OpenBadgesError('OB_SHAPE_DUPLICATE', 'The same alignment is given twice.', pointer(path, i))
    seen.add(text)
  })
}

/** One result for every description, and the level that is required exists. */
function checkResults(subject: JsonObject, achievement: JsonObject): void {
  const given = objectsOf(subject.result).map((result) => result.resultDescription)
  objectsOf(achievement.resultDescription).forEach((description, i) => {
    const path = `/credentialSubject/achievement/resultDescription/${i}`
    if (given.filter((id) => id === description.id).length !== 1)
      throw invalid('Every result description has exactly one result.', path)
    const levels = objectsOf(description.rubricCriterionLevel).map((level) => level.id)
    if (description.requiredLevel !== undefined && !levels.includes(description.requiredLevel))
      throw invalid('The required level is none of the levels.', `${path}/requiredLevel`)
  })
}
