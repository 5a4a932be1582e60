import type { Problem } from '../documents.ts'
import { asList, idOf, isObject, type JsonObject, type JsonValue, pointer, stringsOf } from '../json.ts'
import { problem } from './json-rules.ts'
import { isUrl } from './value-rules.ts'

const ENVELOPE = 'EnvelopedVerifiableCredential'

/** The rules of a presentation (VCDM 2.0 sections 4.4 and 4.13): what its ids are, and what can stand in it. Credentials in it are not looked at. */
export function presentationProblems(document: JsonObject): Problem[] {
  const { id, holder, verifiableCredential } = document
  return [
    ...(id === undefined || isUrl(id) ? [] : [problem('SHAPE_ID', '/id', 'must be a URL')]),
    ...(holder === undefined || isUrl(idOf(holder))
      ? []
      : [problem('SHAPE_ID', '/holder', 'must be a URL or an object with a URL as id')]),
    ...asList(verifiableCredential).flatMap((one, i) => memberProblems(one, pointer('/verifiableCredential', i))),
  ]
}

// A token stands in a presentation as text in the first model alone; it is read in both.
function memberProblems(member: JsonValue, path: string): Problem[] {
  if (typeof member === 'string') return []
  if (!isObject(member)) return [problem('SHAPE_TYPE', path, 'must be a credential')]
  const types = stringsOf(member.type)
  if (types.includes('VerifiableCredential')) return []
  if (!types.includes(ENVELOPE)) return [problem('SHAPE_TYPE', `${path}/type`, `must include ${ENVELOPE}`)]
  const isData = typeof member.id === 'string' && member.id.startsWith('data:')
  return isData ? [] : [problem('SHAPE_ID', `${path}/id`, 'must be a data: URL')]
}
