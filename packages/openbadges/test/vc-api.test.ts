import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { JsonObject } from '../src/index.ts'
import { objectsOf } from '../src/json.ts'
import { main } from '../vc-api/main.ts'
import { type Running, startServer } from '../vc-api/server.ts'
import { presented, REQUEST, toldBy } from './suite-ground.ts'
import { fixtureJson, fixturesPresent } from './support.ts'

const V1 = 'https://www.w3.org/2018/credentials/v1'
const V2 = 'https://www.w3.org/ns/credentials/v2'
const present = fixturesPresent(import.meta.filename)
let server: Running
let agent: Agent
const issuers = new Map<string, string>()

beforeAll(async () => {
  server = await startServer(0)
  agent = new Agent({ ca: server.cert, keepAlive: true })
  const { body } = await send('GET', '/')
  for (const [name, { issuer }] of Object.entries(body.profiles as Record<string, { issuer: string }>))
    issuers.set(name, issuer)
})
afterAll(() => {
  agent.destroy()
  return server.close()
})

async function send(method: string, path: string, body?: string | JsonObject) {
  const asked = request(new URL(path, server.url), { method, agent })
  asked.end(typeof body === 'object' ? JSON.stringify(body) : body)
  const [response] = await once(asked, 'response')
  const answer = JSON.parse(await text(response)) as JsonObject
  return {
    status: response.statusCode as number,
    body: answer,
    told: toldBy({ status: response.statusCode, body: answer }),
  }
}
const post = (path: string, body: string | JsonObject) => send('POST', path, body)

function credential(profile: string, change: JsonObject = {}): JsonObject {
  return {
    '@context': [V2],
    id: `urn:uuid:${crypto.randomUUID()}`,
    type: ['VerifiableCredential'],
    issuer: issuers.get(profile) ?? '',
    validFrom: '2026-01-01T00:00:00Z',
    name: 'Checking for understanding',
    credentialSubject: {
      id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44',
      name: 'Maya',
      description: 'An educator',
    },
    ...change,
  }
}

async function issued(profile: string, change: JsonObject = {}, options: JsonObject = {}): Promise<JsonObject> {
  const { status, body, told } = await post(`/${profile}/credentials/issue`, {
    credential: credential(profile, change),
    options,
  })
  expect(status, told).toBe(201)
  return body.verifiableCredential as JsonObject
}
const verify = (profile: string, verifiableCredential: JsonObject, options: JsonObject = {}) =>
  post(`/${profile}/credentials/verify`, { verifiableCredential, options })

describe('the test server', () => {
  test('is reached over https alone, by whoever trusts its own certificate, on this machine', async () => {
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    expect((await send('GET', '/')).status).toBe(200)
    const stranger = request(server.url, { agent: false }).end()
    const [cause] = await once(stranger, 'error')
    expect(cause.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    const plain = httpRequest(server.url.replace('https', 'http')).end()
    expect(await once(plain, 'error')).toHaveLength(1)
  })

  test('names its profiles and who issues in each: a did:key of the right kind, without a fragment', () => {
    expect([...issuers].map(([name, did]) => [name, did.slice(0, 12)])).toEqual([
      ['eddsa-rdfc-2022', 'did:key:z6Mk'],
      ['eddsa-jcs-2022', 'did:key:z6Mk'],
      ['ecdsa-rdfc-2019-p256', 'did:key:zDna'],
      ['ecdsa-rdfc-2019-p384', 'did:key:z82L'],
      ['ecdsa-jcs-2019-p256', 'did:key:zDna'],
      ['ecdsa-jcs-2019-p384', 'did:key:z82L'],
      ['ecdsa-sd-2023', 'did:key:zDna'],
      ['ed25519-2020', 'did:key:z6Mk'],
      ['bitstring', 'did:key:z6Mk'],
      ['vcdm2', 'did:key:z6Mk'],
    ])
    expect(new Set(issuers.values()).size).toBe(10)
    expect([...issuers.values()].join()).not.toContain('#')
  })

  test.each([
    ['GET', '/'.padEnd(4, 'x')],
    ['GET', '/vcdm2/credentials/issue'],
    ['GET', '/bitstring/status/revocation/2'],
    ['GET', '/bitstring/status/refresh/1'],
    ['GET', '/nobody/status/revocation/1'],
    ['POST', '/nobody/credentials/issue'],
    ['POST', '/vcdm2/credentials/toString'],
    ['POST', '/vcdm2/status/revocation/1'],
    ['PUT', '/vcdm2/credentials/issue'],
    ['POST', '/__proto__/credentials/issue'],
  ])('has nothing at %s %s', async (method, path) =>
    expect((await send(method, path, method === 'GET' ? undefined : '{}')).told).toBe('404 REQUEST_NOT_FOUND'),
  )

  test.each([
    ['credentials/issue', 'no JSON', '400 REQUEST_MALFORMED'],
    ['credentials/issue', '[]', '400 REQUEST_MALFORMED'],
    ['credentials/issue', '{"credential":{},"credential":{}}', '400 REQUEST_MALFORMED'],
    ['credentials/issue', `{"a":"${'x'.repeat(2 * 1024 * 1024)}"}`, '400 REQUEST_MALFORMED'],
    ['credentials/issue', '{}', '400 REQUEST_MALFORMED /credential'],
    ['credentials/issue', '{"credential":{},"options":[]}', '400 REQUEST_MALFORMED /options'],
    [
      'credentials/issue',
      '{"credential":{},"options":{"mandatoryPointers":[1]}}',
      '400 REQUEST_MALFORMED /options/mandatoryPointers',
    ],
    [
      'credentials/issue',
      '{"credential":{},"options":{"credentialStatus":"x"}}',
      '400 REQUEST_MALFORMED /options/credentialStatus',
    ],
    [
      'credentials/issue',
      '{"credential":{},"options":{"credentialStatus":{"type":"x"}}}',
      '400 REQUEST_MALFORMED /options/credentialStatus/type',
    ],
    ['credentials/issue', '{"credential":{}}', '400 CONTEXT_MISSING /@context'],
    ['credentials/verify', '{"verifiableCredential":"text"}', '400 REQUEST_MALFORMED /verifiableCredential'],
    [
      'credentials/verify',
      '{"verifiableCredential":{},"options":{"checks":"proof"}}',
      '400 REQUEST_MALFORMED /options/checks',
    ],
    ['presentations/verify', '{}', '400 REQUEST_MALFORMED /verifiablePresentation'],
    [
      'presentations/verify',
      '{"verifiablePresentation":{},"options":{"challenge":1}}',
      '400 REQUEST_MALFORMED /options/challenge',
    ],
    ['credentials/derive', '{"verifiableCredential":{}}', '400 REQUEST_MALFORMED /options/selectivePointers'],
    ['credentials/status', '{}', '400 REQUEST_MALFORMED /credentialId'],
    ['credentials/status', '{"credentialId":"urn:x:1"}', '400 REQUEST_MALFORMED /credentialStatus'],
  ])('refuses a malformed request to %s (%#)', async (path, body, told) =>
    expect((await post(`/vcdm2/${path}`, body)).told).toBe(told),
  )
})

const SUITES = [
  'eddsa-rdfc-2022',
  'eddsa-jcs-2022',
  'ecdsa-rdfc-2019-p256',
  'ecdsa-rdfc-2019-p384',
  'ecdsa-jcs-2019-p256',
  'ecdsa-jcs-2019-p384',
  'ecdsa-sd-2023',
  'ed25519-2020',
  'bitstring',
  'vcdm2',
]

describe.each(SUITES)('as %s', (profile) => {
  test('a credential is issued, verifies, and changed does not', async () => {
    const good = await issued(profile)
    const proof = good.proof as JsonObject
    expect(proof.cryptosuite).toBe(
      profile === 'ed25519-2020'
        ? undefined
        : /vcdm2|bitstring/.test(profile)
          ? 'eddsa-rdfc-2022'
          : profile.replace(/-p\d+$/, ''),
    )
    const { status, body } = await verify(profile, good)
    expect([status, body.verified, body.errors]).toEqual([200, true, undefined])
    expect(body.checks).toEqual(expect.arrayContaining(['parse', 'context', 'terms', 'key', 'proof']))
    const value = '422 PROOF_VALUE /proof/proofValue'
    const expected = profile === 'ecdsa-sd-2023' ? expect.stringMatching(/^422 PROOF_/) : value
    expect((await verify(profile, { ...good, name: 'Checking for misunderstanding' })).told).toEqual(expected)
    const other = { ...proof, proofValue: String(proof.proofValue).slice(0, -1) }
    expect((await verify(profile, { ...good, proof: other })).status).toBe(422)
    expect((await verify(profile, { ...good, nonsense: 1 })).status).toBe(400)
    expect((await verify(profile, { ...good, proof: { ...proof, cryptosuite: 'unknown-2017' } })).status).not.toBe(200)
  })

  test('what is no credential is not issued', async () => {
    const refused = (change: JsonObject) =>
      post(`/${profile}/credentials/issue`, { credential: credential(profile, change) })
    expect((await refused({ issuer: 'me' })).told).toBe('400 SHAPE_ID /issuer')
    expect((await refused({ nonsense: 1 })).told).toBe('400 OB_CANON_FAILED nonsense')
    expect((await refused({ validUntil: '2025-01-01T00:00:00Z' })).told).toBe('400 DATE_ORDER /validUntil')
  })

  test('a credential of the first data model gets the contexts its proof needs', async () => {
    const { validFrom: _from, name: _name, ...rest } = credential(profile)
    const first = {
      ...rest,
      '@context': [V1],
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'urn:x:1' },
    }
    const { status, body, told } = await post(`/${profile}/credentials/issue`, { credential: first })
    expect(status, told).toBe(201)
    expect((await verify(profile, body.verifiableCredential as JsonObject, { checks: ['proof'] })).told).toBe('200')
  })
})

describe('a presentation', () => {
  const ask = (verifiablePresentation: JsonObject, options: JsonObject = REQUEST) =>
    post('/vcdm2/presentations/verify', { verifiablePresentation, options })
  const document = async () => ({
    '@context': [V2],
    type: ['VerifiablePresentation'],
    verifiableCredential: [await issued('vcdm2'), await issued('ecdsa-rdfc-2019-p256')],
  })

  test('is good in answer to the request, with credentials by different issuers in it', async () => {
    const good = await presented(await document())
    expect((await ask(good)).told).toBe('200')
    expect((await ask(good, {})).told).toBe('200')
  })

  test('is refused when it answers another request, is changed, or holds something bad', async () => {
    const good = await presented(await document())
    expect((await ask(good, { ...REQUEST, challenge: 'other' })).told).toBe('422 PRESENTATION_CHALLENGE /proof')
    expect((await ask(good, { ...REQUEST, domain: 'other' })).told).toBe('422 PRESENTATION_DOMAIN /proof')
    expect((await ask({ ...good, id: 'urn:x:other' })).told).toBe('422 PROOF_VALUE /proof/proofValue')
    expect((await ask({ ...good, holder: { name: 'Acme' } })).told).toMatch(/^400 SHAPE_ID \/holder/)
    const [first, second] = (await document()).verifiableCredential
    const forged = { ...first, name: 'Forged' }
    const bad = await presented({ ...(await document()), verifiableCredential: [second as JsonObject, forged] })
    expect((await ask(bad)).told).toBe('422 PROOF_VALUE /verifiableCredential/1/proof/proofValue')
  })
})

describe('what is shown of a credential', () => {
  const derive = (verifiableCredential: JsonObject, selectivePointers: readonly string[]) =>
    post('/ecdsa-sd-2023/credentials/derive', { verifiableCredential, options: { selectivePointers } })
  const base = () =>
    issued('ecdsa-sd-2023', {}, { mandatoryPointers: ['/issuer', '/validFrom', '/credentialSubject/id'] })

  test('is what was chosen and what the issuer made mandatory; it verifies and cannot be shown as more', async () => {
    const whole = await base()
    const { status, body } = await derive(whole, ['/credentialSubject/name'])
    const shown = body.verifiableCredential as JsonObject
    expect([status, Object.keys(shown.credentialSubject as JsonObject).sort(), shown.name]).toEqual([
      201,
      ['id', 'name'],
      undefined,
    ])
    expect((await verify('ecdsa-sd-2023', shown)).told).toBe('200')
    expect((await verify('ecdsa-sd-2023', { ...shown, name: whole.name })).status).toBe(422)
    expect((await verify('ecdsa-sd-2023', { ...shown, validFrom: '2025-01-01T00:00:00Z' })).status).toBe(422)
  })

  test('is refused when there is nothing there, nothing to derive from, or the credential is not good', async () => {
    const whole = await base()
    expect((await derive(whole, ['/nothing'])).told).toBe('422 OB_DERIVE_POINTER /nothing')
    expect((await derive(await issued('eddsa-rdfc-2022'), ['/name'])).told).toBe('422 OB_SIGN_FAILED /proof')
    expect((await derive({ ...whole, name: 'Changed' }, ['/name'])).status).toBe(422)
    expect((await derive({ ...whole, issuer: 'me' }, ['/name'])).status).toBe(400)
  })
})

describe('a status', () => {
  const set = (credentialId: string, change: JsonObject = {}) =>
    post('/bitstring/credentials/status', {
      credentialId,
      credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
      status: true,
      ...change,
    })
  const purpose = (statusPurpose: string) => ({ credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose } })

  test('is looked up when the credential is verified, and a revoked one is good no more', async () => {
    const [mine, other] = [await issued('bitstring'), await issued('bitstring')]
    const entry = mine.credentialStatus as JsonObject
    const list = await send('GET', new URL(String(entry.statusListCredential)).pathname)
    expect([list.status, list.body.type]).toEqual([200, ['VerifiableCredential', 'BitstringStatusListCredential']])
    expect(entry.id).toBe(`${entry.statusListCredential}#${entry.statusListIndex}`)
    const { body } = await verify('bitstring', mine)
    expect([body.verified, objectsOf(body.warnings)]).toEqual([true, []])
    expect(body.checks).toContain('status')
    expect((await set(String(mine.id))).told).toBe('200')
    expect((await set(String(mine.id))).told).toBe('200')
    expect((await verify('bitstring', mine)).told).toBe('422 STATUS_REVOKED /credentialStatus')
    expect((await verify('bitstring', mine, { checks: ['proof'] })).told).toBe('200')
    expect((await verify('bitstring', other)).told).toBe('200')
  })

  test('of another purpose is a list of its own', async () => {
    const held = await issued('bitstring', {}, purpose('suspension'))
    expect((await set(String(held.id))).told).toBe('404 REQUEST_NOT_FOUND /credentialId')
    expect((await set(String(held.id), purpose('suspension'))).told).toBe('200')
    expect((await verify('bitstring', held)).told).toBe('422 STATUS_SUSPENDED /credentialStatus')
    const unknown = { credential: credential('bitstring'), options: purpose('refresh') }
    expect((await post('/bitstring/credentials/issue', unknown)).told).toBe(
      '400 REQUEST_MALFORMED /options/credentialStatus/statusPurpose',
    )
  })

  test('is not set for what was not issued here, not taken back, and only in the one form', async () => {
    const { id } = await issued('bitstring')
    expect((await set('urn:uuid:unknown')).told).toBe('404 REQUEST_NOT_FOUND /credentialId')
    expect((await set(String(id), { status: false })).told).toBe('400 REQUEST_MALFORMED /status')
    expect((await set(String(id), { credentialStatus: { type: 'Other', statusPurpose: 'revocation' } })).told).toBe(
      '400 REQUEST_MALFORMED /credentialStatus/type',
    )
  })
})

describe.runIf(present)('the published documents of the W3C', () => {
  const CHAINS = 'vectors/di-assertion-inputs/eddsa-rdfc-2022'
  test.each([
    ['1.1-previousProofArrayOk', '200'],
    ['1.1-previousProofArrayMissingFail', '422 PROOF_CHAIN /proof/previousProof'],
    // Without the context of Data Integrity its proofs say nothing.
    ['1.1-previousProofMissingFail', '422 TERMS_UNDEFINED PROOF_CHAIN /proof/previousProof'],
    ['1.1-previousProofNotStringFail', '422 TERMS_UNDEFINED PROOF_CHAIN /proof/previousProof'],
    ['2.0-previousProofArrayMissingFail', '422 PROOF_CHAIN /proof/previousProof'],
    ['2.0-previousProofNotStringFail', '422 TERMS_UNDEFINED PROOF_CHAIN /proof/previousProof'],
  ])('%s, the assertions of Data Integrity', async (name, told) => {
    const document = fixtureJson(`${CHAINS}/${name}-SimpleSigned2.json`)
    expect((await verify('eddsa-rdfc-2022', document, { checks: ['proof'] })).told).toBe(told)
  })

  test.each([
    ['eddsa-rdfc-2022', 'eddsa/eddsa-rdfc-2022/signedDataInt.json'],
    ['eddsa-jcs-2022', 'eddsa/eddsa-jcs-2022/signedJCS.json'],
    ['ed25519-2020', 'eddsa/Ed25519Signature2020/signedEdSig.json'],
    ['ecdsa-rdfc-2019-p256', 'ecdsa/ecdsa-rdfc-2019-p256/signedECDSAP256.json'],
    ['ecdsa-rdfc-2019-p384', 'ecdsa/ecdsa-rdfc-2019-p384/signedECDSAP384.json'],
    ['ecdsa-jcs-2019-p256', 'ecdsa/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json'],
    ['ecdsa-jcs-2019-p384', 'ecdsa/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json'],
  ])('the vector of %s, and cut short', async (profile, file) => {
    const signed = fixtureJson(`vectors/${file}`)
    expect((await verify(profile, signed)).told).toBe('200')
    const proof = signed.proof as JsonObject
    const cut = { ...proof, proofValue: String(proof.proofValue).slice(0, -1) }
    expect((await verify(profile, { ...signed, proof: cut })).told).toBe('422 PROOF_VALUE /proof/proofValue')
  })
})

describe('the command line', () => {
  const file = join(import.meta.dirname, '../vc-api/main.ts')

  test.each([[[]], [['--port']], [['--port', 'x']], [['--port', '65536']], [['--port', '-1']], [['--door', '1']]])(
    '%j is told in one line how it is meant',
    async (argv) => {
      const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
      expect(await main(argv)).toBe(1)
      expect(written.mock.calls).toEqual([[expect.stringMatching(/^npm run vc-api -- --port PORT [^\n]+\n$/)]])
      written.mockRestore()
    },
  )

  test('a port that is taken is told in one line', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await main(['--port', new URL(server.url).port])).toBe(1)
    expect(written.mock.calls).toEqual([[expect.stringMatching(/^The server did not start: [^\n]+\n$/)]])
    written.mockRestore()
  })

  test('prints the address it serves at, and ends when it is told to', async () => {
    const tsx = import.meta.resolve('tsx')
    const child = spawn(process.execPath, ['--import', tsx, file, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [line] = await once(child.stdout, 'data')
    expect(String(line)).toMatch(/^https:\/\/127\.0\.0\.1:\d+\n$/)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
