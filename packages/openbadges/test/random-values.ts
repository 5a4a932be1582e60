import fc from 'fast-check'
import type { JsonObject, JsonValue } from '../src/index.ts'

export const V1 = 'https://www.w3.org/2018/credentials/v1'
export const V2 = 'https://www.w3.org/ns/credentials/v2'
export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
export const OB_302 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json'
export const OB_301 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json'
export const OB_300 = 'https://purl.imsglobal.org/spec/ob/v3p0/context.json'
export const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
export const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
export const ED25519 = 'https://w3id.org/security/suites/ed25519-2020/v1'
export const INTEGRITY = 'https://w3id.org/security/data-integrity/v2'
export const MULTIKEY = 'https://w3id.org/security/multikey/v1'

const OWN: readonly JsonObject[] = [
  { course: 'https://vocabulary.example/course', Course: 'https://vocabulary.example/Course' },
  { '@vocab': 'https://vocabulary.example/#', '@language': 'ES' },
  { ex: 'https://vocabulary.example/', course: { '@id': 'ex:course', '@type': '@id' }, Course: 'ex:Course' },
  { '@context': { course: { '@id': 'https://vocabulary.example/course', '@container': '@list' } } },
  { '@protected': true, course: { '@id': 'https://vocabulary.example/course', '@type': '@vocab' } },
  { name: 'https://vocabulary.example/name' },
  { xsd: 'http://www.w3.org/2001/XMLSchema#', course: { '@id': 'urn:course', '@type': 'xsd:double' } },
  { course: null },
]

/** Mostly the first, one in `odds` the second: a document has many values, so what a processor refuses must be rare. */
export function rarely<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, odds = 150): fc.Arbitrary<T> {
  return fc.oneof({ weight: odds - 1, arbitrary: usual }, { weight: 1, arbitrary: odd })
}

export function mostly(usual: JsonValue, ...others: JsonValue[]): fc.Arbitrary<JsonValue> {
  return rarely(fc.constant(usual), fc.constantFrom(...others), 60)
}

export const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', '15', 'true', '"\\\n\u0001', '😀', '\uffee') },
)
export const iri = rarely(
  fc.oneof(
    { weight: 5, arbitrary: fc.nat(6).map((n) => `https://cairn.example/${n}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('urn:x', '_:b', '_:c', 'ex:thing', 'cred:x', 'did:example:1', 'https://é.example/😀'),
    },
  ),
  fc.constantFrom('relative', 'https://a\u0001b', 'https://a b', '@id', '_:', 'x:<>', ''),
)
/** Where an identifier is expected. */
export const link: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 12, arbitrary: iri as fc.Arbitrary<JsonValue> },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JsonValue>({ id: 'cred:y' }, { id: '_:d' }, { '@id': 'urn:x' }, true, 15, []),
  },
)
export const value: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 12, arbitrary: text as fc.Arbitrary<JsonValue> },
  { weight: 2, arbitrary: fc.constantFrom<JsonValue>(0, 15, 2.5, 1 / 3, -7, 1e21, 1e-7, true, false, 1.5e-9, 2 ** 40) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JsonValue>([], null, ['15', 15], [15, 15], ['a', 'a'], [['a']], [true, 'true']),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<JsonValue>(
      { '@value': 'a' },
      { '@value': 'a', '@language': 'EN-us' },
      { '@value': 'a', '@language': 'en', '@direction': 'rtl' },
      { '@value': '15', '@type': 'http://www.w3.org/2001/XMLSchema#integer' },
      { '@value': '15', '@type': 'http://www.w3.org/2001/XMLSchema#string' },
      { '@value': 15, '@type': 'urn:type' },
      [{ '@value': 'a' }, 'a', { '@value': 'a', '@language': 'en' }],
      { '@list': ['a'] },
    ),
  },
)

export function some(
  members: Record<string, fc.Arbitrary<JsonValue>>,
  always: readonly string[] = [],
): fc.Arbitrary<JsonObject> {
  return fc.record(members, { requiredKeys: [...always] }) as fc.Arbitrary<JsonObject>
}

export function many(one: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return fc.oneof(
    { weight: 3, arbitrary: one },
    { weight: 2, arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }) },
  )
}

const course = many(fc.oneof(value, iri, some({ id: iri, type: fc.constant('Course'), name: value }, ['id'])))

/** A document under one of these lists of contexts; now and then with a context of its own behind them, and what that one defines. */
export function under(
  lists: readonly (readonly string[])[],
  document: fc.Arbitrary<JsonObject>,
): fc.Arbitrary<JsonObject> {
  const stated = fc.constantFrom(...lists).chain((list) =>
    fc.oneof(
      { weight: 12, arbitrary: document.map((made): JsonObject => ({ '@context': [...list], ...made })) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...OWN), course, document)
          .map(([own, extra, made]): JsonObject => ({ '@context': [...list, own], course: extra, ...made })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom(...OWN), course, document)
          .map(([own, extra, made]): JsonObject => ({ '@context': [own, ...list], course: extra, ...made })),
      },
    ),
  )
  const odd = fc.constantFrom<JsonValue>(null, [V2, null], [V2, 'https://unknown.example/'], V2, [[V2]])
  return rarely(
    stated,
    fc.tuple(odd, document).map(([context, made]): JsonObject => ({ '@context': context, ...made })),
    40,
  )
}
