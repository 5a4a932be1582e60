import { describe, expect, test } from 'vitest'
import { toMultikey } from '../src/did/multikey.ts'
import { fromBase58 } from '../src/encoding/base58.ts'
import { utf8 } from '../src/encoding/text.ts'
import { deriveSelective, type JsonObject, type JsonValue } from '../src/index.ts'
import { codePointOrder } from '../src/proof/order.ts'
import { baseData, ECDSA_SD_2023 } from '../src/proof/sd/check.ts'
import { chosen } from '../src/proof/sd/pointers.ts'
import { skolemized } from '../src/proof/sd/skolem.ts'
import { type BaseValue, readBase, writeBase } from '../src/proof/sd/value.ts'
import { wholeOf } from '../src/proof/sd/whole.ts'
import { told } from './ground.ts'
import { based, SD_DID, SD_DOCUMENT, SD_ISSUER } from './sd-ground.ts'
import { crypto, ecSigner, fast, judge } from './support.ts'

const HMAC_KEY = new Uint8Array(32).fill(9)
const ASKED = { hmacKey: HMAC_KEY, canonicalizer: fast, crypto }

function verdict(document: JsonObject) {
  return judge(document, { options: { mode: 'proofOnly' } })
}

const ONCE = ecSigner('P-256', 'facade')
const STATED = {
  type: 'DataIntegrityProof',
  cryptosuite: 'ecdsa-sd-2023',
  created: '2026-11-20T16:05:00Z',
  verificationMethod: SD_ISSUER.id,
  proofPurpose: 'assertionMethod',
}

interface Odd {
  readonly order?: (nquads: string) => string
  readonly forged?: boolean
  readonly publicKey?: Uint8Array
}

/** A base proof by somebody who may put any key in it and its lines in any order. */
async function proofBy(document: JsonObject, odd: Odd = {}): Promise<BaseValue> {
  const { order = codePointOrder, forged = false } = odd
  const { publicKey = fromBase58(toMultikey(ONCE.publicKey).slice(1)) ?? new Uint8Array() } = odd
  const { lines, choose } = await wholeOf(document, { ...ASKED, order })
  const { numbers } = await choose(['/issuer'])
  const mandatory = lines.filter((_line, i) => numbers.includes(i))
  const open = lines.filter((_line, i) => !numbers.includes(i))
  const data = await baseData({ proof: STATED, document, publicKey, mandatory, canonicalizer: fast, crypto })
  return {
    baseSignature: await SD_ISSUER.sign(forged ? utf8('another') : data),
    publicKey,
    hmacKey: HMAC_KEY,
    signatures: await Promise.all(open.map((line) => ONCE.sign(utf8(line)))),
    mandatoryPointers: ['/issuer'],
  }
}

function withValue(document: JsonObject, value: BaseValue): JsonObject {
  return { ...document, proof: [{ ...STATED, proofValue: writeBase(value) }] }
}

/** A credential of few lines, whose issuer has these names. */
function namedBy(...name: readonly string[]): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    issuer: { id: SD_DID, name },
    credentialSubject: { id: 'urn:uuid:1' },
  }
}

describe('what the suite by itself answers', () => {
  const document = namedBy('A')
  async function answer(value: BaseValue) {
    const asked = { key: SD_ISSUER.publicKey, canonical: () => fast.canonize(document), canonicalizer: fast, crypto }
    return ECDSA_SD_2023.verify({ proof: { ...STATED, proofValue: writeBase(value) }, document, ...asked })
  }
  const zeros = new Uint8Array(64)

  test('to a base of any kind', async () => {
    const value = await proofBy(document)
    const [first = zeros, ...rest] = value.signatures
    expect(await answer(value)).toBe('good')
    expect(await answer({ ...value, baseSignature: first })).toBe('bad')
    expect(await answer({ ...value, signatures: [value.baseSignature, ...rest] })).toBe('bad')
    expect(await answer({ ...value, baseSignature: zeros })).toBe('malformed')
    expect(await answer({ ...value, signatures: [...rest, zeros] })).toBe('malformed')
    expect(await answer({ ...value, hmacKey: new Uint8Array(31) })).toBe('malformed')
    expect(await answer({ ...value, signatures: rest })).toBe('wrong-pointers')
  })

  test('to one that is really signed over a key that is none', async () => {
    const publicKey = Uint8Array.from({ length: 35 }, (_, i) => [0x80, 0x24, 2][i] ?? (i === 34 ? 1 : 0))
    expect(await answer(await proofBy(document, { publicKey }))).toBe('malformed')
  })
})

describe('text that implementations may sort differently', () => {
  const document = namedBy('\uff21', '😀')

  test.each([
    ['code points', codePointOrder, []],
    ['UTF-16 code units', (nquads: string) => nquads, ['PROOF_ORDER']],
  ])('a base in the order of %s is good, and the unusual one is told', async (_name, order, warnings) => {
    const report = await verdict(withValue(document, await proofBy(document, { order })))
    expect([told(report), report.warnings.map(({ code }) => code)]).toEqual([['valid'], warnings])
  })

  test('nothing is told where both orders are one', async () => {
    for (const given of [namedBy('A'), { ...namedBy('\uff21'), name: '😀' }]) {
      const report = await verdict(withValue(given, await proofBy(given)))
      expect([told(report), report.warnings]).toEqual([['valid'], []])
    }
  })

  test('a base that is signed in neither order is not', async () => {
    const value = await proofBy(document, { forged: true })
    expect(told(await verdict(withValue(document, value)))).toEqual(['invalid', 'PROOF_VALUE'])
  })
})

describe('what cannot be shown in parts', () => {
  const language = { '@value': 'A name', '@language': 'en' }
  test('a document with a value that only looks like a node', async () => {
    const own = { meta: { '@id': 'urn:meta', '@type': '@json' } }
    const context = [...(SD_DOCUMENT['@context'] as readonly JsonValue[]), own]
    await expect(wholeOf({ ...SD_DOCUMENT, '@context': context, meta: { a: {} } }, ASKED)).rejects.toMatchObject({
      code: 'OB_CANON_FAILED',
      reason: 'other',
      subject: 'a value that is no node',
    })
  })

  test('a part of a value', async () => {
    const { choose } = await wholeOf({ ...SD_DOCUMENT, name: language }, ASKED)
    expect((await choose(['/name'])).numbers.length).toBeGreaterThan(0)
    await expect(choose(['/name/@value'])).rejects.toMatchObject({
      code: 'OB_CANON_FAILED',
      reason: 'other',
      subject: 'a part that is not in the whole',
    })
  })

  test('a base that says a part of a value is mandatory', async () => {
    const signed = await based({ ...SD_DOCUMENT, name: language }, ['/name'])
    const [proof] = signed.proof as unknown as readonly JsonObject[]
    const value = readBase(proof?.proofValue)
    if (!value) throw new TypeError('no base proof')
    const forged = { ...proof, proofValue: writeBase({ ...value, mandatoryPointers: ['/name/@value'] }) }
    expect(told(await verdict({ ...signed, proof: [forged] }))).toEqual(['invalid', 'TERMS_UNDEFINED'])
  })

  test('anything by a canonicalizer that says something else of the part by itself', async () => {
    const signed = await based()
    const isShown = (document: JsonObject) =>
      !('awardedDate' in document) && !JSON.stringify(document).includes('urn:bnid')
    const fickle = {
      canonize: (document: JsonObject) =>
        fast.canonize(isShown(document) ? { ...document, name: 'Another' } : document),
    }
    await expect(
      deriveSelective({ signed, pointers: ['/evidence/0'], canonicalizer: fickle, crypto }),
    ).rejects.toMatchObject({ reason: 'other', subject: 'a part that does not stand by itself' })
  })
})

test('the names that nodes get stand nowhere in the document', () => {
  const said = (name: string) => skolemized({ name, issuer: {} }).document
  expect(said('Stone')).toEqual({ id: 'urn:bnid:_0', name: 'Stone', issuer: { id: 'urn:bnid:_1' } })
  expect(said('urn:bnid:_0').issuer).toEqual({ id: 'urn:bnid:__1' })
  for (const name of ['urn:bnid:___ urn:bnid:_', 'urn:bnid:_ urn:bnid:___', 'urn:bnid:___'])
    expect(said(name)).toEqual({ id: 'urn:bnid:____0', name, issuer: { id: 'urn:bnid:____1' } })
})

test('nodes that have a name keep it, and values get none', () => {
  const named = { id: 'urn:1', issuer: { '@id': 'urn:2', name: { '@value': 'Stone' } }, list: { '@list': [] } }
  const { document } = skolemized({ ...named, evidence: [{}] })
  expect(document).toEqual({ ...named, evidence: [{ id: 'urn:bnid:_0' }] })
})

test('a pointer names a member as RFC 6901 says, section 5', () => {
  const members = { '': 0, 'a/b': 1, 'c%d': 2, 'e^f': 3, 'g|h': 4, 'i\\j': 5, 'k"l': 6, ' ': 7, 'm~n': 8, '~1': 9 }
  const document = { foo: ['bar', 'baz'], ...members }
  const pointers = ['/', '/a~1b', '/c%d', '/e^f', '/g|h', '/i\\j', '/k"l', '/ ', '/m~0n', '/~01']
  for (const [i, [name, value]] of Object.entries(members).entries())
    expect(chosen(document, [pointers[i] ?? ''])).toStrictEqual({ [name]: value })
  expect(chosen(document, ['/foo'])).toStrictEqual({ foo: ['bar', 'baz'] })
  expect(chosen(document, ['/foo/0'])).toStrictEqual({ foo: ['bar'] })
  expect(chosen(document, [''])).toStrictEqual(document)
})

test.each([
  ['/m~n', 'This is no JSON pointer.'],
  ['/m~', 'This is no JSON pointer.'],
  ['/m~2n', 'This is no JSON pointer.'],
  ['m', 'This is no JSON pointer.'],
  ['/n', 'The pointer leads to nothing.'],
])('the pointer %s is refused', (path, message) => {
  const document = { 'm~n': 1, 'm~': 2, 'm~2n': 3, m: 4 }
  expect(() => chosen(document, [path])).toThrow(expect.objectContaining({ code: 'OB_DERIVE_POINTER', path, message }))
})

test('a member without a value is no part of a document', () => {
  const document = { id: 'urn:1', type: undefined, name: undefined, a: { b: 1, c: 2 } }
  expect(chosen(document, ['/a/b'])).toStrictEqual({ id: 'urn:1', a: { b: 1 } })
  expect(() => chosen(document, ['/name'])).toThrow(expect.objectContaining({ code: 'OB_DERIVE_POINTER' }))
})
