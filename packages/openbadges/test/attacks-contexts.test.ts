import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  buildCredential,
  fastCanonicalizer,
  generalCanonicalizer,
  type JsonObject,
  type JsonValue,
  type VerifiedClaims,
  verify,
} from '../src/index.ts'
import { DRAFT, findingsOf, good, OTHER, proof, sign, signed, told, unsigned } from './ground.ts'
import { contexts, crypto, DID, GOLDEN_NOW, judge } from './support.ts'

describe('contexts and structure', () => {
  const v2 = 'https://www.w3.org/ns/credentials/v2'
  const listed = unsigned['@context'] as readonly string[]
  const subject = unsigned.credentialSubject as JsonObject

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
      expect(report.needs).toEqual([])
    },
  )

  describe('A-context-swap: the same quads, the same signature, and two names exchanged', () => {
    const ob = listed.find((url) => url.includes('3.0.3')) ?? ''
    const evil = 'https://evil.example/context.json'
    const exchanged = ({ version, humanCode, ...rest }: JsonObject): JsonObject => ({
      ...rest,
      ...{ version: humanCode as JsonValue, humanCode: version as JsonValue },
    })
    /** The vocabulary of Open Badges, but for what two of its names mean. */
    const vocabulary = structuredClone(contexts.get(ob)) as unknown as {
      '@context': { Achievement: { '@context': JsonObject } }
    }
    const { Achievement } = vocabulary['@context']
    Achievement['@context'] = exchanged(Achievement['@context'])
    const swapped = (context: JsonValue): JsonObject => ({
      ...signed,
      '@context': listed.map((url) => (url === ob ? context : url)),
      credentialSubject: { ...subject, achievement: exchanged(subject.achievement as JsonObject) },
    })

    test('whoever believed that vocabulary would read other codes under a good signature', async () => {
      const believed = new Map([...contexts, [evil, vocabulary as unknown as JsonObject]])
      const general = generalCanonicalizer(believed)
      const { proof: _proof, ...bare } = swapped(evil)
      expect(await general.canonize(bare)).toBe(await general.canonize(unsigned))
      const context = { material: good, now: GOLDEN_NOW, crypto, contexts: believed }
      const canonicalizer = fastCanonicalizer(believed, general)
      const report = await verify(swapped(evil), { ...context, canonicalizer, options: { mode: 'proofOnly' } })
      expect([told(report), swapped(evil).credentialSubject]).toEqual([
        ['valid'],
        expect.objectContaining({ achievement: expect.objectContaining({ version: 'CFU-103', humanCode: '3' }) }),
      ])
    })

    test.each<[string, JsonValue, readonly string[]]>([
      ['by its address', evil, ['unknown', 'CONTEXT_UNKNOWN']],
      ['written inline', vocabulary['@context'] as unknown as JsonValue, ['invalid', 'CONTEXT_INLINE']],
      ['not at all', ob, ['invalid', 'PROOF_VALUE']],
    ])('%s: never valid, nothing claimed, nobody asked', async (_how, context, expected) => {
      const report = await judge(swapped(context), { material: good })
      expect([[...new Set(told(report))], report.needs]).toEqual([expected, []])
      if (context !== ob) expect(report.claims).toBeUndefined()
    })

    test.each(['context.json', 'context-3.0.1.json', 'context-3.0.2.json'])('another pinned one, %s', async (other) => {
      const context = ob.replace('context-3.0.3.json', other)
      expect(contexts.has(context)).toBe(true)
      const report = await judge({ ...signed, '@context': listed.map((url) => (url === ob ? context : url)) })
      expect(told(report)).toEqual(['invalid', 'TERMS_UNDEFINED'])
    })
  })

  test.each<JsonValue>([
    { name: 'https://x.example/name' },
    { id: 'https://x.example/id' },
    { type: 'https://x.example/type' },
    { '@protected': false, name: null },
    { VerifiableCredential: null },
    { '@import': 'https://evil.example/' },
    { '@version': 1 },
  ])('A-protected-term-redefined: %j is no exception but a reason, in every kind of run', async (more) => {
    const document = { ...signed, '@context': [...listed, more] }
    expect(told(await judge(document, { material: good }))).toEqual(['invalid', 'CONTEXT_INLINE'])
    const proofs = await judge(document, { material: good, options: { mode: 'proofOnly' } })
    expect([told(proofs), proofs.claims]).toEqual([['invalid', 'TERMS_UNDEFINED'], undefined])
  })

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

  const thing = { id: 'urn:x:1', type: ['Evidence'], name: 'x' }
  test.each<[JsonObject, string, string]>([
    [{ credentialSubject: { ...subject, '@context': listed } }, 'CONTEXT_INLINE', '/credentialSubject/@context'],
    [{ credentialSubject: { ...subject, '@context': null } }, 'CONTEXT_INLINE', '/credentialSubject/@context'],
    [{ '@included': [thing] }, 'SHAPE_SCHEMA', '/@included'],
    [{ '@graph': [] }, 'SHAPE_SCHEMA', '/@graph'],
    [{ '@graph': [thing] }, 'SHAPE_SCHEMA', '/@graph'],
    [{ '@reverse': {} }, 'SHAPE_SCHEMA', '/@reverse'],
    [{ '@reverse': { evidence: [thing] } }, 'SHAPE_SCHEMA', '/@reverse'],
    [{ '@id': 'urn:x:2' }, 'SHAPE_SCHEMA', '/@id'],
    [{ '@type': 'OpenBadgeCredential' }, 'SHAPE_SCHEMA', '/@type'],
    [{ '@nest': { name: 'x' } }, 'SHAPE_SCHEMA', '/@nest'],
    [{ '@index': 'a' }, 'SHAPE_SCHEMA', '/@index'],
    [{ '@language': 'en' }, 'SHAPE_SCHEMA', '/@language'],
    [{ '@base': 'https://x.example/' }, 'SHAPE_SCHEMA', '/@base'],
    [{ '@unknown': 1 }, 'SHAPE_SCHEMA', '/@unknown'],
    [{ name: { '@value': 'x', '@direction': 'rtl', '@language': 'ar' } }, 'SHAPE_SCHEMA', '/name'],
    [{ name: { '@value': 'x', '@direction': 'up' } }, 'SHAPE_SCHEMA', '/name'],
    [{ evidence: [{ ...thing, name: { '@type': '@json', '@value': {} } }] }, 'SHAPE_SCHEMA', '/evidence/0/name/@type'],
    [{ evidence: { '@list': [thing] } }, 'SHAPE_SCHEMA', '/evidence/0/@list'],
    [{ evidence: { '@set': [thing] } }, 'SHAPE_SCHEMA', '/evidence/0/@set'],
    [{ evidence: [{ '@id': 'urn:x:1', '@type': ['Evidence'] }] }, 'SHAPE_SCHEMA', '/evidence/0/@id'],
  ])('A-jsonld-structure-tricks: %j, really signed where anybody would sign it', async (change, code, path) => {
    const document = { ...unsigned, ...change }
    const given = await sign(document).catch(() => ({ ...document, proof: [proof] }))
    const report = await judge(given, { material: good })
    expect([report.verdict, findingsOf(report)[0]]).toEqual(['invalid', expect.objectContaining({ code, path })])
    expect(report.checks.find(({ name }) => name === 'proof')?.result).toBe('skipped')
  })

  test('A-jsonld-structure-tricks: a keyword anywhere, whatever is behind it', async () => {
    const keyword = fc.constantFrom(
      ...['@context', '@id', '@type', '@value', '@list', '@set', '@graph', '@included', '@reverse', '@nest', '@json'],
      ...['@index', '@language', '@direction', '@base', '@vocab', '@propagate', '@protected', '@import', '@none'],
    )
    const behind = fc.constantFrom<JsonValue>(null, {}, [], 'x', 1, true, [null], { '@id': 'urn:x:1' }, 'urn:x:1')
    const places: string[][] = [[]]
    const walk = (value: JsonValue | undefined, path: readonly string[]) => {
      if (typeof value !== 'object' || value === null) return
      if (!Array.isArray(value) && path.length > 0) places.push([...path])
      for (const [key, member] of Object.entries(value)) walk(member as JsonValue, [...path, key])
    }
    walk(unsigned, [])
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), keyword, behind, async (path, key, value) => {
        fc.pre(path.length > 0 || key !== '@context')
        const copy = structuredClone(signed) as unknown as Record<string, unknown>
        const at = path.reduce((parent, step) => parent[step] as Record<string, unknown>, copy)
        at[key] = value
        const report = await judge(copy as unknown as JsonObject, { material: good })
        const found = findingsOf(report).map(({ code }) => code)
        expect([path, key, report.verdict, found.includes('INTERNAL')]).toEqual([path, key, 'invalid', false])
        expect(found.some((code) => code === 'SHAPE_SCHEMA' || code === 'CONTEXT_INLINE')).toBe(true)
      }),
      { numRuns: 60, seed: 20_261_129 },
    )
  })

  test('an undefined field is named', async () => {
    const report = await judge({ ...signed, unheardOf: 'field' }, { material: good })
    expect(report.checks.find(({ name }) => name === 'terms')?.findings).toEqual([
      { code: 'TERMS_UNDEFINED', detail: { name: 'unheardOf' } },
    ])
  })

  test.each<[string, (document: JsonObject) => JsonValue, string, string]>([
    ['type missing', ({ type: _type, ...rest }) => rest, 'SHAPE_TYPE', '/type'],
    ['a number for a type', (document) => ({ ...document, type: 7 }), 'SHAPE_TYPE', '/type'],
    [
      '1,000 subjects',
      (document) => ({
        ...document,
        credentialSubject: Array.from({ length: 1_000 }, (_, i) => ({ id: `urn:x:${i}` })),
      }),
      'SHAPE_SCHEMA',
      '/credentialSubject',
    ],
    [
      'a text for a subject',
      (document) => ({ ...document, credentialSubject: 'x' }),
      'SHAPE_SUBJECT',
      '/credentialSubject',
    ],
    [
      'results in a list of lists',
      (document) => ({ ...document, credentialSubject: { ...subject, result: [[[1]]] } }),
      'SHAPE_SCHEMA',
      '/credentialSubject/result/0',
    ],
    ['a number for a name', (document) => ({ ...document, name: 7 }), 'SHAPE_SCHEMA', '/name'],
    ['a number for a date', (document) => ({ ...document, validFrom: 5 }), 'SHAPE_SCHEMA', '/validFrom'],
    ['an object for an id', (document) => ({ ...document, id: {} }), 'SHAPE_ID', '/id'],
    ['a text for evidence', (document) => ({ ...document, evidence: 'x' }), 'SHAPE_TYPE', '/evidence'],
    [
      'a number for a status',
      (document) => ({ ...document, credentialStatus: [1] }),
      'SHAPE_TYPE',
      '/credentialStatus',
    ],
    ['a text as issuer', (document) => ({ ...document, issuer: 'nobody' }), 'SHAPE_ID', '/issuer'],
    [
      'two issuers',
      ({ issuer, ...rest }) => ({ ...rest, issuer: [issuer as JsonValue, OTHER] }),
      'SHAPE_ID',
      '/issuer',
    ],
    ['a number for a vocabulary', (document) => ({ ...document, '@context': 7 }), 'CONTEXT_INLINE', '/@context'],
    ['a list as document', (document) => [document], 'PARSE_JSON', ''],
    ['a text as document', () => 'a credential', 'PARSE_JSON', ''],
    ['null as document', () => null, 'PARSE_JSON', ''],
  ])('A-wrong-json-types: %s is told with its place', async (_name, change, code, path) => {
    const report = await judge(JSON.stringify(change(signed)), { material: good })
    expect([report.verdict, findingsOf(report)[0]]).toEqual(['invalid', expect.objectContaining({ code, path })])
  })

  test('A-wrong-json-types: any value of another type, anywhere', async () => {
    const paths: string[][] = []
    const walk = (value: JsonValue | undefined, path: readonly string[]) => {
      if (path.length > 0) paths.push([...path])
      if (typeof value !== 'object' || value === null) return
      for (const [key, member] of Object.entries(value)) walk(member as JsonValue, [...path, key])
    }
    walk(signed, [])
    const odd = fc.constantFrom<JsonValue>(null, true, 0, -1.5, [], [[]], {}, { a: [[1]] }, [null], '')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), odd, async (path, value) => {
        const copy = structuredClone(signed) as unknown as Record<string, unknown>
        const at = path.slice(0, -1).reduce((parent, step) => parent[step] as Record<string, unknown>, copy)
        at[path.at(-1) ?? ''] = value
        const report = await judge(copy as unknown as JsonObject, { material: good })
        expect([path, value, report.verdict]).not.toEqual([path, value, 'valid'])
        expect([path, value, told(report).includes('INTERNAL')]).toEqual([path, value, false])
      }),
      { numRuns: 60, seed: 20_261_129 },
    )
  })

  test.each<[string, Partial<typeof DRAFT>]>([
    ['the credential', { id: 'https://famous.example/c/1' }],
    ['the achievement', { achievement: { ...DRAFT.achievement, id: 'https://famous.example/m/1' } }],
    [
      'both',
      { id: 'https://famous.example/c/1', achievement: { ...DRAFT.achievement, id: 'https://famous.example/m/1' } },
    ],
  ])('A-foreign-id-origin: the host of the id of %s says nothing about the issuer', async (_what, change) => {
    const draft = { ...DRAFT, ...change }
    const report = await judge(await sign(buildCredential(draft)), { material: good })
    expect([told(report), report.claims?.issuer.id, report.claims?.issuer.domain]).toEqual([['valid'], DID, undefined])
    const recognized = new Set(['did:web:famous.example', 'https://famous.example'])
    const asked = await judge(await sign(buildCredential(draft)), {
      material: good,
      options: { recognizedIssuers: recognized },
    })
    expect(asked.trust).toBe('unrecognized')
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

  test('A-field-from-raw-input: what the signature does not cover is in no claim', async () => {
    const more: readonly JsonObject[] = [{ evilNote: 'Doctor' }, { proof: [{ ...proof, evilNote: 'Doctor' }] }]
    for (const change of more) {
      const report = await judge({ ...signed, ...change }, { material: good })
      expect([report.verdict, JSON.stringify(report.claims ?? {}).includes('Doctor')]).toEqual(['invalid', false])
    }
  })

  test('A-field-from-raw-input: nothing but the verifier makes claims, which the type check of this file shows', () => {
    // @ts-expect-error: what was uploaded, of whatever form, is not what was verified
    const claims: VerifiedClaims = { id: 'urn:x:1', issuer: { id: DID }, subject: {}, document: signed }
    expect(claims.document).toBe(signed)
  })
})
