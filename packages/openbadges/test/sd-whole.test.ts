import { describe, expect, test } from 'vitest'
import { toMultikey } from '../src/did/multikey.ts'
import { fromBase58 } from '../src/encoding/base58.ts'
import { utf8 } from '../src/encoding/text.ts'
import { deriveSelective, type JsonObject, type JsonValue } from '../src/index.ts'
import { codePointOrder } from '../src/proof/order.ts'
import { baseData } from '../src/proof/sd/check.ts'
import { chosen } from '../src/proof/sd/pointers.ts'
import { skolemized } from '../src/proof/sd/skolem.ts'
import { readBase, writeBase } from '../src/proof/sd/value.ts'
import { wholeOf } from '../src/proof/sd/whole.ts'
import { told } from './ground.ts'
import { based, SD_DOCUMENT, SD_ISSUER } from './sd-ground.ts'
import { crypto, ecSigner, fast, judge } from './support.ts'

const HMAC_KEY = new Uint8Array(32).fill(9)
const ASKED = { hmacKey: HMAC_KEY, canonicalizer: fast, crypto }

function verdict(document: JsonObject) {
  return judge(document, { options: { mode: 'proofOnly' } })
}

describe('text that implementations may sort differently', () => {
  const issuer = { ...(SD_DOCUMENT.issuer as JsonObject), name: ['\uff21', '😀'] }
  const document = { ...SD_DOCUMENT, issuer }

  /** A base proof with its lines in an order of somebody's choice. */
  async function ordered(order: (nquads: string) => string, forged = false): Promise<JsonObject> {
    const proof = {
      type: 'DataIntegrityProof',
      cryptosuite: 'ecdsa-sd-2023',
      created: '2026-11-20T16:05:00Z',
      verificationMethod: SD_ISSUER.id,
      proofPurpose: 'assertionMethod',
    }
    const once = ecSigner('P-256', 'facade')
    const publicKey = fromBase58(toMultikey(once.publicKey).slice(1)) ?? new Uint8Array()
    const { lines, choose } = await wholeOf(document, { ...ASKED, order })
    const { numbers } = await choose(['/issuer'])
    const mandatory = lines.filter((_line, i) => numbers.includes(i))
    const open = lines.filter((_line, i) => !numbers.includes(i))
    const data = await baseData({ proof, document, publicKey, mandatory, canonicalizer: fast, crypto })
    const value = {
      baseSignature: await SD_ISSUER.sign(forged ? utf8('another') : data),
      publicKey,
      hmacKey: HMAC_KEY,
      signatures: await Promise.all(open.map((line) => once.sign(utf8(line)))),
      mandatoryPointers: ['/issuer'],
    }
    return { ...document, proof: [{ ...proof, proofValue: writeBase(value) }] }
  }

  test.each([
    ['code points', codePointOrder, []],
    ['UTF-16 code units', (nquads: string) => nquads, ['PROOF_ORDER']],
  ])('a base in the order of %s is good, and the unusual one is told', async (_name, order, warnings) => {
    const report = await verdict(await ordered(order))
    expect([told(report), report.warnings.map(({ code }) => code)]).toEqual([['valid'], warnings])
  })

  test('a base that is signed in neither order is not', async () => {
    expect(told(await verdict(await ordered(codePointOrder, true)))).toEqual(['invalid', 'PROOF_VALUE'])
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
    ).rejects.toMatchObject({ code: 'OB_CANON_FAILED', subject: 'a part that does not stand by itself' })
  })
})

test('the names that nodes get stand nowhere in the document', () => {
  const said = (name: string) => skolemized({ name, issuer: {} }).document
  expect(said('Stone')).toEqual({ id: 'urn:bnid:_0', name: 'Stone', issuer: { id: 'urn:bnid:_1' } })
  for (const name of ['urn:bnid:___ urn:bnid:_', 'urn:bnid:_ urn:bnid:___', 'urn:bnid:___'])
    expect(said(name)).toEqual({ id: 'urn:bnid:____0', name, issuer: { id: 'urn:bnid:____1' } })
})

test('a member without a value is no part of a document', () => {
  const document = { id: 'urn:1', type: undefined, name: undefined, a: { b: 1, c: 2 } }
  expect(chosen(document, ['/a/b'])).toStrictEqual({ id: 'urn:1', a: { b: 1 } })
  expect(() => chosen(document, ['/name'])).toThrow(expect.objectContaining({ code: 'OB_DERIVE_POINTER' }))
})
