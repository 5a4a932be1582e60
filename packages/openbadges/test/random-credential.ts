import fc from 'fast-check'
import { EMITTED_CONTEXTS } from '../src/credential/build.ts'
import type { JsonObject, JsonValue } from '../src/index.ts'

/** Mostly the first, one in `odds` the second: a document has some fifty values, so what is odd must be rare to leave whole ones. */
function rarely<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, odds = 400): fc.Arbitrary<T> {
  return fc.oneof({ weight: odds - 1, arbitrary: usual }, { weight: 1, arbitrary: odd })
}

const plain = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.constantFrom('', '"\\', '\u007f\u0000\u001f', '\t\n\r\b\f', '😀', 'é', '<>&', '_:b0', '@type'),
)
const text = rarely(
  plain,
  fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('\ue000', '\uffff😀')),
)
const iri = rarely(
  fc.oneof(
    fc.nat(40).map((n) => `https://cairn.example/x/${n}`),
    fc.constantFrom('urn:uuid:1', 'did:example:1', 'name:x', 'https://é.example/ü'),
  ),
  fc.constantFrom('relative', '_:b1', 'https://a b', ''),
)
const number: fc.Arbitrary<JsonValue> = rarely<number>(
  fc.oneof(fc.constantFrom(0, 2.5, 1 / 3, -7, 15), fc.integer()),
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(1e21, 1e-7)),
  10,
)

function oneOrMany(value: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> {
  return fc.oneof(
    { weight: 8, arbitrary: value },
    { weight: 4, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.tuple(value).map(([one]) => [one, one]) },
  )
}

function node(types: JsonValue, members: Record<string, fc.Arbitrary<JsonValue>>): fc.Arbitrary<JsonObject> {
  const odd = fc.constantFrom<JsonValue>('Unknown', ['Profile', 'Achievement'], ['Image', 'Related'])
  const extra = rarely<JsonObject>(
    fc.constant({}),
    fc.constantFrom<JsonObject>({ undefinedTerm: 1 }, { name: null }, { tag: [] }, { allowedValue: ['a'] }),
    80,
  )
  return fc
    .tuple(
      rarely(
        fc.record({ id: iri, ...members }, { requiredKeys: ['id'] }) as fc.Arbitrary<JsonObject>,
        fc.record(members, { requiredKeys: [] }),
        40,
      ),
      rarely(fc.constant(types), odd, 300),
      extra,
    )
    .map(([made, type, more]) => ({ ...made, type, ...more }))
}

const image = node('Image', { caption: text })
const profile = node(['Profile'], { name: text, url: iri, email: text, image, official: text })
const level = node(['RubricCriterionLevel'], { name: text, level: text, description: text, points: text })
const description = node(['ResultDescription'], {
  name: text,
  resultType: text,
  requiredLevel: iri,
  rubricCriterionLevel: oneOrMany(level),
  valueMax: text,
})
const achievement = node(['Achievement'], {
  name: text,
  description: text,
  criteria: node(['Criteria'], { narrative: text }),
  creator: profile,
  creditsAvailable: number,
  tag: oneOrMany(text),
  image,
  version: text,
  alignment: oneOrMany(node(['Alignment'], { targetName: text, targetUrl: iri, targetType: text })),
  resultDescription: oneOrMany(description),
  related: oneOrMany(node(['Related'], { version: text })),
  digestMultibase: text,
})
const identity = node('IdentityObject', { hashed: fc.boolean(), identityHash: text, identityType: text, salt: text })
const subject = node(['AchievementSubject'], {
  achievement,
  identifier: oneOrMany(identity),
  creditsEarned: number,
  activityStartDate: text,
  source: profile,
  result: oneOrMany(node(['Result'], { resultDescription: iri, achievedLevel: iri, value: text, status: text })),
})
const evidence = node(['Evidence'], { name: text, narrative: text, genre: text, digestMultibase: text })

/** Documents near our vocabulary, good and bad: optional parts, doublets, hard text, odd numbers, undefined terms. */
export const randomCredential: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      id: iri,
      name: text,
      issuer: fc.oneof(profile, iri),
      validFrom: text,
      awardedDate: text,
      credentialSubject: subject,
      evidence: oneOrMany(evidence),
      credentialStatus: node('BitstringStatusListEntry', {
        statusPurpose: text,
        statusListIndex: fc.oneof(text, number),
        statusListCredential: iri,
      }),
      relatedResource: fc.record({ id: iri, mediaType: text, digestMultibase: text }, { requiredKeys: ['id'] }),
    },
    { requiredKeys: ['credentialSubject'] },
  )
  .map((made) => ({
    '@context': [...EMITTED_CONTEXTS],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    ...made,
  }))
