import { describe, expect, test } from 'vitest'
import { didKey, type Fetched, type JsonObject, type JsonValue, type Material } from '../src/index.ts'
import { proof, sign, told, unsigned } from './ground.ts'
import { edSigner, fetched, judge, material } from './support.ts'

const SEED = '2b'.repeat(32)
const WEB = 'did:web:issuer.example'
const WEB_URL = 'https://issuer.example/.well-known/did.json'
const HTTPS = 'https://issuer.example/profile'
const publicKey = edSigner(SEED).publicKey
const publicKeyMultibase = didKey(publicKey).slice('did:key:'.length)

/** A credential by this issuer, signed with the key of this id. */
function by(issuer: string, key: string): Promise<JsonObject> {
  const { credentialStatus: _status, ...rest } = unsigned as JsonObject
  return sign({ ...rest, issuer: { ...(rest.issuer as JsonObject), id: issuer } }, edSigner(SEED, key))
}

function method(id: JsonValue, controller: string, change: JsonObject = {}): JsonObject {
  return { id, type: 'Multikey', controller, publicKeyMultibase, ...change } as JsonObject
}

async function asked(issuer: string, key: string, found: Material) {
  return told(await judge(await by(issuer, key), { material: found }))
}

describe('the document of a did:web issuer', () => {
  const key = `${WEB}#award`
  const good = { id: WEB, verificationMethod: [method(key, WEB)], assertionMethod: [key] }
  const ask = (document: JsonObject) => asked(WEB, key, material(fetched(WEB_URL, document)))

  test.each<[string, JsonObject]>([
    ['lists the key', good],
    ['gives its ids in short', { ...good, verificationMethod: [method('#award', WEB)], assertionMethod: ['#award'] }],
    ['states the key where it says what it is for', { id: WEB, assertionMethod: [method(key, WEB)] }],
    [
      'states the key as a JWK',
      {
        ...good,
        verificationMethod: [{ id: key, type: 'JsonWebKey', controller: WEB, publicKeyJwk: { ...edSigner(SEED).jwk } }],
      },
    ],
    ['has other keys beside it', { ...good, verificationMethod: [...good.verificationMethod, method(7, WEB)] }],
    [
      'takes the key back after it signed',
      { ...good, verificationMethod: [method(key, WEB, { revoked: '2026-11-20T16:05:01Z' })] },
    ],
    [
      'lets the key end after it signed',
      { ...good, verificationMethod: [method(key, WEB, { expires: '2026-11-20T16:05:00Z' })] },
    ],
    ['states no end', { ...good, verificationMethod: [method(key, WEB, { revoked: null, expires: null })] }],
  ])('%s: valid', async (_name, document) => {
    expect(await ask(document)).toEqual(['valid'])
  })

  test.each<[string, JsonObject, string]>([
    ['is of somebody else', { ...good, id: 'did:web:other.example' }, 'DID_MISMATCH'],
    ['only refers to the key', { id: WEB, assertionMethod: [{ id: key }] }, 'KEY_CONTROLLER'],
    ['does not know the key', { ...good, verificationMethod: [] }, 'KEY_NOT_AUTHORIZED'],
    [
      'has two keys of one id',
      { ...good, verificationMethod: [method(key, WEB), method(key, WEB)] },
      'KEY_NOT_AUTHORIZED',
    ],
    [
      'says the key is of another',
      { ...good, verificationMethod: [method(key, 'did:web:b.example')] },
      'KEY_CONTROLLER',
    ],
    [
      'lists the key for nothing',
      { ...good, assertionMethod: undefined } as unknown as JsonObject,
      'KEY_NOT_AUTHORIZED',
    ],
    [
      'lists the key for something else',
      { ...good, assertionMethod: [], authentication: [key] } as unknown as JsonObject,
      'KEY_NOT_AUTHORIZED',
    ],
    [
      'has taken the key out because it was stolen',
      { ...good, assertionMethod: [], verificationMethod: [method(key, WEB, { revoked: '2026-11-20T16:05:00Z' })] },
      'KEY_COMPROMISED',
    ],
    [
      'took the key back at the moment it signed',
      { ...good, verificationMethod: [method(key, WEB, { revoked: '2026-11-20T16:05:00Z' })] },
      'KEY_COMPROMISED',
    ],
    [
      'ended the key before it signed',
      { ...good, verificationMethod: [method(key, WEB, { expires: '2026-11-20T16:04:59Z' })] },
      'KEY_PERIOD',
    ],
    ...['2026-11-25', 'soon', '', 5, [], {}, true].flatMap((end): [string, JsonObject, string][] => [
      [
        `took the key back at ${JSON.stringify(end)}, which is no time`,
        { ...good, verificationMethod: [method(key, WEB, { revoked: end } as JsonObject)] },
        'KEY_COMPROMISED',
      ],
      [
        `ends the key at ${JSON.stringify(end)}, which is no time`,
        { ...good, verificationMethod: [method(key, WEB, { expires: end } as JsonObject)] },
        'KEY_PERIOD',
      ],
    ]),
    [
      'has no key where it should be',
      { ...good, verificationMethod: [{ id: key, controller: WEB }] },
      'DID_KEY_FORMAT',
    ],
    [
      'has no key but noise',
      { ...good, verificationMethod: [method(key, WEB, { publicKeyMultibase: 'z6Mk' })] },
      'DID_KEY_FORMAT',
    ],
    [
      'holds another key',
      {
        ...good,
        verificationMethod: [
          method(key, WEB, { publicKeyMultibase: didKey(edSigner('2c'.repeat(32)).publicKey).slice(8) }),
        ],
      },
      'PROOF_VALUE',
    ],
  ])('%s', async (_name, document, code) => {
    expect(await ask(document)).toEqual(['invalid', code])
  })

  test('has more than a hundred keys: every one of them is found, and none that is there twice', async () => {
    const others = Array.from({ length: 200 }, (_, i) => method(`#${i}`, WEB))
    const listing = (...methods: JsonObject[]) => ({ ...good, verificationMethod: methods })
    expect(await ask(listing(...others, method(key, WEB)))).toEqual(['valid'])
    expect(await ask(listing(method(key, WEB), ...others))).toEqual(['valid'])
    expect(await ask(listing(method(key, WEB), ...others, method('#award', WEB)))).toEqual([
      ...['invalid', 'KEY_NOT_AUTHORIZED'],
    ])
  })

  test.each<[string, Partial<Fetched>]>([
    ['is gone', { status: 410 }],
    ['is no JSON', { body: new TextEncoder().encode('<html>') }],
    ['is a list', { body: new TextEncoder().encode('[]') }],
    ['states a member twice', { body: new TextEncoder().encode(`{"id":"${WEB}","id":"${WEB}"}`) }],
    ['is too large', { body: new TextEncoder().encode(`{"id":"${WEB}"${' '.repeat(64 * 1024)}}`) }],
  ])('%s: the key stays open', async (_name, change) => {
    const found = { ...fetched(WEB_URL, good), ...change }
    expect(await asked(WEB, key, material(found))).toEqual(['unknown', 'DID_UNREACHABLE'])
  })
})

describe('an issuer with an https address', () => {
  const key = `${HTTPS}#award`
  const listing = { id: HTTPS, verificationMethod: [method(key, HTTPS)], assertionMethod: [key] }

  test.each<[string, JsonObject, readonly string[]]>([
    ['a document about the issuer that lists the key', listing, ['valid']],
    ['a document about another issuer', { ...listing, id: 'https://b.example' }, ['invalid', 'DID_MISMATCH']],
    ['the key itself, which names its controller', method(key, HTTPS), ['valid']],
    ['another key', method(`${HTTPS}#other`, HTTPS), ['invalid', 'KEY_CONTROLLER']],
    ['a key of another controller', method(key, 'https://b.example'), ['invalid', 'KEY_CONTROLLER']],
  ])('%s', async (_name, document, expected) => {
    expect(await asked(HTTPS, key, material(fetched(HTTPS, document)))).toEqual(expected)
  })

  test('nothing there: the key stays open', async () => {
    expect(await asked(HTTPS, key, material())).toEqual(['unknown', 'DID_UNREACHABLE'])
  })

  describe('whose key is named by a fragment that is the key', () => {
    const own = `${HTTPS}#${publicKeyMultibase}`
    const ask = async (found: Material, keyBinding?: '1edtech') =>
      told(await judge(await by(HTTPS, own), { material: found, ...(keyBinding ? { options: { keyBinding } } : {}) }))

    test('is nobody’s until the issuer says so', async () => {
      expect(await ask(material())).toEqual(['unknown', 'KEY_SELF_ASSERTED'])
      expect(await ask(material(fetched(HTTPS, method(own, HTTPS))))).toEqual(['valid'])
      expect(await ask(material(fetched(HTTPS, { ...listing, id: 'https://b.example' })))).toEqual([
        'invalid',
        'DID_MISMATCH',
      ])
    })

    test('is believed when the caller wants it so, and then only a key', async () => {
      expect(await ask(material(), '1edtech')).toEqual(['valid'])
      const odd = await by(HTTPS, `${HTTPS}#zNoKey`)
      expect(told(await judge(odd, { options: { keyBinding: '1edtech' } }))).toEqual(['invalid', 'DID_KEY_FORMAT'])
      const named = await by(HTTPS, key)
      expect(told(await judge(named, { options: { keyBinding: '1edtech' } }))).toEqual(['unknown', 'DID_UNREACHABLE'])
      const bare = await by(HTTPS, HTTPS)
      expect(told(await judge(bare, { options: { keyBinding: '1edtech' } }))).toEqual(['unknown', 'DID_UNREACHABLE'])
    })
  })
})

describe('who signed', () => {
  test('another method of identifiers is not known here', async () => {
    expect(await asked('did:example:1', 'did:example:1#k', material())).toEqual(['unknown', 'DID_METHOD_UNKNOWN'])
  })

  test('a did:key has one key, and its fragment is that key', async () => {
    const did = didKey(publicKey)
    expect(await asked(did, `${did}#${publicKeyMultibase}`, material())).toEqual(['valid'])
    expect(await asked(did, `${did}#award`, material())).toEqual(['invalid', 'DID_KEY_FORMAT'])
  })

  test('an address that breaks the grammar of did:web is not asked', async () => {
    const odd = 'did:web:issuer.example:..:secret'
    const report = await judge(await by(odd, `${odd}#k`))
    expect([told(report), report.needs]).toEqual([['invalid', 'DID_SYNTAX'], []])
  })

  test.each([undefined, 7, ['x']])('a proof that names its key by %j names none', async (verificationMethod) => {
    const { verificationMethod: _method, ...rest } = proof
    const stated = verificationMethod === undefined ? rest : { ...rest, verificationMethod }
    const { credentialStatus: _status, ...document } = unsigned as JsonObject
    const [verdict, ...codes] = told(await judge({ ...document, proof: [stated as JsonObject] }))
    expect([verdict, codes.includes('PROOF_VALUE')]).toEqual(['invalid', false])
  })
})
