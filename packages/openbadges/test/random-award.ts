import fc from 'fast-check'
import type { AwardDraft } from '../src/index.ts'
import { GOLDEN_DRAFT } from './golden-draft.ts'
import { DID } from './support.ts'

/** The golden credential's issuer, achievement and the rest of it. */
export const { issuer, achievement, ...GOLDEN } = { ...GOLDEN_DRAFT, issuer: { ...GOLDEN_DRAFT.issuer, id: DID } }

const hard = fc.oneof(
  { weight: 60, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
  { weight: 4, arbitrary: fc.constantFrom('"\\', 'é', '😀', '<>&', '_:c14n0', 'a\tb\nc') },
  { weight: 1, arbitrary: fc.constantFrom('', 'e\u0301', '\ue000 \ufffd', '\u0000', '\ufeff', '\ud800', '\ue000 😀') },
)
const iri = fc.oneof(
  { weight: 40, arbitrary: fc.nat(9).map((n) => `https://cairn.example/c/${n}`) },
  { weight: 4, arbitrary: fc.constantFrom('urn:uuid:1', 'did:example:1', 'https://é.example/ü', 'mailto:a@b.example') },
  { weight: 1, arbitrary: fc.constantFrom('relative', '_:b1', 'https://a b', 'schema:name', 'type:x', '') },
)
const day = fc.oneof(
  { weight: 60, arbitrary: fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }) },
  { weight: 1, arbitrary: fc.constantFrom(new Date(Number.NaN), new Date('+012026-01-01'), new Date('1969-07-20')) },
)
const levels = (achievement.resultDescription ?? []).map((one) => one.rubricCriterionLevel?.map(({ id }) => id) ?? [])
const result = (i: 0 | 1) =>
  fc.record(
    {
      id: fc.oneof(
        { weight: 30, arbitrary: fc.constant(`https://cairn.example/c/1#r-${i}`) },
        { weight: 1, arbitrary: iri },
      ),
      achievedLevel: fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom(...(levels[i] ?? [])) },
        { weight: 1, arbitrary: fc.constantFrom(...(levels[1 - i] ?? [])) },
      ),
      value: hard,
    },
    { requiredKeys: ['id', 'value'] },
  )
const evidence = fc.record(
  { id: fc.uuid().map((id) => `urn:uuid:${id}`), name: hard, genre: hard, narrative: hard, digestMultibase: hard },
  { requiredKeys: ['id', 'name'] },
)

/** Awards of the golden achievement: whole, odd and wrong ones. */
export const awards: fc.Arbitrary<AwardDraft> = fc
  .record(
    {
      id: iri,
      validFrom: day,
      validUntil: fc.oneof(
        { weight: 8, arbitrary: fc.constant(new Date('2031-01-01')) },
        { weight: 1, arbitrary: day },
      ),
      awardedDate: day,
      subject: fc.record({ id: iri, name: hard, email: fc.constant(GOLDEN.subject.email) }, { requiredKeys: ['id'] }),
      evidence: fc.array(evidence, { maxLength: 2 }),
      activity: fc.record({ start: fc.constant(new Date('2019-09-08')), end: day }),
      creditsEarned: fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom(undefined, 15) },
        { weight: 1, arbitrary: fc.constantFrom(0, 2.5, Number.NaN, 16, -1) },
      ),
      levels: fc.tuple(result(0), result(1)),
      index: fc.oneof({ weight: 20, arbitrary: fc.nat(131_071) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1.5) }),
    },
    { requiredKeys: ['id', 'validFrom', 'awardedDate', 'subject', 'evidence', 'levels', 'index'] },
  )
  .map(({ levels: given, index, ...rest }) => ({
    ...GOLDEN,
    ...rest,
    results: GOLDEN.results.map((one, i) => ({ ...one, ...given[i] })),
    status: { method: 'bitstring', list: 'https://cairn.example/status/1', index },
  }))
