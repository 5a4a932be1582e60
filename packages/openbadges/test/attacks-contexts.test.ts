import { describe, expect, test } from 'vitest'
import { buildCredential, type JsonObject, type JsonValue } from '../src/index.ts'
import { DRAFT, good, proof, sign, signed, told, unsigned } from './ground.ts'
import { DID, judge } from './support.ts'

describe('contexts and structure', () => {
  const v2 = 'https://www.w3.org/ns/credentials/v2'
  const listed = unsigned['@context'] as readonly string[]

  test.each<[string, JsonValue, string, string]>([
    ['a vocabulary that is not pinned', [...listed, 'https://evil.example/v1'], 'unknown', 'CONTEXT_UNKNOWN'],
    ['http instead of https', [v2.replace('https', 'http'), ...listed.slice(1)], 'unknown', 'CONTEXT_UNKNOWN'],
    [
      'a vocabulary of its own',
      [...listed, { name: 'https://schema.org/description', description: 'https://schema.org/name' }],
      'invalid',
      'CONTEXT_INLINE',
    ],
    ['@vocab', [...listed, { '@vocab': 'https://x.example/' }], 'invalid', 'CONTEXT_INLINE'],
    ['null', [...listed, null], 'invalid', 'CONTEXT_INLINE'],
    ['none', [], 'invalid', 'CONTEXT_MISSING'],
    ['the base vocabulary last', [...listed].reverse(), 'invalid', 'CONTEXT_ORDER'],
  ])(
    'A-context-swap, A-protected-term-redefined, A-unknown-remote-context: %s',
    async (_name, context, verdict, code) => {
      const report = await judge({ ...signed, '@context': context }, { material: good })
      expect(told(report)).toEqual(expect.arrayContaining([verdict, code]))
      expect([report.claims, report.checks.find(({ name }) => name === 'shape')?.result]).toEqual([
        undefined,
        'skipped',
      ])
    },
  )

  test('A-context-swap: definitions written inline are read only for the proofs alone, and then nothing is claimed', async () => {
    const inline = await sign({
      ...unsigned,
      '@context': [...listed, { note: 'https://x.example/note' }],
      note: 'kept',
    })
    const proofs = (document: JsonObject) => judge(document, { material: good, options: { mode: 'proofOnly' } })
    expect(told(await judge(inline, { material: good }))).toEqual(['invalid', 'CONTEXT_INLINE'])
    const report = await proofs(inline)
    expect([told(report), report.claims]).toEqual([['valid'], undefined])
    expect((await proofs({ ...inline, note: 'changed' })).verdict).toBe('invalid')
    const swapped = [...listed, { note: 'https://x.example/other' }]
    expect(told(await proofs({ ...inline, '@context': swapped }))).toEqual(['invalid', 'PROOF_VALUE'])
    for (const [context, answer] of [
      [
        [...listed, { '@vocab': 'https://x.example/' }],
        ['invalid', 'CONTEXT_INLINE'],
      ],
      [
        [...listed, null],
        ['invalid', 'CONTEXT_INLINE'],
      ],
      [[{ note: 'https://x.example/note' }], ['invalid', 'CONTEXT_MISSING']],
      [{ note: 'https://x.example/note' }, ['invalid', 'CONTEXT_INLINE']],
      [
        [...listed, 'https://evil.example/v1', {}],
        ['unknown', 'CONTEXT_UNKNOWN'],
      ],
    ] as const)
      expect(told(await proofs({ ...inline, '@context': context as JsonValue }))).toEqual(answer)
    const within = { ...(unsigned.credentialSubject as JsonObject), '@context': [...listed, {}] }
    expect(told(await proofs({ ...inline, credentialSubject: within }))).toEqual(['invalid', 'CONTEXT_INLINE'])
  })

  const inline = { note: 'https://x.example/note' }
  const evil = 'https://evil.example/v1'
  const inProof = (context: JsonValue): JsonObject => ({ proof: [{ ...proof, '@context': context }] })
  const PROOF = [{ code: 'CONTEXT_INLINE', path: '/proof/0/@context' }]
  const endorsement = (context: JsonValue): JsonObject => ({ endorsement: [{ '@context': context }] })
  test.each<[string, JsonObject, readonly JsonObject[]]>([
    ['none', { '@context': undefined } as never, [{ code: 'CONTEXT_MISSING', path: '/@context' }]],
    ['a text', { '@context': v2 }, [{ code: 'CONTEXT_ORDER', path: '/@context' }]],
    ['one of them twice', { '@context': [...listed, v2] }, [{ code: 'CONTEXT_ORDER', path: '/@context' }]],
    [
      'two that are not known',
      { '@context': [...listed, evil, 'urn:x'] },
      [evil, 'urn:x'].map((url) => ({ code: 'CONTEXT_UNKNOWN', path: '/@context', detail: { url } })),
    ],
    [
      'one that says it is a vocabulary',
      { credentialSubject: { '@vocab': evil } },
      [{ code: 'CONTEXT_INLINE', path: '/credentialSubject' }],
    ],
    [
      'another in a member',
      { evidence: [{ '@context': listed }] },
      [{ code: 'CONTEXT_INLINE', path: '/evidence/0/@context' }],
    ],
    ['the same in a proof', inProof(listed), []],
    ['the first of them in a proof, as a text', inProof(v2), []],
    ['the first of them in a proof', inProof([v2]), []],
    ['none in a proof', inProof([]), PROOF],
    ['the last of them in a proof', inProof(listed.slice(1)), PROOF],
    ['more in a proof', inProof([...listed, v2]), PROOF],
    ['others behind the first in a proof', inProof([v2, v2]), PROOF],
    ['definitions in a proof', inProof([v2, inline]), PROOF],
    [
      'another in a proof that stands alone',
      { proof: { ...proof, '@context': evil } },
      [{ code: 'CONTEXT_INLINE', path: '/proof/@context' }],
    ],
    ['those of an endorsement inside', endorsement(listed), []],
    ['none of an endorsement inside', endorsement([]), [{ code: 'CONTEXT_MISSING', path: '/endorsement/0/@context' }]],
  ])('%s is found where it stands', async (_name, change, expected) => {
    const { checks } = await judge({ ...signed, ...change })
    expect(checks.find(({ name }) => name === 'context')?.findings).toEqual(expected)
  })

  test('definitions of the document may be repeated in its proof, for the proofs alone', async () => {
    const contextOf = async (
      context: JsonValue,
      within: JsonValue,
      by: JsonValue = [{ ...proof, '@context': within }],
    ) => {
      const document = { ...signed, '@context': context, proof: by }
      const { checks } = await judge(document, { options: { mode: 'proofOnly' } })
      return checks.find(({ name }) => name === 'context')?.findings.map(({ path }) => path)
    }
    const own = [...listed, inline]
    expect(await contextOf(own, own)).toEqual([])
    expect(await contextOf(own, [], { ...proof, '@context': own })).toEqual([])
    expect(await contextOf(own, [...listed, { note: 'https://x.example/other' }])).toEqual(['/proof/0/@context'])
    expect(await contextOf(own, [...own, inline])).toEqual(['/proof/0/@context'])
    expect(await contextOf([...listed, { '@context': inline }], [])).toEqual(['/proof/0/@context'])
  })

  test('a run for the proofs alone claims nothing, whatever the contexts', async () => {
    const report = await judge(signed, { material: good, options: { mode: 'proofOnly' } })
    expect([report.verdict, report.claims]).toEqual(['valid', undefined])
  })

  test.each<JsonObject>([
    { credentialSubject: { ...(unsigned.credentialSubject as JsonObject), '@context': listed } },
    { '@included': [{ id: 'urn:x:1' }] },
    { '@graph': [] },
    { '@reverse': {} },
    { evidence: [{ id: 'urn:x:1', type: ['Evidence'], name: { '@type': '@json', '@value': {} } }] },
    { unheardOf: 'field' },
  ])('A-jsonld-structure-tricks: %j', async (change) => {
    expect((await judge({ ...signed, ...change }, { material: good })).verdict).toBe('invalid')
  })

  test('an undefined field is named', async () => {
    const report = await judge({ ...signed, unheardOf: 'field' }, { material: good })
    expect(report.checks.find(({ name }) => name === 'terms')?.findings).toEqual([
      { code: 'TERMS_UNDEFINED', detail: { name: 'unheardOf' } },
    ])
  })

  test.each<[string, (document: JsonObject) => JsonValue]>([
    ['type missing', ({ type: _type, ...rest }) => rest],
    [
      '1,000 subjects',
      (document) => ({
        ...document,
        credentialSubject: Array.from({ length: 1_000 }, () => document.credentialSubject as JsonValue),
      }),
    ],
    [
      'results in a list of lists',
      (document) => ({
        ...document,
        credentialSubject: { ...(document.credentialSubject as JsonObject), result: [[[1]]] },
      }),
    ],
    ['a number for a name', (document) => ({ ...document, name: 7 })],
    ['a list as document', (document) => [document]],
    ['text as issuer', (document) => ({ ...document, issuer: 'nobody' })],
  ])('A-wrong-json-types: %s', async (_name, change) => {
    const report = await judge(JSON.stringify(change(signed)), { material: good })
    expect(report.verdict).toBe('invalid')
  })

  test('A-foreign-id-origin: the host of the id says nothing about the issuer', async () => {
    const report = await judge(await sign(buildCredential({ ...DRAFT, id: 'https://famous.example/c/1' })), {
      material: good,
    })
    expect([report.verdict, report.claims?.issuer.id, report.claims?.issuer.domain]).toEqual(['valid', DID, undefined])
  })

  test('A-look-alike-issuer: a good signature and a recognized issuer are two things', async () => {
    const options = { recognizedIssuers: new Set(['did:web:cairn.example:issuers:lakeside']) }
    const report = await judge(signed, { material: good, options })
    expect([report.verdict, report.trust, report.claims?.issuer.name]).toEqual([
      'valid',
      'unrecognized',
      'Lakeside Unified School District',
    ])
  })

  test('A-field-from-raw-input: claims hold nothing of the proof and cannot be changed', async () => {
    const { claims } = await judge(signed, { material: good })
    expect(claims?.document.proof).toBeUndefined()
    expect(() => Object.assign(claims ?? {}, { name: 'other' })).toThrow(TypeError)
  })
})
