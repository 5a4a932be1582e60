import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import { jcs } from '../src/encoding/jcs.ts'
import type { JsonObject, JsonValue } from '../src/index.ts'
import { ECDSA_JCS_2019, EDDSA_JCS_2022 } from '../src/proof/jcs.ts'
import { told, unsigned } from './ground.ts'
import { crypto, ecSigner, edSigner, fast, judge, SEED, type TestSigner } from './support.ts'

const SUITES: readonly (readonly [string, TestSigner, string])[] = [
  ['eddsa-jcs-2022', edSigner(SEED), 'sha256'],
  ['ecdsa-jcs-2019', ecSigner('P-256', '5ca1ab1e'), 'sha256'],
  ['ecdsa-jcs-2019', ecSigner('P-384', '5ca1ab1e'), 'sha384'],
]

const LIST = unsigned['@context'] as readonly string[]
const STATED = { type: 'DataIntegrityProof', created: '2026-11-20T16:05:00Z', proofPurpose: 'assertionMethod' }

test('the text of any JSON is the one another implementation of RFC 8785 makes', () => {
  const value = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' })
  fc.assert(
    fc.property(value, (json) => {
      const plain = JSON.parse(JSON.stringify(json)) as JsonValue
      expect(jcs(plain)).toBe(canonicalize(plain))
    }),
    { numRuns: 500 },
  )
})

describe.each(SUITES)('%s', (cryptosuite, signer, digest) => {
  /** A proof as somebody else would make it: another canonical form, node's own hash and signature. */
  async function proofOf(document: JsonObject, context: JsonValue | undefined) {
    const repeated = context === undefined ? {} : { '@context': context }
    const proof = { ...STATED, cryptosuite, verificationMethod: signer.id, ...repeated }
    const texts = [proof, { ...document, ...repeated }].map((one) => String(canonicalize(one)))
    const hashes = texts.map((text) => createHash(digest).update(text).digest())
    return { ...proof, proofValue: `z${base58(await signer.sign(Buffer.concat(hashes)))}` }
  }

  async function verdict(document: JsonObject, proof: JsonObject) {
    return told(await judge({ ...document, proof: [proof] }, { options: { mode: 'proofOnly' } }))
  }

  test('a proof made elsewhere is good, whatever the order of the members', async () => {
    const proof = await proofOf(unsigned, LIST)
    expect(await verdict(unsigned, proof)).toEqual(['valid'])
    const turned = Object.fromEntries(Object.entries(unsigned).reverse()) as JsonObject
    expect(await verdict(turned, proof)).toEqual(['valid'])
  })

  test('the order within a list is signed too: this form keeps what N-Quads lose', async () => {
    const proof = await proofOf(unsigned, LIST)
    const turned = { ...unsigned, evidence: [...(unsigned.evidence as JsonValue[])].reverse() }
    expect(await verdict(turned, proof)).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test('the contexts of the proof begin those of the document; more may stand behind them, none before or between', async () => {
    const [first = '', second = '', third = ''] = LIST
    const within = await proofOf(unsigned, LIST.slice(0, 2))
    expect(await verdict(unsigned, within)).toEqual(['valid'])
    expect(await verdict({ ...unsigned, '@context': [first, third, second] }, within)).toEqual([
      'invalid',
      'CONTEXT_INLINE',
    ])
    const [whole, other] = [await proofOf(unsigned, LIST), await proofOf(unsigned, [second])]
    expect(await verdict({ ...unsigned, '@context': LIST.slice(0, 2) }, whole)).toEqual(['invalid', 'CONTEXT_INLINE'])
    expect(await verdict(unsigned, other)).toEqual(['invalid', 'CONTEXT_INLINE'])
  })

  test('the suite by itself finds no signature where the contexts of the proof do not begin those of the document', async () => {
    const suite = cryptosuite === 'eddsa-jcs-2022' ? EDDSA_JCS_2022 : ECDSA_JCS_2019
    const asked = { key: signer.publicKey, canonical: async () => '', canonicalizer: fast, crypto }
    for (const [context, answer] of [
      [LIST, 'good'],
      [LIST.slice(0, 1), 'good'],
      [[], 'good'],
      [LIST.slice(1), 'bad'],
      [[...LIST, 'urn:more'], 'bad'],
    ] as const) {
      const proof = await proofOf(unsigned, context)
      expect(await suite.verify({ proof, document: unsigned, ...asked }), String(context)).toBe(answer)
    }
  })

  test('one context alone may stand there without a list', async () => {
    const plain = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: signer.id.split('#')[0] ?? '',
      credentialSubject: { id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44' },
    }
    expect(await verdict(plain, await proofOf(plain, 'https://www.w3.org/ns/credentials/v2'))).toEqual(['valid'])
    expect(await verdict(plain, await proofOf(plain, 'https://w3id.org/security/data-integrity/v2'))).toEqual([
      'invalid',
      'CONTEXT_INLINE',
    ])
  })

  test('a proof without contexts signs those of the document as they are', async () => {
    const made = await proofOf(unsigned, undefined)
    expect(await verdict(unsigned, made)).toEqual(['valid'])
    expect(await verdict({ ...unsigned, '@context': LIST.slice().reverse() }, made)).toEqual([
      'invalid',
      'CONTEXT_ORDER',
    ])
    expect(await verdict(unsigned, { ...made, '@context': LIST })).toEqual(['invalid', 'PROOF_VALUE'])
    const { '@context': _context, ...bare } = await proofOf(unsigned, LIST)
    expect(await verdict(unsigned, bare)).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test('a term that no vocabulary defines is refused although its text is signed', async () => {
    const odd = { ...unsigned, undefinedTerm: 'x' }
    expect(await verdict(odd, await proofOf(odd, LIST))).toEqual(['invalid', 'TERMS_UNDEFINED'])
  })
})
