import type { Problem } from '../documents.ts'
import { asList, isObject, isString, type JsonObject, type JsonValue, objectsOf, pointer, stringsOf } from '../json.ts'
import { statedBy } from './enveloped.ts'
import { problem } from './json-rules.ts'

/** The schema a transcript names. Its text was not at hand: what is asked here is taken from the published samples. */
export const CLR_SCHEMA_URL = 'https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json'
/** As many credentials as one transcript may hold. */
export const MOST_MEMBERS = 200

/** The ways in which CLR 2.0 lets achievements stand to each other. */
export const ASSOCIATION_TYPES = [
  'exactMatchOf',
  'isChildOf',
  'isParentOf',
  'isPartOf',
  'isPeerOf',
  'isRelatedTo',
  'precedes',
  'replacedBy',
] as const

const MEMBERS: ReadonlySet<string> = new Set(['type', 'associationType', 'sourceId', 'targetId'])
const SUBJECT = '/credentialSubject'

/** What CLR 2.0 asks of a `ClrCredential` beyond the data model: its subject, its members, and how its achievements are connected. */
export function clrProblems(document: JsonObject): Problem[] {
  const subjects = asList(document.credentialSubject)
  const [subject] = subjects
  if (!isObject(subject) || subjects.length !== 1)
    return [problem('SHAPE_SUBJECT', SUBJECT, 'must be one learner, with everything that is said of them')]
  return [...subjectProblems(subject), ...achievementProblems(subject), ...associationProblems(subject)]
}

function subjectProblems(subject: JsonObject): Problem[] {
  const found: Problem[] = []
  if (!stringsOf(subject.type).includes('ClrSubject'))
    found.push(problem('SHAPE_TYPE', `${SUBJECT}/type`, 'must include ClrSubject'))
  if (subject.id === undefined && asList(subject.identifier).length === 0)
    found.push(problem('SHAPE_SUBJECT', SUBJECT, 'needs id or identifier'))
  if (asList(subject.verifiableCredential).length === 0)
    found.push(problem('SHAPE_SCHEMA', `${SUBJECT}/verifiableCredential`, 'is missing'))
  return found
}

function achievementProblems(subject: JsonObject): Problem[] {
  return asList(subject.achievement).flatMap((one, i) => {
    const good = isObject(one) && isString(one.id) && stringsOf(one.type).includes('Achievement')
    return good
      ? []
      : [problem('SHAPE_TYPE', pointer(`${SUBJECT}/achievement`, i), 'must be an Achievement with an id')]
  })
}

function associationProblems(subject: JsonObject): Problem[] {
  const present = achievementIds(subject)
  return asList(subject.association).flatMap((one, i) =>
    associationProblem(one, present, pointer(`${SUBJECT}/association`, i)),
  )
}

/** Ids of the achievements of a transcript: those it states itself, and those its members were awarded for. */
function achievementIds(subject: JsonObject): ReadonlySet<JsonValue | undefined> {
  const awarded = asList(subject.verifiableCredential)
    .map(statedBy)
    .flatMap((member) => objectsOf(member.credentialSubject))
    .flatMap((one) => objectsOf(one.achievement))
  return new Set([...objectsOf(subject.achievement), ...awarded].map(({ id }) => id))
}

function associationProblem(one: JsonValue, present: ReadonlySet<JsonValue | undefined>, path: string): Problem[] {
  if (!isObject(one)) return [problem('SHAPE_TYPE', path, 'must be an Association')]
  const types: readonly string[] = ASSOCIATION_TYPES
  const found: Problem[] = []
  if (stringsOf(one.type).join(' ') !== 'Association')
    found.push(problem('SHAPE_TYPE', `${path}/type`, 'must be Association'))
  if (!isString(one.associationType) || !types.includes(one.associationType))
    found.push(problem('SHAPE_SCHEMA', `${path}/associationType`, `must be one of ${types.join(', ')}`))
  const strays = ['sourceId', 'targetId'].filter((end) => !isString(one[end]) || !present.has(one[end]))
  found.push(...strays.map((end) => problem('CLR_ASSOCIATION', `${path}/${end}`, 'is no achievement of this record')))
  const others = Object.keys(one).filter((key) => !MEMBERS.has(key))
  found.push(...others.map((key) => problem('SHAPE_SCHEMA', pointer(path, key), 'has no place in an Association')))
  return found
}
