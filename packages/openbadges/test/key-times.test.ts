import { describe, expect, test } from 'vitest'
import { toMultikey } from '../src/did/multikey.ts'
import { type JsonObject, type KeyRecord, type Material, verifyWithFetch } from '../src/index.ts'
import { proofWith } from '../src/proof/add.ts'
import { EDDSA_RDFC_2022 } from '../src/proof/eddsa-rdfc.ts'
import { told, unsigned } from './ground.ts'
import { record } from './jwt-ground.ts'
import { contexts, crypto, edSigner, fast, fetched, GOLDEN_NOW, judge, material } from './support.ts'

const WEB = 'did:web:issuer.example'
const KEY = `${WEB}#award`
const SIGNER = edSigner('2b'.repeat(32), KEY)
const CREATED = '2026-11-20T16:05:00Z'
const WEB_URL = 'https://issuer.example/.well-known/did.json'

/** A credential whose proof was made then, or says nothing of when. */
async function made(created?: string): Promise<JsonObject> {
  const { credentialStatus: _status, ...rest } = unsigned as JsonObject
  const document: JsonObject = { ...rest, issuer: { ...(rest.issuer as JsonObject), id: WEB } }
  const proof = created === undefined ? {} : { created }
  const input = { document, proof, signer: SIGNER, canonicalizer: fast, crypto }
  return { ...document, proof: [await proofWith(EDDSA_RDFC_2022, input)] }
}

async function asked(found: Material, mode?: 'proofOnly') {
  return told(await judge(await made(CREATED), { material: found, ...(mode ? { options: { mode } } : {}) }))
}

async function undated(found: Material, mode?: 'proofOnly') {
  return told(await judge(await made(), { material: found, ...(mode ? { options: { mode } } : {}) }))
}

describe('a key that was seen before', () => {
  const known = (change: Partial<KeyRecord>): Material => ({ ...material(), trustedKeys: [record(SIGNER, change)] })
  const day = (text: string) => new Date(text)

  test.each<[string, Partial<KeyRecord>, readonly string[]]>([
    ['may sign from its first moment', { notBefore: day(CREATED) }, ['valid']],
    ['not before', { notBefore: day('2026-11-20T16:05:01Z') }, ['invalid', 'KEY_PERIOD']],
    ['may sign to its last moment', { notAfter: day(CREATED), state: 'ended' }, ['valid']],
    ['not after', { notAfter: day('2026-11-20T16:04:59Z'), state: 'ended' }, ['invalid', 'KEY_PERIOD']],
    ['not from what is no time', { notBefore: day('soon') }, ['invalid', 'KEY_PERIOD']],
    ['not up to what is no time', { notAfter: day('soon'), state: 'ended' }, ['invalid', 'KEY_PERIOD']],
    ['signs no credential when it is for lists', { purpose: 'status' }, ['invalid', 'KEY_NOT_AUTHORIZED']],
    ['signs nothing once it was stolen', { state: 'compromised' }, ['invalid', 'KEY_COMPROMISED']],
    ['speaks for no other key', { id: `${WEB}#other` }, ['unknown', 'KEY_UNANCHORED']],
  ])('%s', async (_name, change, expected) => {
    expect(await asked(known(change))).toEqual(expected)
  })

  test('is not asked for where documents are fetched, either', async () => {
    const asked: string[] = []
    const report = await verifyWithFetch(await made(CREATED), {
      fetch: async ({ url }) => {
        asked.push(url)
        return fetched(url, {})
      },
      clock: () => GOLDEN_NOW,
      crypto,
      contexts,
      canonicalizer: fast,
      trustedKeys: [record(SIGNER)],
    })
    expect([told(report), asked]).toEqual([['valid'], []])
  })

  test('a proof without a date is in no period, unless only the proof is asked for', async () => {
    expect(await undated(known({}))).toEqual(['invalid', 'KEY_PERIOD'])
    expect(await undated(known({}), 'proofOnly')).toEqual(['valid'])
    const later = known({ notBefore: day('2026-11-20T16:05:01Z') })
    expect(await asked(later, 'proofOnly')).toEqual(['invalid', 'KEY_PERIOD'])
  })
})

describe('a key in the document of its issuer', () => {
  const method = { id: KEY, type: 'Multikey', controller: WEB, publicKeyMultibase: toMultikey(SIGNER.publicKey) }
  const listing = (change: JsonObject = {}, more: JsonObject = {}) =>
    material(
      fetched(WEB_URL, { id: WEB, verificationMethod: [{ ...method, ...change }], assertionMethod: [KEY], ...more }),
    )

  test('a proof without a date counts until the key is taken back or ends', async () => {
    expect(await undated(listing())).toEqual(['valid'])
    expect(await undated(listing({ revoked: '2030-01-01T00:00:00Z' }))).toEqual(['invalid', 'KEY_COMPROMISED'])
    expect(await undated(listing({ expires: '2030-01-01T00:00:00Z' }))).toEqual(['invalid', 'KEY_PERIOD'])
  })

  test('must be listed itself: another key that is does not help', async () => {
    expect(await asked(listing({}, { assertionMethod: [`${WEB}#other`] }))).toEqual(['invalid', 'KEY_NOT_AUTHORIZED'])
  })

  test('is asked for where a did:web is kept, and no more is read than such a document needs', async () => {
    const { needs } = await judge(await made(CREATED))
    const accept = 'application/did+json, application/json'
    expect(needs).toEqual([{ url: WEB_URL, kind: 'did', accept, maxBytes: 65_536 }])
    const [[, whole] = ['', fetched(WEB_URL, {})]] = listing().documents
    const long = (length: number) => {
      const text = new TextDecoder().decode(whole.body)
      return material({ ...whole, body: new TextEncoder().encode(text.padEnd(length)) })
    }
    expect(await asked(long(65_536))).toEqual(['valid'])
    expect(await asked(long(65_537))).toEqual(['unknown', 'DID_UNREACHABLE'])
  })
})
