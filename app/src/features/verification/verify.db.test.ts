import { generateKeyPairSync, sign } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { bake, signJwt } from '@cairn/openbadges'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { safeFetch } from '../../platform/safe-fetch.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aRevocation } from '../../testing/factories/award.ts'
import { aHeldCredential, type HeldCredential, type Holding, visitOf } from '../../testing/factories/credential.ts'
import { aForeignIssuer, type ForeignIssuer, theWebOf } from '../../testing/factories/foreign.ts'
import { aDistrict, aPerson, type District, type Someone, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'

let world: World
let district: District
let version: AchievementVersion
let readers: [Someone, Someone]
let asked: string[]
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  district = await aDistrict(world, { slug: 'lakeside', name: 'Lakeside Unified School District' })
  version = await anAchievement(world)
  readers = [await aPerson(world), await aPerson(world)]
})
beforeEach(() => {
  asked = theWebOf(world)
})
afterAll(() => world.close())

let serial = 0
/** A host that no test before has asked. */
async function somewhere(given: Parameters<typeof aForeignIssuer>[0] = {}): Promise<ForeignIssuer> {
  serial++
  const issuer = await aForeignIssuer({ host: `badges${serial}.example`, ...given })
  asked = theWebOf(world, issuer)
  return issuer
}
const held = (given: Partial<Holding> = {}): Promise<HeldCredential> =>
  aHeldCredential(world, { district, version, readers, visibility: 'link', name: 'Maya Jackson', ...given })
const textIn = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const aFile = (content: Uint8Array | string, name = 'credential.json') => new File([content as BlobPart], name)

interface Shown {
  readonly status: number
  readonly heading: string
  readonly page: string
}
async function check(fields: Record<string, string | File>, visit = visitOf(world)): Promise<Shown> {
  const answer = await visit.post('/verify', fields)
  const page = (await answer.text()).replaceAll(/[\u2068\u2069]/g, '')
  return { status: answer.status, heading: /<h1[^>]*>(.*?)<\/h1>/.exec(page)?.[1] ?? '', page }
}
interface Reported {
  readonly verdict: string
  readonly sentence: string
  readonly trust: string
  readonly issuedHere: boolean
  readonly checks: { name: string; result: string; findings: { code: string; sentence: string }[] }[]
  readonly claims?: Record<string, unknown>
}
async function report(body: Uint8Array | string, headers: Record<string, string> = {}) {
  const answer = await world.app.request(`${BASE_URL}/api/v1/verify`, {
    method: 'POST',
    body: body as BodyInit,
    headers: { 'content-type': 'application/json', origin: 'https://somewhere.example', ...headers },
  })
  return { answer, json: (await answer.json()) as Reported }
}
const codesOf = ({ checks }: Reported) => checks.flatMap(({ findings }) => findings.map(({ code }) => code))

describe('one of ours', () => {
  test.each([
    ['as text', async ({ bytes }: HeldCredential) => ({ text: bytes.toString() })],
    ['as file', async ({ bytes }: HeldCredential) => ({ file: aFile(bytes) })],
    [
      'as picture',
      async ({ publicId }: HeldCredential) => ({ file: aFile(await served(`/c/${publicId}.png`), 'b.png') }),
    ],
    ['by its address', async ({ publicId }: HeldCredential) => ({ link: `${BASE_URL}/c/${publicId}` })],
    ['by the address of a file', async ({ publicId }: HeldCredential) => ({ link: `${BASE_URL}/c/${publicId}.pdf` })],
    ['by an address in the text', async ({ publicId }: HeldCredential) => ({ text: ` ${BASE_URL}/c/${publicId}\n` })],
  ])('%s: valid, in one sentence, without asking the network', async (_way, handed) => {
    const mine = await held()
    const { status, heading, page } = await check(await handed(mine))
    expect([status, heading]).toEqual([
      200,
      `Valid. Lakeside Unified School District (localhost:3000) awarded “${version.title}” to Maya Jackson on November 20, 2026.`,
    ])
    expect(page).toContain(`href="/c/${mine.publicId}"`)
    expect(asked).toEqual([])
  })

  async function served(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await visitOf(world).get(path)).arrayBuffer())
  }

  test('one changed letter is one letter too many', async () => {
    const { bytes } = await held()
    const { status, heading } = await check({ text: bytes.toString().replace('Maya Jackson', 'Mary Jackson') })
    expect([status, heading]).toEqual([
      200,
      'Not valid. The text of this credential was changed after it was signed, or the signature was made with another key.',
    ])
  })

  test('revoked: it says by whom', async () => {
    const bad = await held()
    await aRevocation(world, { award: bad, issuer: district })
    const { heading, page } = await check({ text: bad.bytes.toString() })
    expect(heading).toMatch(
      /^Revoked\. Lakeside Unified School District has taken this credential back on \w+ \d+, 2026\.$/,
    )
    expect(page).toContain('Why it was taken back is told to its holder alone.')
    expect(page).toContain('What it said before it was taken back')
    expect(page).not.toContain('did not confirm')
  })

  test('the address of a private one opens for its holder alone', async () => {
    const { publicId, learner } = await held({ visibility: 'private' })
    const link = `${BASE_URL}/c/${publicId}`
    expect(await check({ link })).toMatchObject({ status: 422, heading: 'Check a credential' })
    expect((await check({ link }, visitOf(world, await signedIn(world, learner)))).heading).toMatch(/^Valid\./)
    expect((await check({ link: `${BASE_URL}/c/1111111111111111111111` })).page).toContain(
      'Nothing is there, or it is private.',
    )
  })

  test('whose it is: the address it was issued to agrees, another does not', async () => {
    const { bytes, learner } = await held()
    const right = await check({ text: bytes.toString(), email: ` ${learner.email.toUpperCase()} ` })
    expect(right.heading).toMatch(/^Valid\./)
    expect(right.page).toContain('It was issued to the e-mail address you gave.')
    const wrong = await check({ text: bytes.toString(), email: 'someone@else.example' })
    expect(wrong.heading).toBe('Another person. It was issued to someone with another name or e-mail address.')
    expect(wrong.page).not.toContain('someone@else.example')
  })

  test('A-lapsed-domain: our own keys speak for our credentials, whatever the network says', async () => {
    const thief = await aForeignIssuer({ host: 'localhost:3000', did: 'did:web:localhost%3A3000:issuers:lakeside' })
    asked = theWebOf(world, thief)
    const { json } = await report(await thief.issue())
    expect([json.verdict, codesOf(json)]).toEqual(['unknown', expect.arrayContaining(['KEY_UNANCHORED'])])
    expect(asked).toEqual([])
  })
})

describe('one of somebody else’s', () => {
  test('a good signature is said to be one, and nothing more is vouched for', async () => {
    const issuer = await somewhere()
    const { heading, page } = await check({ file: aFile(await issuer.issue()) })
    expect(heading).toBe('Signature valid. You have not marked this issuer as recognized.')
    expect(page).toContain(`Elsewhere Schools (${issuer.host}) awarded “Formative Questions” to Lee Foreign`)
    expect(page).toContain('It has not been changed and was not revoked as of')
    expect(asked.sort()).toEqual([`https://${issuer.host}/.well-known/did.json`, `https://${issuer.host}/status/1`])
  })

  test('a token is read like a document with its proof inside, and one changed letter is seen', async () => {
    const issuer = await somewhere()
    const { proof: _proof, ...unsigned } = JSON.parse(textIn(await issuer.issue()))
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const address = `https://${issuer.host}/.well-known/did.json`
    const document = JSON.parse(textIn(issuer.web.get(address) as Uint8Array))
    const id = `${issuer.did}#tokens`
    const jwk = publicKey.export({ format: 'jwk' })
    document.verificationMethod.push({ id, type: 'JsonWebKey', controller: issuer.did, publicKeyJwk: jwk })
    document.assertionMethod.push(id)
    issuer.web.set(address, new TextEncoder().encode(JSON.stringify(document)))
    const signed = async (data: Uint8Array) =>
      new Uint8Array(sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }))
    const token = await signJwt({ unsigned, signer: { id, algorithm: 'ES256', sign: signed }, form: 'ob3' })
    const { heading, page } = await check({ text: token })
    expect(heading).toBe('Signature valid. You have not marked this issuer as recognized.')
    expect(page).toContain(`Elsewhere Schools (${issuer.host}) awarded “Formative Questions” to Lee Foreign`)
    const { json } = await report(token, { 'content-type': 'text/plain' })
    expect([json.verdict, codesOf(json)]).toEqual(['valid', []])
    const [header, payload, signature] = token.split('.')
    const forged = Buffer.from(textIn(Buffer.from(payload ?? '', 'base64url')).replace('Lee', 'Leo'))
    expect((await check({ text: `${header}.${forged.toString('base64url')}.${signature}` })).heading).toBe(
      'Not valid. The text of this credential was changed after it was signed, or the signature was made with another key.',
    )
  })

  test('A-look-alike-issuer: our name over another key shows two states, and the domain', async () => {
    const issuer = await somewhere({ name: 'Lakeside Unified School District' })
    const { heading, page } = await check({ text: textIn(await issuer.issue()) })
    expect(heading).toBe('Signature valid. You have not marked this issuer as recognized.')
    expect(page).toContain(`<dd>${issuer.host}</dd>`)
    expect(page).not.toContain('It awards on this site.')
  })

  test.each([
    ['mixed alphabets', 'Lakeside Unified School D\u0456strict', 'mixes letters of two alphabets'],
    ['unseen signs', 'Lakeside\u200b Unified \u202eloohcS', 'signs that cannot be seen'],
  ])('A-confusable-issuer-name: %s are pointed out', async (_kind, name, words) => {
    const issuer = await somewhere({ name })
    const answer = await visitOf(world).post('/verify', { text: textIn(await issuer.issue()) })
    const page = await answer.text()
    expect(page).toContain(words)
    expect(page).toContain('<bdi dir="auto">')
    expect(page).not.toMatch(/[\u200b\u202a-\u202e]/)
  })

  test('A-foreign-id-origin: an id on our site by another issuer says nothing about us', async () => {
    const issuer = await somewhere()
    const mine = await held()
    const { heading, page } = await check({
      text: textIn(await issuer.issue({ id: `${BASE_URL}/c/${mine.publicId}` })),
    })
    expect(heading).toMatch(/^Signature valid\./)
    expect(page).toContain(`(${issuer.host})`)
    expect(page).not.toContain(`href="/c/${mine.publicId}"`)
  })

  test('revoked there is revoked here', async () => {
    const issuer = await somewhere()
    await issuer.publish({ revoked: [94_512] })
    const { json } = await report(await issuer.issue())
    expect([json.verdict, json.sentence]).toEqual([
      'invalid',
      'Revoked. \u2068Elsewhere Schools\u2069 has taken this credential back.',
    ])
  })

  test('A-status-host-failing: unknown, never valid, and the signature’s result is still shown', async () => {
    const issuer = await somewhere()
    const credential = await issuer.issue()
    for (const fault of [
      'silent',
      { status: 500, body: new Uint8Array() },
      { status: 200, body: new TextEncoder().encode('<html>') },
    ] as const) {
      issuer.web.set(`https://${issuer.host}/status/1`, fault)
      const { json } = await report(credential)
      expect(json.verdict).toBe('unknown')
      expect(json.checks.find(({ name }) => name === 'proof')?.result).toBe('pass')
      expect(codesOf(json)).toEqual(['STATUS_UNREACHABLE'])
    }
    expect((await check({ file: aFile(credential) })).heading).toMatch(
      /^Cannot be confirmed now\. We could not reach badges/,
    )
  })

  test('A-status-rollback: an older list after a newer one does not show what was taken back as good', async () => {
    const issuer = await somewhere()
    const credential = await issuer.issue()
    const old = await issuer.publish({ validFrom: new Date('2026-11-20T12:00:00Z') })
    await issuer.publish({ revoked: [94_512], validFrom: new Date('2026-11-20T15:00:00Z') })
    expect((await report(credential)).json.verdict).toBe('invalid')
    issuer.web.set(`https://${issuer.host}/status/1`, old)
    expect((await report(credential)).json.verdict).toBe('invalid')
  })

  test('a key document is asked for once in ten minutes, a status list every time', async () => {
    const issuer = await somewhere()
    const credential = await issuer.issue()
    for (let n = 0; n < 3; n++) await report(credential)
    expect(asked.filter((url) => url.endsWith('did.json'))).toHaveLength(1)
    expect(asked.filter((url) => url.endsWith('/status/1'))).toHaveLength(3)
    world.clock.advance(11 * 60_000)
    await report(credential)
    expect(asked.filter((url) => url.endsWith('did.json'))).toHaveLength(2)
  })

  test('A-unknown-remote-context: a vocabulary that is not bundled is never fetched', async () => {
    const issuer = await somewhere()
    const document = JSON.parse(textIn(await issuer.issue()))
    document['@context'].push('https://vocab.example/v1')
    const { json } = await report(JSON.stringify(document))
    expect([json.verdict, codesOf(json)]).toEqual(['unknown', ['CONTEXT_UNKNOWN']])
    expect(asked).toEqual([])
  })

  test('A-bad-endorsement-or-related: what did not hold is left out and said to be', async () => {
    const issuer = await somewhere()
    const document = JSON.parse(textIn(await issuer.issue()))
    document.endorsement = [
      {
        '@context': document['@context'],
        id: 'https://friend.example/e/1',
        type: ['VerifiableCredential', 'EndorsementCredential'],
        name: 'Praise',
        issuer: { id: 'did:web:friend.example', type: ['Profile'], name: 'A friend' },
        validFrom: '2026-11-20T12:00:00Z',
        credentialSubject: { id: issuer.did, type: ['EndorsementSubject'], endorsementComment: 'Superb' },
      },
    ]
    const { page } = await check({ text: JSON.stringify(document) })
    expect(page).not.toContain('Superb')
  })

  test('A-field-from-raw-input: what the signature does not cover is never shown', async () => {
    const issuer = await somewhere()
    const document = JSON.parse(textIn(await issuer.issue()))
    const { page } = await check({ text: JSON.stringify({ ...document, evilNote: 'Doctor of Everything' }) })
    expect(page).not.toContain('Doctor of Everything')
    const { json } = await report(JSON.stringify({ ...document, evilNote: 'Doctor of Everything' }))
    expect([json.verdict, codesOf(json), json.claims]).toEqual(['invalid', ['TERMS_UNDEFINED'], undefined])
    expect(JSON.stringify(json)).not.toContain('Doctor of Everything')
  })

  test('what was not confirmed is folded away and marked as such', async () => {
    const issuer = await somewhere()
    const { page } = await check({ text: textIn(await issuer.issue()).replace('Lee Foreign', 'Lee Forgery') })
    expect(page).toContain('What it says, which the check did not confirm')
  })
})

describe('by its address elsewhere', () => {
  test('JSON and baked pictures are found there', async () => {
    const issuer = await somewhere()
    const credential = await issuer.issue()
    issuer.web.set(`https://${issuer.host}/c/1.json`, credential)
    issuer.web.set(`https://${issuer.host}/c/1.png`, bake(aPng(), credential))
    for (const kind of ['json', 'png'])
      expect((await check({ link: `https://${issuer.host}/c/1.${kind}` })).heading).toMatch(/^Signature valid\./)
  })

  test.each([
    ['a web page', { status: 200, body: new TextEncoder().encode('<!DOCTYPE html><p>Hi') }, 'A web page stands there'],
    ['nothing', { status: 404, body: new Uint8Array() }, 'Nothing is there, or it is private.'],
    ['a broken server', { status: 503, body: new Uint8Array() }, 'We could not reach this address.'],
    ['silence', 'silent' as const, 'We could not reach this address.'],
    ['a way on', 'moved' as const, 'sends visitors on to another one'],
    ['two megabytes', new Uint8Array(2_000_000), 'larger than a credential may be'],
  ])('%s: a sentence on the form', async (_what, found, words) => {
    const issuer = await somewhere()
    issuer.web.set(`https://${issuer.host}/x`, found)
    const { status, page } = await check({ link: `https://${issuer.host}/x` })
    expect(status).toBe(422)
    expect(page).toContain(words)
    expect(page).toContain(`value="https://${issuer.host}/x"`)
  })

  test.each([
    'http://badges.example/c/1',
    'https://127.0.0.1/c/1',
    'https://[::ffff:127.0.0.1]/c/1',
    'https://[64:ff9b::7f00:1]/',
    'https://localhost./c/1',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://169.254.169.254/latest',
    'https://user:pass@badges.example/',
    'https://badges.example:22/',
    'file:///etc/passwd',
    'gopher://badges.example/',
    'data:text/plain,hello',
    'javascript:alert(1)',
    'https://',
  ])('A-ssrf-targets: %s is refused with a sentence', async (link) => {
    const hosts: string[] = []
    const lookup = async (host: string) => {
      hosts.push(host)
      return [/^(?:localhost\.?|127\.0\.0\.1)$/.test(host) ? '127.0.0.1' : host]
    }
    Object.assign(world.home.ports, { fetch: safeFetch({ lookup }) })
    const { status, page } = await check({ link })
    expect(status).toBe(422)
    expect(page).toMatch(/An address begins with https|We do not open addresses of this kind|We could not reach/)
  })

  test('several at once are sent back: the verdict is about one thing', async () => {
    const { page, status } = await check({ link: 'https://a.example/', text: '{}' })
    expect([status, page.includes('One at a time')]).toEqual([422, true])
  })
})

/** A real picture of one pixel; more chunks before its end if given. */
function aPng(more: Uint8Array = new Uint8Array(), size = 1): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    aChunk('IHDR', header),
    more,
    aChunk('IDAT', deflateSync(Buffer.alloc(2))),
    aChunk('IEND', Buffer.alloc(0)),
  ])
}
function aChunk(type: string, data: Uint8Array, crc?: number): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(body, 4)
  whole.writeUInt32BE(crc ?? crc32(body), body.length + 4)
  return whole
}
function crc32(data: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of data) {
    c ^= byte
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  }
  return (c ^ 0xffffffff) >>> 0
}
const baked = (text: string, flags = [0, 0]) =>
  aChunk(
    'iTXt',
    Buffer.concat([Buffer.from('openbadgecredential\0'), Buffer.from([...flags, 0, 0]), Buffer.from(text)]),
  )

describe('hostile and hapless input', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`

  test.each([
    ['A-deep-nesting', 'twenty thousand brackets', deep, 'No credential to read.'],
    [
      'A-duplicate-json-keys',
      'one field stated twice',
      '{"id":"https://a.example/1","id":"https://b.example/1"}',
      'No credential to read. It states the same field twice: id',
    ],
    ['A-wrong-json-types', 'a list in place of an object', '[1,2]', 'No credential to read.'],
    ['A-wrong-json-types', 'a number', '5', 'No credential to read.'],
    ['A-wrong-json-types', 'an empty object', '{}', 'Not valid. It does not say which vocabulary it uses.'],
    [
      'A-wrong-json-types',
      'subjects by the thousand',
      JSON.stringify({
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiableCredential'],
        issuer: 'https://a.example',
        credentialSubject: Array(1000).fill([[]]),
      }),
      'Not valid.',
    ],
    [
      'A-oversized-fields',
      'a name of 100 KB',
      JSON.stringify({ name: 'x'.repeat(100_000) }),
      'No credential to read. It is larger than a credential may be.',
    ],
    [
      'A-blank-node-flood',
      'twenty thousand nameless things',
      JSON.stringify({ evidence: Array(999).fill({ type: ['Evidence'] }) }),
      'Not valid.',
    ],
    ['A-jcs-number-and-text-edges', 'a number no reader can hold', '{"a":1e400}', 'No credential to read.'],
    [
      'A-jwt-alg-none',
      'a token without a signature',
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`,
      'No credential to read.',
    ],
    [
      'A-jwe-zip-bomb',
      'an encrypted token',
      'eyJhbGciOiJkaXIiLCJ6aXAiOiJERUYifQ..AAAA.AAAA.AAAA',
      'No credential to read.',
    ],
    [
      'A-jwt-kid-abuse, A-jws-secret-from-token',
      'a token whose key id is an address',
      `${Buffer.from('{"alg":"HS256","kid":"https://evil.example/key"}').toString('base64url')}.e30.AAAA`,
      'No credential to read.',
    ],
    [
      'A-presentation-replay',
      'a presentation of somebody',
      JSON.stringify({
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiablePresentation'],
        holder: 'did:web:evil.example',
        proof: { type: 'DataIntegrityProof', challenge: 'old', domain: 'other.example' },
      }),
      'Not valid.',
    ],
    ['A-protected-term-redefined', 'a prototype in the keys', '{"__proto__":{"a":1}}', 'No credential to read.'],
  ])('%s: %s as text', async (_id, _what, text, words) => {
    const { status, heading } = await check({ text })
    expect(status).toBe(200)
    expect(heading.startsWith(words) ? words : heading).toBe(words)
    expect(asked).toEqual([])
  })

  test.each([
    [
      'B-png-chunk-abuse',
      'a picture that is cut off',
      Buffer.from(aPng(baked('{}'))).subarray(0, 60),
      'No credential to read. The image is damaged',
    ],
    [
      'B-png-chunk-abuse',
      'a wrong checksum',
      aPng(aChunk('iTXt', Buffer.from('openbadgecredential\0\0\0\0\0{}'), 1)),
      'No credential to read. The image is damaged',
    ],
    [
      'B-png-chunk-abuse',
      'a length of four gigabytes',
      aPng(Buffer.from('ffffffff69545874', 'hex')),
      'No credential to read. The image is damaged',
    ],
    [
      'B-png-chunk-abuse',
      'a compressed bomb',
      aPng(baked(deflateSync(Buffer.alloc(20_000_000)).toString('latin1'), [1, 0])),
      'No credential to read.',
    ],
    [
      'B-png-chunk-abuse',
      'a credential behind the end',
      Buffer.concat([aPng(), baked('{}')]),
      'No credential to read. The image holds no credential.',
    ],
    [
      'B-pixel-flood',
      'thirty thousand pixels a side',
      aPng(new Uint8Array(), 30_000),
      'No credential to read. The image holds no credential.',
    ],
    [
      'B-svg-active-content',
      'a document type',
      `<!DOCTYPE svg [<!ENTITY a "${'b'.repeat(99)}">]>${svg('&a;')}`,
      'No credential to read. The image is damaged',
    ],
    [
      'B-svg-active-content',
      'a script',
      svg('<script>alert(1)</script>'),
      'No credential to read. The image holds no credential.',
    ],
    [
      'B-svg-active-content',
      'an event',
      svg('<image href="http://a.example/x.png" onload="alert(1)"/>'),
      'No credential to read. The image holds no credential.',
    ],
    ['B-upload-lengths-and-aborts', 'noise', Buffer.from('\u0000\u0001\u0002 noise'), 'No credential to read.'],
    ['A-jcs-number-and-text-edges', 'broken UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'No credential to read.'],
  ])('%s: %s as file', async (_id, _what, content, words) => {
    const { status, heading, page } = await check({ file: aFile(content as Uint8Array, 'x.png') })
    expect(status).toBe(200)
    expect(heading.startsWith(words) ? words : heading).toBe(words)
    expect(page).not.toContain('<script>alert')
  })

  test.each([
    ['B-upload-lengths-and-aborts', 'zero bytes', '', 'This file is empty.'],
    [
      'B-active-pdf-upload',
      'a PDF with a script',
      '%PDF-1.7\n1 0 obj<</S/JavaScript>>',
      'This is a PDF, which is for reading.',
    ],
    [
      'B-type-lies',
      'a web page called a picture',
      '<!doctype html><script>alert(1)</script>',
      'This is a web page, not a credential.',
    ],
    [
      'B-type-lies',
      'a photograph',
      Buffer.from('ffd8ffe000104a464946', 'hex'),
      'This kind of picture cannot hold a credential.',
    ],
    [
      'B-polyglots',
      'a picture that is also a program',
      'GIF89a/*<svg>*/=1',
      'This kind of picture cannot hold a credential.',
    ],
    ['B-zip-abuse', 'a packed folder', Buffer.from('504b0304140000', 'hex'), 'This is a packed folder.'],
  ])('%s: %s gets advice', async (_id, _what, content, words) => {
    const { status, page } = await check({ file: aFile(content as Uint8Array, 'badge.png') })
    expect(status).toBe(422)
    expect(page).toContain(words)
    expect(page).not.toContain('alert(1)')
  })

  test('B-hostile-file-names: the name of a file is never shown and never used', async () => {
    const { page } = await check({ file: aFile('{}', '../../x\u202egnp.<script>') })
    expect(page).not.toContain('gnp.')
  })

  test('B-upload-lengths-and-aborts: beyond ten megabytes is said before it is read', async () => {
    const { status, page } = await check({ file: aFile(new Uint8Array(11 * 1_048_576)) })
    expect(status).toBe(413)
    expect(page).toContain('That is more than this page can take')
  })

  test('nothing at all, and fields we do not know', async () => {
    expect((await check({})).page).toContain('Choose a file, give an address or paste the text.')
    expect((await check({ text: '{}', admin: 'yes' })).status).toBe(422)
  })

  test('what was typed is kept when it was refused, and gone once it was judged', async () => {
    expect((await check({ link: 'not an address' })).page).toContain('value="not an address"')
    expect((await check({ text: '{"secret":"once"}' })).page).not.toContain('once')
  })

  test('a form from another site is not taken', async () => {
    const answer = await world.app.request(`${BASE_URL}/verify`, {
      method: 'POST',
      body: new URLSearchParams({ text: '{}' }),
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
  })
})

describe('from a demonstration', () => {
  test('every way of asking says that it is not an award', async () => {
    const { bytes } = await held({ visibility: 'private' })
    const shared = await held()
    const notice = 'It comes from a demonstration and is not an award.'
    const asked = async () => [
      (await check({ text: bytes.toString() })).page,
      (await check({ file: aFile(bytes) })).page,
      (await check({ link: `${BASE_URL}/c/${shared.publicId}` })).page,
      (await report(bytes)).json.sentence,
    ]
    await world.owner.query("update organization set demo = true where slug = 'lakeside'")
    const [inside, program] = [await asked(), (await report(bytes)).json]
    await world.owner.query("update organization set demo = false where slug = 'lakeside'")
    for (const text of inside) {
      expect(text).toContain('Valid.')
      expect(text).toContain(notice)
    }
    expect(program).toMatchObject({ verdict: 'valid', issuedHere: true, demonstration: true })
    for (const text of await asked()) expect(text).not.toContain(notice)
  })
})

describe('for programs', () => {
  test('the report says verdict, sentence, checks with codes and words, and claims', async () => {
    const { bytes } = await held()
    const { answer, json } = await report(bytes)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(json).toMatchObject({
      verdict: 'valid',
      trust: 'unset',
      issuedHere: true,
      demonstration: false,
      standard: 'ob3',
    })
    expect(json.sentence).toMatch(/^Valid\. /)
    expect(json.checks.map(({ name }) => name)).toHaveLength(13)
    expect(json.claims).toMatchObject({ subject: { name: 'Maya Jackson' }, creditsEarned: 6 })
    expect(json.claims).not.toHaveProperty('document')
  })

  test('an Open Badge of the older standard is told with what others say of it', async () => {
    const issuer = await somewhere()
    const at = (path: string) => `https://${issuer.host}/${path}`
    const from = { '@context': 'https://w3id.org/openbadges/v2', issuedOn: '2020-11-20T12:00:00Z' }
    const hosted = { ...from, verification: { type: 'hosted' } }
    const profile = (id: string, name: string) => ({
      ...from,
      type: 'Profile',
      id,
      name,
      url: id,
      email: 'us@badges.example',
    })
    const badge = {
      ...{ ...from, type: 'BadgeClass', id: at('badge'), issuer: at('us'), image: at('badge.png') },
      ...{ name: 'Formative Questions', description: 'Asks them.', criteria: { narrative: 'Three artifacts.' } },
      endorsement: ['https://college.example/word'],
    }
    const recipient = { type: 'email', hashed: false, identity: 'lee@badges.example' }
    const assertion = { ...hosted, type: 'Assertion', id: at('1'), badge: at('badge'), recipient }
    const word = {
      ...{ ...hosted, type: 'Endorsement', id: 'https://college.example/word', issuer: 'https://college.example/' },
      claim: { id: badge.id, endorsementComment: 'Counts towards our course.' },
    }
    const profiles = [profile(at('us'), 'Elsewhere Schools'), profile('https://college.example/', 'Example College')]
    for (const one of [assertion, badge, word, ...profiles])
      issuer.web.set(one.id, new TextEncoder().encode(JSON.stringify(one)))
    const { json } = await report(JSON.stringify(assertion))
    expect([json.verdict, codesOf(json), json.claims?.endorsements]).toEqual([
      'valid',
      [],
      [
        {
          id: word.id,
          type: ['Endorsement'],
          issuer: expect.objectContaining({ name: 'Example College', domain: 'college.example' }),
          subject: { id: badge.id, emailHashed: false },
          validFrom: word.issuedOn,
          endorsementComment: 'Counts towards our course.',
          results: [],
          evidence: [],
          endorsements: [],
        },
      ],
    ])
  })

  test('in Spanish for who asks', async () => {
    const { json } = await report('{}', { 'accept-language': 'es' })
    expect(json.sentence).toMatch(/^No es válida\./)
  })

  test.each([
    ['A-duplicate-json-keys', '{"id":"a","id":"b"}', 'PARSE_DUPLICATE_KEY'],
    ['A-deep-nesting', '['.repeat(20_000), 'PARSE_JSON'],
    ['A-oversized-fields', JSON.stringify({ a: 'x'.repeat(2_000_000) }), 'PARSE_TOO_LARGE'],
  ])('%s: is refused by the strict reader, which sees the bytes', async (_id, body, code) => {
    const { answer, json } = await report(body)
    expect([answer.status, json.verdict, codesOf(json)]).toEqual([200, 'invalid', [code]])
  })

  test.each([
    ['nothing', '', 422],
    ['a web page', '<html>', 422],
    ['eleven megabytes', 'x'.repeat(11 * 1_048_576), 413],
  ])('%s: a problem with a sentence', async (_what, body, status) => {
    const answer = await world.app.request(`${BASE_URL}/api/v1/verify`, { method: 'POST', body })
    expect(answer.status).toBe(status)
    expect(((await answer.json()) as { title: string }).title.length).toBeGreaterThan(20)
  })

  test('pages of other sites may ask', async () => {
    const answer = await world.app.request(`${BASE_URL}/api/v1/verify`, {
      method: 'OPTIONS',
      headers: { origin: 'https://somewhere.example', 'access-control-request-method': 'POST' },
    })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': expect.stringContaining('content-type'),
    })
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })
})

test('A-status-list-gzip-bomb: what goes beyond its time is ended and stays unknown, and the next one is judged', async () => {
  const issuer = await somewhere()
  const { bytes } = await held()
  // Two hundred looks into a list of four megabytes take long on any machine; the time given here is none.
  await issuer.publish({ length: 4_194_304 * 8 })
  const entry = {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListCredential: `https://${issuer.host}/status/1`,
  }
  const credential = await issuer.issue({
    change: (document) => {
      document.type = ['VerifiableCredential']
      delete document.credentialSchema
      document.credentialStatus = Array.from({ length: 200 }, (_, index) => ({
        ...entry,
        statusListIndex: String(index),
      }))
    },
  })
  const { settings } = world.home.ports
  Object.assign(world.home.ports, { settings: { ...settings, judgingMs: 1 } })
  const { json } = await report(credential).finally(() => Object.assign(world.home.ports, { settings }))
  expect([json.verdict, codesOf(json)]).toEqual(['unknown', ['TERMS_LIMIT']])
  expect((await report(bytes)).json.verdict).toBe('valid')
})

test('nothing above was a fault of ours', () => {
  expect(world.logLines.filter((line) => line.includes('"level":"error"'))).toEqual([])
})
