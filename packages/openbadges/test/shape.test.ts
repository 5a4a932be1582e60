import { describe, expect, test } from 'vitest'
import {
  buildCredential,
  buildStatusList,
  checkShape,
  type JsonObject,
  type JsonValue,
  newStatusList,
} from '../src/index.ts'
import { DRAFT } from './ground.ts'
import { crypto, DID } from './support.ts'

const told = (document: JsonObject, kind: 'credential' | 'statusList') =>
  checkShape(document, kind).map(({ code, path }) => `${code} ${path}`)
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonObject

test('what is nested too deep is told, in whichever kind of document', () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000)
  const document = { ...plain(buildCredential(DRAFT)), more: JSON.parse(deep) as JsonValue }
  expect(told(document, 'credential')).toEqual(['SHAPE_SCHEMA '])
  expect(told(document, 'statusList')).toEqual(['SHAPE_SCHEMA '])
})

describe('a result', () => {
  const DESCRIPTION = {
    id: 'urn:uuid:1',
    type: ['ResultDescription'],
    name: 'Level',
    resultType: 'RubricCriterionLevel',
  }
  const LEVEL = { id: 'urn:uuid:2', type: ['RubricCriterionLevel'], name: 'Met' }

  function withResult(result: JsonObject): JsonObject {
    const { credentialSubject, ...rest } = plain(buildCredential(DRAFT))
    const subject = credentialSubject as JsonObject
    const resultDescription = [{ ...DESCRIPTION, rubricCriterionLevel: [LEVEL] }]
    const achievement = { ...(subject.achievement as JsonObject), resultDescription }
    return { ...rest, credentialSubject: { ...subject, achievement, result: [{ type: ['Result'], ...result }] } }
  }

  const at = '/credentialSubject/result/0'
  test.each<[string, JsonObject, string[]]>([
    ['of a description and a level', { resultDescription: DESCRIPTION.id, achievedLevel: LEVEL.id }, []],
    ['of a description alone', { resultDescription: DESCRIPTION.id, value: '3' }, []],
    ['of another achievement', { resultDescription: 'urn:uuid:9' }, [`SHAPE_RESULT_REF ${at}/resultDescription`]],
    [
      'with a level of another description',
      { resultDescription: DESCRIPTION.id, achievedLevel: 'urn:uuid:9' },
      [`SHAPE_RESULT_REF ${at}/achievedLevel`],
    ],
  ])('%s', (_what, result, expected) => {
    expect(told(withResult(result), 'credential')).toEqual(expected)
  })
})

describe('a status list', () => {
  const LIST = plain(
    buildStatusList({
      ...{ id: 'https://issuer.example/status/1', issuer: DID, purpose: 'revocation', bits: newStatusList(), crypto },
      ...{ validFrom: new Date('2026-11-23'), validUntil: new Date('2026-11-30'), ttlMs: 300_000 },
    }),
  )
  const subject = LIST.credentialSubject as JsonObject
  const at = '/credentialSubject'

  test('as it is built has no fault', () => {
    expect(told(LIST, 'statusList')).toEqual([])
  })

  test.each<[string, JsonValue, string[]]>([
    ['without a type', { ...subject, type: 'List' }, [`SHAPE_TYPE ${at}/type`]],
    ['without a purpose', { ...subject, statusPurpose: '' }, [`SHAPE_SCHEMA ${at}/statusPurpose`]],
    ['with no purpose in its list', { ...subject, statusPurpose: [] }, [`SHAPE_SCHEMA ${at}/statusPurpose`]],
    ['with a purpose that is a number', { ...subject, statusPurpose: [1] }, [`SHAPE_SCHEMA ${at}/statusPurpose`]],
    ['with two purposes', { ...subject, statusPurpose: ['revocation', 'suspension'] }, []],
    ['without bits', { ...subject, encodedList: 'u' }, [`SHAPE_SCHEMA ${at}/encodedList`]],
    ['with bits in another base', { ...subject, encodedList: 'z111' }, [`SHAPE_SCHEMA ${at}/encodedList`]],
    ['with a time to live before now', { ...subject, ttl: -1 }, [`SHAPE_SCHEMA ${at}/ttl`]],
    ['with a time to live in words', { ...subject, ttl: 'PT5M' }, [`SHAPE_SCHEMA ${at}/ttl`]],
    ['of two subjects', [subject, { ...subject, id: 'urn:uuid:9' }], [`SHAPE_SUBJECT ${at}`]],
    [
      'that says nothing',
      {},
      [
        `SHAPE_SUBJECT ${at}`,
        `SHAPE_TYPE ${at}/type`,
        `SHAPE_SCHEMA ${at}/statusPurpose`,
        `SHAPE_SCHEMA ${at}/encodedList`,
      ],
    ],
    ['whose subject is a text', 'urn:uuid:9', [`SHAPE_SUBJECT ${at}`]],
  ])('%s', (_what, credentialSubject, expected) => {
    expect(told({ ...LIST, credentialSubject }, 'statusList')).toEqual(expected)
  })
})
