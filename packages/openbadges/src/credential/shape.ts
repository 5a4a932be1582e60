import type { DocumentKind, Problem } from '../documents.ts'
import { MAX_DEPTH } from '../encoding/strict-rules.ts'
import { type Survey, survey } from '../encoding/survey.ts'
import { asList, idOf, isObject, type JsonObject, type JsonValue, objectsOf, stringsOf } from '../json.ts'
import { clrProblems } from './clr-rules.ts'
import { isDateTime } from './dates.ts'
import { problem, structureProblems } from './json-rules.ts'
import { presentationProblems } from './presentation-rules.ts'
import { definition, misfits, OB_SCHEMA } from './schema.ts'
import { statusListProblems } from './status-rules.ts'
import { isUrl, spokenProblems } from './value-rules.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const MUST_BE: Readonly<Record<DocumentKind, readonly string[]>> = {
  credential: ['OpenBadgeCredential', 'AchievementCredential'],
  endorsement: ['EndorsementCredential'],
  clr: ['ClrCredential'],
  statusList: ['BitstringStatusListCredential'],
  presentation: ['VerifiablePresentation'],
  profile: ['Profile'],
}

/**
 * What is wrong with the form of a document: VC Data Model 2.0 (or 1.1) and, for Open Badges, the published OB 3.0 JSON Schema and its
 * cross references. An empty list means good; of what is nested too deep nothing else is told. Nothing is fetched and no signature is looked at.
 */
export function checkShape(document: JsonObject, kind: DocumentKind): Problem[] {
  const seen = survey(document)
  if (seen.nodes === Number.POSITIVE_INFINITY)
    return [problem('SHAPE_SCHEMA', '', `is nested deeper than ${MAX_DEPTH} levels`)]
  return shapeProblems(document, kind, seen)
}

/** The same for a document that was surveyed before. */
export function shapeProblems(document: JsonObject, kind: DocumentKind, seen: Survey): Problem[] {
  const found = [...structureProblems(document, seen), ...typeProblems(document, kind)]
  if (kind === 'profile') return [...found, ...schemaProblems(definition('#/$defs/Profile'), document)]
  if (kind === 'presentation') return [...found, ...presentationProblems(document)]
  found.push(...modelProblems(document))
  if (kind === 'credential' && isSecondModel(document)) found.push(...schemaProblems(OB_SCHEMA, document))
  if (kind === 'endorsement' && isSecondModel(document))
    found.push(...schemaProblems(definition('#/$defs/EndorsementCredential'), document))
  if (kind === 'credential') found.push(...resultProblems(document))
  if (kind === 'clr') found.push(...clrProblems(document))
  if (kind === 'statusList') found.push(...statusListProblems(document))
  return found
}

/** Whether the document follows VC Data Model 2.0. */
export function isSecondModel(document: JsonObject): boolean {
  return stringsOf(document['@context'])[0] === V2
}

/** The text of a few single values is also allowed by OB 3.0 where its schema asks for a list. */
export function listsMade(document: JsonObject): JsonObject {
  const lists = ['proof', 'credentialSchema', 'termsOfUse', 'evidence', 'endorsement'].filter((name) =>
    isObject(document[name]),
  )
  if (lists.length === 0) return document
  return { ...document, ...Object.fromEntries(lists.map((name) => [name, asList(document[name])])) }
}

function schemaProblems(schema: JsonObject, document: JsonObject): Problem[] {
  return misfits(schema, document).map(({ path, message }) => problem('SHAPE_SCHEMA', path, message))
}

function typeProblems(document: JsonObject, kind: DocumentKind): Problem[] {
  const types = stringsOf(document.type)
  const found: Problem[] = []
  if (kind !== 'profile' && kind !== 'presentation' && !types.includes('VerifiableCredential'))
    found.push(problem('SHAPE_TYPE', '/type', 'must include VerifiableCredential'))
  if (!MUST_BE[kind].some((type) => types.includes(type)))
    found.push(problem('SHAPE_TYPE', '/type', `must include ${MUST_BE[kind][0]}`))
  return found
}

/** The rules of VC Data Model 2.0 or 1.1 for any credential. */
export function modelProblems(document: JsonObject): Problem[] {
  return [
    ...identityProblems(document),
    ...subjectProblems(document),
    ...dateProblems(document),
    ...typedProblems(document),
    ...(isSecondModel(document) ? nameProblems(document) : []),
    ...resourceProblems(document),
  ]
}

// The first model leaves these words to whoever gives them a meaning.
function nameProblems(document: JsonObject): Problem[] {
  const issuers = objectsOf(document.issuer).flatMap((issuer) => spokenProblems(issuer, '/issuer'))
  return [...spokenProblems(document), ...issuers]
}

function identityProblems(document: JsonObject): Problem[] {
  const found: Problem[] = []
  if (!stringsOf(document.type).includes('VerifiableCredential'))
    found.push(problem('SHAPE_TYPE', '/type', 'must include VerifiableCredential'))
  if (document.id !== undefined && !isUrl(document.id)) found.push(problem('SHAPE_ID', '/id', 'must be a URL'))
  if (!isUrl(idOf(document.issuer)))
    found.push(problem('SHAPE_ID', '/issuer', 'must be a URL or an object with a URL as id'))
  return found
}

function subjectProblems(document: JsonObject): Problem[] {
  const subjects = asList(document.credentialSubject)
  if (subjects.length === 0) return [problem('SHAPE_SUBJECT', '/credentialSubject', 'is missing')]
  return subjects.flatMap((subject) => {
    if (!isObject(subject) || Object.keys(subject).length === 0)
      return [problem('SHAPE_SUBJECT', '/credentialSubject', 'must state something')]
    return subject.id !== undefined && !isUrl(subject.id)
      ? [problem('SHAPE_SUBJECT', '/credentialSubject/id', 'must be a URL')]
      : []
  })
}

function dateProblems(document: JsonObject): Problem[] {
  const names = isSecondModel(document)
    ? ['validFrom', 'validUntil', 'awardedDate']
    : ['issuanceDate', 'expirationDate', 'validFrom', 'validUntil']
  const found = names
    .filter(
      (name) => document[name] !== undefined && !(typeof document[name] === 'string' && isDateTime(document[name])),
    )
    .map((name) => problem('SHAPE_SCHEMA', `/${name}`, 'must be a date and time with a zone'))
  if (!isSecondModel(document) && document.issuanceDate === undefined)
    found.push(problem('SHAPE_SCHEMA', '/issuanceDate', 'is missing'))
  return found
}

/** Members that must name their type, and those that must also have an id (VCDM 2.0 sections 4.9 to 4.12, 5.4 to 5.6). */
function typedProblems(document: JsonObject): Problem[] {
  return ['credentialStatus', 'credentialSchema', 'refreshService', 'termsOfUse', 'evidence'].flatMap((name) =>
    asList(document[name]).flatMap((member) => {
      if (!isObject(member) || stringsOf(member.type).length === 0)
        return [problem('SHAPE_TYPE', `/${name}`, 'must name its type')]
      const bad = (needsId(name, member, document) || member.id !== undefined) && !isUrl(member.id)
      return bad ? [problem('SHAPE_ID', `/${name}`, 'must have a URL as id')] : []
    }),
  )
}

// Whoever refreshes by 1EdTech's service asks at its id. In the first model a status and a refresh service are found by theirs.
function needsId(name: string, member: JsonObject, document: JsonObject): boolean {
  if (name === 'credentialSchema') return true
  if (name === 'refreshService' && stringsOf(member.type).includes('1EdTechCredentialRefresh')) return true
  return !isSecondModel(document) && (name === 'credentialStatus' || name === 'refreshService')
}

/** Related resources are objects with an id and a digest (VCDM 2.0 section 5.3). That no two share an id is a rule of every list. */
function resourceProblems(document: JsonObject): Problem[] {
  const isGood = (one: JsonValue) =>
    isObject(one) && isUrl(one.id) && (one.digestSRI !== undefined || one.digestMultibase !== undefined)
  const bad = asList(document.relatedResource).filter((one) => !isGood(one))
  return bad.map(() => problem('RESOURCE_SHAPE', '/relatedResource', 'needs a URL as id and a digest'))
}

/** Every subject of an Open Badge can be told, and every result refers to a description and level of the same achievement. */
function resultProblems(document: JsonObject): Problem[] {
  return objectsOf(document.credentialSubject).flatMap((subject) => {
    const achievement = isObject(subject.achievement) ? subject.achievement : {}
    const descriptions = new Map(objectsOf(achievement.resultDescription).map((one) => [one.id, one]))
    const anonymous = subject.id === undefined && asList(subject.identifier).length === 0
    const found = anonymous ? [problem('SHAPE_SUBJECT', '/credentialSubject', 'needs id or identifier')] : []
    return [
      ...found,
      ...objectsOf(subject.result).flatMap((result, i) =>
        referenceProblems(result, descriptions, `/credentialSubject/result/${i}`),
      ),
    ]
  })
}

function referenceProblems(
  result: JsonObject,
  descriptions: ReadonlyMap<JsonValue | undefined, JsonObject>,
  path: string,
): Problem[] {
  if (result.resultDescription === undefined) return []
  const description = descriptions.get(result.resultDescription)
  if (!description)
    return [problem('SHAPE_RESULT_REF', `${path}/resultDescription`, 'is no description of this achievement')]
  const levels = objectsOf(description.rubricCriterionLevel).map((level) => level.id)
  const known = result.achievedLevel === undefined || levels.includes(result.achievedLevel)
  return known ? [] : [problem('SHAPE_RESULT_REF', `${path}/achievedLevel`, 'is no level of this description')]
}
