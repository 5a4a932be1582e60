import { expect, test } from 'vitest'
import { fromUtf8 } from '../src/encoding/text.ts'
import { type Crypto, fastCanonicalizer, type JsonObject } from '../src/index.ts'
import { canonicalForm } from '../src/proof/form.ts'
import { contexts, crypto, general } from './support.ts'

const DOCUMENT = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:1',
  type: ['VerifiableCredential'],
  credentialSubject: [{ name: 'a' }, { name: 'b' }],
}
const SUBJECT = '<https://www.w3.org/2018/credentials#credentialSubject>'
/** What RDFC-1.0 hashes of the two nameless nodes. */
const ASKED = ['a', 'b'].map((name) => `<urn:1> ${SUBJECT} _:a .\n_:a <https://schema.org/name> "${name}" .\n`)

/** The form, which hashes were asked for, and which path answered. */
async function formBy(hash: Crypto['hash'], document: JsonObject = DOCUMENT) {
  const asked: string[] = []
  const fast = fastCanonicalizer(contexts, general)
  const text = await canonicalForm(document, fast, {
    ...crypto,
    hash: (algorithm, data) => {
      asked.push(`${algorithm} ${fromUtf8(data)}`)
      return hash(algorithm, data)
    },
  })
  return { text, asked, counts: fast.counts() }
}

test.each<[string, Crypto['hash']]>([
  ['at once', crypto.hash],
  ['later', async (algorithm, data) => crypto.hash(algorithm, data)],
])('blank nodes are told apart with a crypto that hashes %s', async (_when, hash) => {
  expect(await formBy(hash)).toEqual({
    text: await general.canonize(DOCUMENT),
    asked: ASKED.map((text) => `SHA-256 ${text}`),
    counts: { fast: 1, fallback: 0 },
  })
})

test('one blank node alone needs no hash', async () => {
  const one = { ...DOCUMENT, credentialSubject: { name: 'a' } }
  const { text, asked } = await formBy(crypto.hash, one)
  expect([text, asked]).toEqual([await general.canonize(one), []])
})

test.each([
  [1, '_:c14n1'],
  [9, '_:c14n0'],
])('they stand in the order of the hashes of that crypto (%i)', async (first, label) => {
  const { text } = await formBy((_algorithm, data) => Uint8Array.of(fromUtf8(data).includes('"b"') ? first : 5))
  expect(text).toContain(`${label} <https://schema.org/name> "a" .`)
})

test('a hash that fails later is not waited for, and nobody is left with its failure', async () => {
  const unhandled: unknown[] = []
  const note = (cause: unknown) => unhandled.push(cause)
  process.on('unhandledRejection', note)
  const { text } = await formBy(() => Promise.reject(new Error('no hash')))
  await new Promise((done) => setImmediate(done))
  process.off('unhandledRejection', note)
  expect([text, unhandled]).toEqual([await general.canonize(DOCUMENT), []])
})

test('without a crypto of the caller’s own the form is the same, and so is that of another canonicalizer', async () => {
  const expected = await general.canonize(DOCUMENT)
  expect(canonicalForm(DOCUMENT, fastCanonicalizer(contexts, general))).toBe(expected)
  expect(await canonicalForm(DOCUMENT, general, crypto)).toBe(expected)
  expect(await fastCanonicalizer(contexts, general).canonize(DOCUMENT)).toBe(expected)
})

test('what the fast path leaves is counted, and answered by the other', async () => {
  const left = { ...DOCUMENT, credentialSubject: [{ name: 'a' }, { name: 'a' }] }
  const fast = fastCanonicalizer(contexts, { canonize: async () => 'the other' })
  expect([await fast.canonize(left), await fast.sooner(left), fast.canonizeNow(left)]).toEqual([
    'the other',
    'the other',
    undefined,
  ])
  expect(await fast.canonize(DOCUMENT)).toBe(await general.canonize(DOCUMENT))
  const counts = fast.counts()
  expect(counts).toEqual({ fast: 1, fallback: 3 })
  counts.fast = 7
  expect(fast.counts()).toEqual({ fast: 1, fallback: 3 })
})
