import { instant } from '../../credential/dates.ts'
import { idOf, isObject, isString, type JsonObject, type JsonValue, stringOf, stringsOf } from '../../json.ts'
import type { Finding } from '../report.ts'
import { finding } from '../run.ts'

/** The documents of Open Badges 2 that can be judged; only an assertion awards anything. */
export type SecondKind = 'Assertion' | 'BadgeClass' | 'Endorsement' | 'Issuer'

/** The names a profile of an issuer may bear. */
export const PROFILES = ['Issuer', 'Profile']

type Rule = (value: JsonValue | undefined) => boolean

function isText(value: JsonValue | undefined): boolean {
  return isString(value) && value !== ''
}

function isNode(value: JsonValue | undefined): boolean {
  return isText(idOf(value))
}

function isId(value: JsonValue | undefined): boolean {
  return isString(value) && /^(https?:\/\/|urn:)\S+$/.test(value)
}

function isMoment(value: JsonValue | undefined): boolean {
  return instant(value) !== undefined
}

function isVerification(value: JsonValue | undefined): boolean {
  return isObject(value) && methodOf(value) !== undefined
}

function isLinkedPicture(value: JsonValue | undefined): boolean {
  return isNode(value) && !/^data:/i.test(stringOf(idOf(value)))
}

function isCriteria(value: JsonValue | undefined): boolean {
  return isText(value) || (isObject(value) && (isText(value.id) || isText(value.narrative)))
}

// What an endorser says, and of whom: an address alone would say nothing.
function isClaim(value: JsonValue | undefined): boolean {
  return (
    isObject(value) && isId(value.id) && (value.endorsementComment === undefined || isText(value.endorsementComment))
  )
}

function maybe(rule: Rule): Rule {
  return (value) => value === undefined || rule(value)
}

const RULES: Readonly<Record<SecondKind, Readonly<Record<string, Rule>>>> = {
  Assertion: {
    id: isId,
    badge: isNode,
    verification: isVerification,
    issuedOn: isMoment,
    expires: maybe(isMoment),
    image: maybe(isLinkedPicture),
  },
  BadgeClass: { id: isId, name: isText, description: isText, image: isNode, criteria: isCriteria, issuer: isNode },
  Endorsement: {
    id: isId,
    claim: isClaim,
    issuer: isNode,
    verification: isVerification,
    issuedOn: isMoment,
    expires: maybe(isMoment),
  },
  Issuer: { id: isId, name: isText, url: isText, email: isText },
}

/** The kind of a document by its type; undefined when it is none of the four. */
export function kindOf(document: JsonObject): SecondKind | undefined {
  const types = stringsOf(document.type)
  if (types.includes('Assertion')) return 'Assertion'
  if (types.includes('BadgeClass')) return 'BadgeClass'
  if (types.includes('Endorsement')) return 'Endorsement'
  return PROFILES.some((type) => types.includes(type)) ? 'Issuer' : undefined
}

/** Whether a document is somebody's word, which says itself how it is verified. */
export function isWord(kind: SecondKind | undefined): boolean {
  return kind === 'Assertion' || kind === 'Endorsement'
}

/** Whether an assertion or endorsement is hosted or signed. */
export function methodOf({ type }: JsonObject): 'hosted' | 'signed' | undefined {
  const types = stringsOf(type)
  const [hosted, signed] = [
    ['hosted', 'HostedBadge'],
    ['signed', 'SignedBadge'],
  ].map((names) => names.some((name) => types.includes(name)))
  if (hosted === signed) return undefined
  return hosted ? 'hosted' : 'signed'
}

/** What a document of a kind lacks, with the path of each part. */
export function shapeProblems(document: JsonObject, kind: SecondKind, path = ''): readonly Finding[] {
  const wrong = Object.entries(RULES[kind]).filter(([name, rule]) => !rule(document[name]))
  const problems = wrong.map(([name]) => finding('SHAPE_SCHEMA', `${path}/${name}`, { path: `${path}/${name}` }))
  return kind === 'Assertion' && !hasRecipient(document)
    ? [...problems, finding('SHAPE_SUBJECT', `${path}/recipient`)]
    : problems
}

function hasRecipient({ recipient }: JsonObject): boolean {
  return isObject(recipient) && isText(recipient.identity) && isText(recipient.type)
}
