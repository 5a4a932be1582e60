import type { Problem } from '../documents.ts'
import { asList, isObject, type JsonObject, type JsonValue, stringsOf } from '../json.ts'
import { problem } from './json-rules.ts'

const ENCODED = /^u[\w-]+$/

/** The rules of a status list's subject (VC Bitstring Status List 1.0, section 2.2). Whether its bits can be read is not looked at. */
export function statusListProblems(document: JsonObject): Problem[] {
  const at = '/credentialSubject'
  const [subject, ...others] = asList(document.credentialSubject)
  if (others.length > 0) return [problem('SHAPE_SUBJECT', at, 'must be one')]
  if (!isObject(subject)) return []
  const { type, statusPurpose, encodedList, ttl } = subject
  return [
    ...wrong(
      stringsOf(type).includes('BitstringStatusList'),
      'SHAPE_TYPE',
      [at, 'type'],
      'must be BitstringStatusList',
    ),
    ...wrong(isPurpose(statusPurpose), 'SHAPE_SCHEMA', [at, 'statusPurpose'], 'must name a purpose'),
    ...wrong(
      typeof encodedList === 'string' && ENCODED.test(encodedList),
      'SHAPE_SCHEMA',
      [at, 'encodedList'],
      'must be base64url behind the letter u',
    ),
    ...wrong(
      ttl === undefined || (Number.isSafeInteger(ttl) && Number(ttl) >= 0),
      'SHAPE_SCHEMA',
      [at, 'ttl'],
      'must be a number of milliseconds',
    ),
  ]
}

function isPurpose(value: JsonValue | undefined): boolean {
  const named = asList(value)
  return named.length > 0 && named.every((one) => typeof one === 'string' && one !== '')
}

function wrong(
  good: boolean,
  code: 'SHAPE_TYPE' | 'SHAPE_SCHEMA',
  place: readonly string[],
  message: string,
): Problem[] {
  return good ? [] : [problem(code, place.join('/'), message)]
}
