import { describe, expect, test } from 'vitest'
import { laidOutDocument } from '../src/credential/prepared.ts'
import type { JsonObject, UnsignedCredential } from '../src/index.ts'
import { proofConfig, signingInput, withoutProof } from '../src/proof/config.ts'
import { textHash } from '../src/proof/pair.ts'
import { get, put } from '../src/proof/places.ts'
import { parse } from '../src/verify/parse.ts'
import { type Pattern, patternOf } from '../src/verify/pattern.ts'
import { DRAFT, proof, signed, unsigned } from './ground.ts'
import { crypto, fast } from './support.ts'

const hash = await textHash(crypto)
const EVIDENCE = ['urn:e:1', 'urn:e:2'].map((id) => ({ id, type: ['Evidence'], name: id }))
const BASE: JsonObject = { ...signed, evidence: EVIDENCE }
const AT = '/credentialSubject'

function learned(document: JsonObject, text = JSON.stringify(document)): Promise<Pattern | undefined> {
  const { seen } = parse(text)
  if (!seen) throw new Error('It was not read.')
  return patternOf({ text, document, seen }, { canonicalizer: fast, hash })
}

function changed(...changes: readonly (readonly [path: string, text: string])[]): JsonObject {
  return changes.reduce<JsonObject>((document, [path, text]) => put(document, path, text), BASE)
}

/** What is signed, by the general way. */
async function pairOf(document: JsonObject): Promise<Uint8Array> {
  const own = get(document, ['proof', '0']) as JsonObject
  const text = await fast.canonize(withoutProof(document))
  return signingInput({ document: text, config: proofConfig(own, document), canonicalizer: fast, crypto })
}

describe('the pattern of a credential', () => {
  const FIT: readonly (readonly [string, ...(readonly [path: string, text: string])[]])[] = [
    ['itself'],
    ['another id', ['/id', 'https://cairn.example/c/other']],
    ['other dates', ['/validFrom', '2026-11-21T07:00:00+02:00'], ['/awardedDate', '2026-11-21T07:00:00+02:00']],
    ['signed at another time', ['/proof/0/created', '2026-11-21T00:00:00Z']],
    ['signed otherwise', ['/proof/0/proofValue', 'z3']],
    ['another subject', [`${AT}/id`, 'urn:uuid:1']],
    ['another level', [`${AT}/result/0/achievedLevel`, `${DRAFT.achievement.id}#plan-0`]],
    ['text of other languages', ['/evidence/0/name', 'Día, 日']],
    ['the last character below U+D800', ['/evidence/0/name', '\ud7ff']],
  ]

  test('fits what differs in its own texts, and tells what it says and what was signed', async () => {
    const pattern = await learned(BASE)
    for (const [name, ...changes] of FIT) {
      const document = changed(...changes)
      const text = JSON.stringify(document)
      const read = pattern?.read(text)
      expect([name, read?.document, read?.seen]).toEqual([name, document, parse(text).seen])
      expect(read?.seen?.of).toBe(read?.document)
      expect([name, await read?.familiar?.()]).toEqual([name, await pairOf(document)])
    }
  })

  test.each([
    ['/id', 'no address', 'schema:name'],
    ['/evidence/0/id', '', 'urn:e:2', 'urn:a b'],
    ['/validFrom', 'some day', '2026-02-30T00:00:00Z', '2026-11-20'],
    ['/awardedDate', 'some day'],
    ['/proof/0/created', 'some day'],
    [`${AT}/result/0/achievedLevel`, `${DRAFT.achievement.id}#adjust-0`, 'urn:level'],
    ['/evidence/0/name', '', 'a\\b', 'a"b', 'a\tb', '\u007f', '\u009f', '\ue000', '😀'],
  ])('fits nothing that must not stand at %s', async (path, ...texts) => {
    const pattern = await learned(BASE)
    // What did not fit is no measure for what follows it.
    const fitting = [...texts, ...texts].filter((text) => pattern?.read(JSON.stringify(changed([path, text]))))
    expect([pattern !== undefined, fitting]).toEqual([true, []])
  })

  test('fits no text that says more, says less, or says a place of all in another way', async () => {
    const pattern = await learned(BASE)
    const others = [
      { ...BASE, name: 'Another name' },
      { ...BASE, evidence: EVIDENCE.slice(1) },
      { ...BASE, more: 1 },
      put(BASE, `${AT}/result/0/resultDescription`, `${DRAFT.achievement.id}#adjust`),
    ]
    const texts = [...others.map((one) => JSON.stringify(one)), `${JSON.stringify(BASE)} `, '']
    expect([pattern !== undefined, texts.filter((text) => pattern?.read(text))]).toEqual([true, []])
  })

  test('is made of a proof that does not stand in a list', async () => {
    const alone = { ...BASE, proof }
    const made = await learned(alone)
    const other = put(put(alone, '/proof/created', '2026-11-21T00:00:00Z'), '/proof/proofValue', 'z3')
    expect(made?.read(JSON.stringify(other))?.document).toEqual(other)
    expect(made?.read(JSON.stringify(put(alone, '/proof/created', 'some day')))).toBeUndefined()
    expect(made?.read(JSON.stringify(put(alone, '/proof/proofPurpose', 'authentication')))).toBeUndefined()
  })

  test.each([
    ['no proof', unsigned as JsonObject],
    ['two', { ...BASE, proof: [proof, proof] }],
    ['another suite', { ...BASE, proof: [{ ...proof, cryptosuite: 'eddsa-jcs-2022' }] }],
    ['a proof over another', { ...BASE, proof: [{ ...proof, previousProof: 'urn:p:1' }] }],
  ])('is not made of %s', async (_case, document) => {
    expect(await learned(document)).toBeUndefined()
  })

  test('is not made of a text in another way than ours, nor of one with characters that JSON writes in two', async () => {
    expect(await learned(BASE, JSON.stringify(BASE, null, 1))).toBeUndefined()
    expect(await learned(changed(['/evidence/0/name', 'a "b"']))).toBeUndefined()
  })

  test('is made of 64 places, and not of 65', async () => {
    const placesOf = (document: JsonObject) => laidOutDocument(document as UnsignedCredential).places.length
    const withPlaces = (count: number) => {
      const evidence = Array.from({ length: count - placesOf(unsigned) }, () => ({ type: ['Evidence'], name: 'A' }))
      return { ...signed, evidence: [...(unsigned.evidence as readonly JsonObject[]), ...evidence] }
    }
    for (const [count, isMade] of [
      [64, true],
      [65, false],
    ] as const) {
      const document = withPlaces(count)
      expect(placesOf(document)).toBe(count)
      expect((await learned(document)) !== undefined).toBe(isMade)
    }
  })

  test('of a form that is not known whole, its dates, its levels and nothing else may differ', async () => {
    const foreign = { ...BASE, credentialSchema: { id: 'https://schema.example/1', type: 'JsonSchema' } }
    const made = await learned(foreign)
    const fits = (path: string, text: string) => made?.read(JSON.stringify(put(foreign, path, text))) !== undefined
    expect(fits('/id', String(BASE.id))).toBe(true)
    expect(fits('/validFrom', '2026-11-21T00:00:00Z')).toBe(true)
    expect(fits(`${AT}/result/0/achievedLevel`, `${DRAFT.achievement.id}#plan-0`)).toBe(true)
    expect([fits('/validFrom', 'some day'), fits('/awardedDate', 'some day')]).toEqual([false, false])
    expect(fits('/id', 'https://cairn.example/c/other')).toBe(false)
    expect(fits('/evidence/0/name', 'B')).toBe(false)
  })

  test('a key whose name could be sorted in two ways leaves every text to the others', async () => {
    const wide = { ...proof, verificationMethod: 'did:web:cairn.example#\u{10000}\uffff' }
    const made = await learned({ ...BASE, proof: [wide] })
    expect(made?.read(JSON.stringify({ ...BASE, proof: [wide] }))).toBeUndefined()
  })
})
