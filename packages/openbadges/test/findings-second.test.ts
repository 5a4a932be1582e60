import { describe, expect, test } from 'vitest'
import { bake, type Fetched, type JsonObject, type JsonValue, type VerifyOptions } from '../src/index.ts'
import { placeOf } from '../src/verify/ob2/linked.ts'
import { hostname } from '../src/verify/run.ts'
import { findingsOf } from './ground.ts'
import { PNG } from './images.ts'
import { ASSERTION, BADGE, ISSUER, judgeOn, web } from './second.ts'
import { fetched, judge } from './support.ts'

const ALL = [ISSUER, BADGE, ASSERTION]
const HOST = { host: 'badges.example' }
const id = (one: JsonObject) => String(one.id)
const away = (one: string) => ({ issuer: one, key: one, host: /^urn/.test(one) ? one : HOST.host })

async function found(
  input: JsonObject | string | Uint8Array,
  documents: readonly JsonObject[] = ALL,
  options?: VerifyOptions,
) {
  return findingsOf((await judgeOn(web(...documents), input, options)).report)
}

describe('a finding about an Open Badge of the second version says where, and what its sentence is filled with', () => {
  const within = (badge: JsonObject): JsonObject => ({ ...ASSERTION, badge })
  const DIFFERS = { code: 'HOSTED_DIFFERS', path: '/id', detail: HOST }
  test.each<[string, JsonObject, readonly JsonObject[], readonly JsonObject[]]>([
    ['whose host keeps another one', { ...ASSERTION, expires: '2100-01-01T00:00:00Z' }, ALL, [DIFFERS]],
    ['whose host is silent', ASSERTION, [ISSUER, BADGE], [{ code: 'STATUS_UNREACHABLE', path: '/id', detail: HOST }]],
    [
      'whose badge is silent',
      ASSERTION,
      [ASSERTION, ISSUER],
      [{ code: 'DID_UNREACHABLE', path: '/badge', detail: away(id(BADGE)) }],
    ],
    [
      'whose issuer is silent',
      ASSERTION,
      [ASSERTION, BADGE],
      [{ code: 'DID_UNREACHABLE', path: '/badge/issuer', detail: away(id(ISSUER)) }],
    ],
    [
      'whose issuer has no address',
      within({ ...BADGE, issuer: 'urn:uuid:1' }),
      [within({ ...BADGE, issuer: 'urn:uuid:1' })],
      [{ code: 'DID_METHOD_UNKNOWN', path: '/badge/issuer', detail: away('urn:uuid:1') }],
    ],
    [
      'whose badge is another document',
      ASSERTION,
      [ASSERTION, ISSUER, { ...BADGE, type: 'Criteria' }],
      [{ code: 'SHAPE_TYPE', path: '/badge/type', detail: { path: '/badge/type' } }],
    ],
    [
      'whose badge has no name and no picture',
      ASSERTION,
      [ASSERTION, ISSUER, { ...BADGE, name: '', image: undefined } as unknown as JsonObject],
      ['/badge/name', '/badge/image'].map((path) => ({ code: 'SHAPE_SCHEMA', path, detail: { path } })),
    ],
    [
      'whose issuer states no words',
      ASSERTION,
      [ASSERTION, BADGE, { ...ISSUER, '@context': undefined } as unknown as JsonObject],
      [{ code: 'CONTEXT_MISSING', path: '/badge/issuer/@context' }],
    ],
    [
      'whose issuer has no name',
      ASSERTION,
      [ASSERTION, BADGE, { ...ISSUER, name: 7 }],
      [{ code: 'SHAPE_SCHEMA', path: '/badge/issuer/name', detail: { path: '/badge/issuer/name' } }],
    ],
    [
      'with a badge inside that is none',
      within({ ...BADGE, type: 'Criteria', '@context': 'urn:x' }),
      ALL,
      [
        { code: 'CONTEXT_ORDER', path: '/badge/@context' },
        { code: 'SHAPE_TYPE', path: '/badge/type', detail: { path: '/badge/type' } },
        DIFFERS,
      ],
    ],
    [
      'with an unnamed vocabulary in the badge inside',
      within({ ...BADGE, '@context': undefined } as never),
      ALL,
      [DIFFERS],
    ],
    ['with the address of its badge inside an object', within({ id: id(BADGE) }), ALL, [DIFFERS]],
    [
      'that says that it is not revoked',
      { ...ASSERTION, revoked: false },
      [...ALL, { ...ASSERTION, revoked: false }],
      [],
    ],
    [
      'that says it is revoked',
      { ...ASSERTION, revoked: true },
      [...ALL, { ...ASSERTION, revoked: true }],
      [{ code: 'STATUS_REVOKED', path: '/id' }],
    ],
    [
      'on another host',
      { ...ASSERTION, id: 'https://evil.example/1' },
      [...ALL, { ...ASSERTION, id: 'https://evil.example/1' }],
      [{ code: 'HOSTED_SCOPE', path: '/id', detail: { host: 'evil.example', issuer: id(ISSUER) } }],
    ],
  ])('one %s', async (_what, input, documents, expected) => {
    expect(await found(input, documents)).toEqual(expected)
  })

  test('one at no address is nowhere to be asked for', async () => {
    const nowhere = { ...ASSERTION, id: 'urn:uuid:1' }
    const { report, asked } = await judgeOn(web(ISSUER, BADGE), nowhere)
    const host = nowhere.id
    expect(findingsOf(report)).toEqual([
      { code: 'HOSTED_SCOPE', path: '/id', detail: { host, issuer: id(ISSUER) } },
      { code: 'STATUS_UNREACHABLE', path: '/id', detail: { host } },
    ])
    expect([[...asked].sort(), report.needs]).toEqual([[BADGE.id, ISSUER.id], []])
  })

  test('one that is asked for states what is wanted', async () => {
    const wish = { kind: 'hosted', accept: 'application/ld+json, application/json', maxBytes: 1024 * 1024 }
    const { needs, checks, statusAsOf } = await judge(ASSERTION)
    expect(needs).toEqual([BADGE, ASSERTION].map((one) => ({ url: id(one), ...wish })))
    expect(checks.map(({ name, result }) => [name, result])).toEqual([
      ['parse', 'pass'],
      ['context', 'pass'],
      ['shape', 'pass'],
      ['terms', 'pass'],
      ['key', 'unknown'],
      ['proof', 'unknown'],
      ['refresh', 'skipped'],
      ['status', 'skipped'],
      ['dates', 'pass'],
      ['recipient', 'skipped'],
      ['endorsements', 'skipped'],
      ['resources', 'skipped'],
      ['log', 'skipped'],
    ])
    expect(statusAsOf).toBeUndefined()
  })

  test('one at an address', async () => {
    const address = 'https://badges.example/x'
    const image = bake(PNG, new TextEncoder().encode(address))
    const at = (body: JsonObject | Uint8Array) => new Map<string, Fetched>([[address, fetched(address, body)]])
    const answer = async (body: JsonObject | Uint8Array) => findingsOf((await judgeOn(at(body), image)).report)
    expect((await judge(image)).needs.map(({ url, kind }) => [url, kind])).toEqual([[address, 'hosted']])
    expect(findingsOf((await judgeOn(new Map(), image)).report)).toEqual([
      { code: 'STATUS_UNREACHABLE', path: '', detail: HOST },
    ])
    expect(await answer({ type: ['VerifiablePresentation'] })).toEqual([
      { code: 'PARSE_FORMAT_UNKNOWN', path: '', detail: { format: 'presentation' } },
    ])
    expect(await answer(new TextEncoder().encode('[]'))).toEqual([
      { code: 'PARSE_JSON', path: '', detail: { place: 'not an object' } },
    ])
  })

  test('one with endorsements, of which 20 are looked for, and the next is told of', async () => {
    const entries: readonly JsonValue[] = [
      'urn:e:1',
      { claim: {} },
      ...Array.from({ length: 20 }, (_, i) => `urn:e:${i}`),
    ]
    const endorsed = { ...ASSERTION, endorsement: entries }
    const { report } = await judgeOn(web(ISSUER, BADGE, endorsed), endorsed)
    const names = ['urn:e:1', '', ...Array.from({ length: 19 }, (_, i) => `urn:e:${i}`)]
    expect(report.warnings).toEqual(
      names.map((name) => ({ code: 'ENDORSEMENT_UNKNOWN', path: '/endorsement', detail: { name } })),
    )
    const { report: other } = await judgeOn(web(), { ...ASSERTION, endorsement: [{ claim: {} }] })
    expect(other.warnings).toEqual([{ code: 'ENDORSEMENT_UNKNOWN', path: '/endorsement', detail: { name: '' } }])
    expect(other.checks.find(({ name }) => name === 'endorsements')?.result).toBe('pass')
  })
})

describe('what a document of the second version must state', () => {
  const text = ['', 7, undefined]
  const node = [...text, { name: 'A' }, { id: '' }]
  const RULES: readonly (readonly [JsonObject, string, readonly unknown[], readonly unknown[]])[] = [
    [ASSERTION, 'id', ['', 'x', ' urn:x', 'urn:x y', 'httpx://a', 7, undefined], ['http://a.example', 'urn:x']],
    [ASSERTION, 'badge', node, [{ id: 'urn:x' }]],
    [
      ASSERTION,
      'verification',
      ['hosted', undefined, {}, { type: ['SignedBadge', 'HostedBadge'] }],
      [{ type: 'HostedBadge' }],
    ],
    [ASSERTION, 'issuedOn', ['today', 7, undefined], ['2020-01-01T00:00:00+01:00']],
    [ASSERTION, 'expires', ['never', 7], [undefined]],
    [
      ASSERTION,
      'image',
      ['', 'data:image/png;base64,AAAA', { id: 'DATA:,' }],
      [undefined, { id: 'urn:x' }, 'urn:data:x'],
    ],
    [BADGE, 'id', ['x', undefined], ['urn:x']],
    [BADGE, 'name', text, ['A']],
    [BADGE, 'description', text, ['A']],
    [BADGE, 'image', node, ['data:image/png;base64,AAAA', { id: 'urn:x' }]],
    [BADGE, 'criteria', [...text, {}, { id: '', narrative: '' }], ['urn:x', { id: 'urn:x' }, { narrative: 'A' }]],
    [BADGE, 'issuer', node, [{ id: 'urn:x' }]],
    [ISSUER, 'id', ['x', undefined], ['urn:x']],
    [ISSUER, 'name', text, ['A']],
    [ISSUER, 'url', text, ['A']],
    [ISSUER, 'email', text, ['A']],
  ]
  const shapeOf = async (document: JsonObject, name: string, value: unknown) => {
    const { checks } = await judge({ ...document, [name]: value as JsonValue })
    return checks.find((check) => check.name === 'shape')?.findings
  }
  test.each(RULES)('%s: %s', async (document, name, bad, good) => {
    const path = `/${name}`
    const wrong = [{ code: 'SHAPE_SCHEMA', path, detail: { path } }]
    for (const value of bad) expect([value, await shapeOf(document, name, value)]).toEqual([value, wrong])
    for (const value of good) expect([value, await shapeOf(document, name, value)]).toEqual([value, []])
  })

  test('a recipient, and how it is verified', async () => {
    const subject = [{ code: 'SHAPE_SUBJECT', path: '/recipient' }]
    for (const recipient of [undefined, 'a', {}, { identity: 'a' }, { type: 'id' }, { identity: 'a', type: '' }])
      expect(await shapeOf(ASSERTION, 'recipient', recipient)).toEqual(subject)
    expect(await shapeOf(ASSERTION, 'verification', { type: 'signed' })).toEqual([
      { code: 'PROOF_MISSING', path: '/verification' },
    ])
    for (const type of ['Award', undefined, 7])
      expect(await shapeOf(ASSERTION, 'type', type)).toEqual([
        { code: 'SHAPE_TYPE', path: '/type', detail: { path: '/type' } },
      ])
  })

  test('words of the published vocabulary, and further ones only behind it', async () => {
    const contextOf = async (context: unknown) => {
      const { checks } = await judge({ ...ASSERTION, '@context': context as JsonValue })
      return checks.find(({ name }) => name === 'context')
    }
    const path = '/@context'
    const published = ASSERTION['@context'] as string
    expect((await contextOf([published, 'urn:x']))?.result).toBe('pass')
    expect((await contextOf(['urn:x', published]))?.findings).toEqual([{ code: 'CONTEXT_ORDER', path }])
    expect((await contextOf([published, {}]))?.findings).toEqual([{ code: 'CONTEXT_INLINE', path }])
  })
})

describe('an address', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['https://badges.example', 'badges.example', 'https://badges.example'],
    ['https://Badges.Example:8443/x#y', 'badges.example:8443', 'https://Badges.Example:8443/x'],
    ['http://badges.example/x:y', 'badges.example', 'https://badges.example/x:y'],
    ['http://badges.example:80/x', 'badges.example:80', undefined],
    ['http://badges.example?x=1', 'badges.example', 'https://badges.example?x=1'],
    ['https://badges.example#x', 'badges.example', 'https://badges.example'],
    ['https://badges.example/.x/..y/...', 'badges.example', 'https://badges.example/.x/..y/...'],
    ['https://badges.example/x/', 'badges.example', 'https://badges.example/x/'],
    ['https://badges.example/a/./x', undefined, undefined],
    ['https://badges.example/a/..', undefined, undefined],
    ['https://badges.example/a/..?x', undefined, undefined],
    ['https://badges.example/a/.%2E#x', undefined, undefined],
    ['https://badges.example/a b', undefined, undefined],
    ['https://badges.example/a\\b', undefined, undefined],
    ['https://badges.example/\u00e9', undefined, undefined],
    ['https://badges.example:x/', undefined, undefined],
    ['https://a@badges.example/', undefined, undefined],
    [' https://badges.example/', undefined, undefined],
    ['https:///x', undefined, undefined],
    ['ftp://badges.example/', undefined, undefined],
    ['urn:uuid:1', undefined, undefined],
  ])('%s', (address, host, place) => {
    expect([hostname(address), placeOf(address)]).toEqual([host, place])
  })

  test.each<[string, JsonObject, boolean]>([
    ['of a rule about the id', { verificationProperty: 'id' }, true],
    ['of a rule about something else', { verificationProperty: '' }, false],
    ['of no host', { allowedOrigins: [] }, false],
    ['of no beginning', { startsWith: [] }, false],
  ])('in the scope %s', async (_what, verification, good) => {
    expect(await found(ASSERTION, [{ ...ISSUER, verification }, BADGE, ASSERTION])).toEqual(
      good ? [] : [{ code: 'HOSTED_SCOPE', path: '/id', detail: { ...HOST, issuer: id(ISSUER) } }],
    )
  })

  test('of a badge need not begin as those of assertions do', async () => {
    const verification = { startsWith: ['https://badges.example/assertions/'] }
    const issuer = { ...ISSUER, verification }
    expect(await found(BADGE, [issuer, BADGE])).toEqual([])
    expect(await found(ASSERTION, [issuer, BADGE, ASSERTION])).toEqual([])
    expect(await found(ASSERTION, [{ ...ISSUER, verification: 'any' }, BADGE, ASSERTION])).toEqual([])
  })
})

describe('the days of an assertion, and whom it was issued to', () => {
  const NOW = '2026-11-23T02:00:00Z'
  test.each<[string, JsonObject, readonly JsonObject[]]>([
    ['that have come', { issuedOn: NOW, expires: NOW }, []],
    [
      'that have not come',
      { issuedOn: '2026-11-23T02:00:01Z' },
      [{ code: 'DATE_NOT_YET_VALID', path: '/issuedOn', detail: { date: '2026-11-23T02:00:01Z' } }],
    ],
    [
      'that are over before the first one',
      { expires: '2020-11-20T16:04:59Z' },
      [
        { code: 'DATE_ORDER', path: '/expires' },
        { code: 'DATE_EXPIRED', path: '/expires', detail: { date: '2020-11-20T16:04:59Z' } },
      ],
    ],
  ])('days %s', async (_what, change, expected) => {
    const changed = { ...ASSERTION, ...change }
    expect(await found(changed, [ISSUER, BADGE, changed])).toEqual(expected)
  })

  test.each<[string, JsonObject, NonNullable<VerifyOptions['recipient']>, boolean]>([
    [
      'an address in other letters',
      { type: 'email', identity: 'MAYA@lakeside.example' },
      { email: 'maya@Lakeside.example' },
      true,
    ],
    [
      'an address hashed as it was written',
      // md5 of Maya@lakeside.example
      { type: 'email', hashed: true, identity: 'md5$f2c6cadb6a46019aeb9d11aeaee079b5' },
      { email: ' Maya@lakeside.example' },
      true,
    ],
    ['an id and an address', { type: 'id', identity: 'urn:x' }, { id: 'urn:x', email: 'maya@lakeside.example' }, false],
    ['an id and a name', { type: 'id', identity: 'urn:x' }, { id: 'urn:x', name: 'Maya' }, false],
    ['another id', { type: 'id', identity: 'urn:x' }, { id: 'urn:y' }, false],
    ['an id of another type', { type: 'telephone', identity: 'urn:x' }, { id: 'urn:x' }, false],
    ['nobody in particular', { type: 'id', identity: 'urn:x' }, {}, true],
  ])('%s', async (_what, recipient, wanted, good) => {
    const changed = { ...ASSERTION, recipient }
    const { report } = await judgeOn(web(ISSUER, BADGE, changed), changed, { recipient: wanted })
    expect(findingsOf(report)).toEqual(good ? [] : [{ code: 'RECIPIENT_MISMATCH', path: '/recipient' }])
    const isAsked = Object.keys(wanted).length > 0
    expect(report.checks.find(({ name }) => name === 'recipient')?.result === 'skipped').toBe(!isAsked)
  })
})

test('what an assertion claims is what it, its badge and its issuer state', async () => {
  const image = { id: 'https://badges.example/logo.png', caption: 'A logo' }
  const issuer = { ...ISSUER, image }
  const badge = { ...BADGE, criteria: 'https://badges.example/criteria', version: '2', '@language': 'es', image }
  const evidence = { id: 'https://badges.example/work', genre: 'Video', narrative: 'A lesson.', audience: 'All' }
  const recipient = { type: 'url', identity: 'https://maya.example' }
  const more = { recipient, evidence, expires: '2100-01-01T00:00:00Z' }
  const assertion: JsonObject = { ...ASSERTION, ...more, badge: { ...badge, endorsement: ['urn:e:1'] } }
  const { report } = await judgeOn(web(issuer, assertion), assertion)
  expect(report.claims).toEqual({
    id: ASSERTION.id,
    type: ['Assertion'],
    issuer: { id: ISSUER.id, domain: HOST.host, name: ISSUER.name, url: ISSUER.url, email: ISSUER.email, image },
    subject: { id: 'https://maya.example', emailHashed: false },
    awardedDate: ASSERTION.issuedOn,
    validFrom: ASSERTION.issuedOn,
    validUntil: more.expires,
    achievement: {
      id: BADGE.id,
      name: BADGE.name,
      description: BADGE.description,
      version: '2',
      inLanguage: 'es',
      criteria: { id: badge.criteria },
      image,
      tag: BADGE.tags,
      alignment: BADGE.alignment,
    },
    results: [],
    evidence: [{ id: evidence.id, genre: 'Video', narrative: 'A lesson.' }],
    endorsements: [],
    document: { ...assertion, badge },
  })
  const hashed = { ...assertion, recipient: { type: 'id', hashed: true, identity: 'sha256$00' } }
  const silent = await judgeOn(web(hashed), hashed)
  expect([silent.report.claims?.subject, silent.report.claims?.issuer, silent.report.trust]).toEqual([
    { emailHashed: false },
    { id: ISSUER.id, domain: HOST.host },
    'unset',
  ])
})

test('for the proofs alone an assertion claims nothing', async () => {
  const { report } = await judgeOn(web(...ALL), ASSERTION, { mode: 'proofOnly' })
  expect([report.verdict, report.claims, findingsOf(report)]).toEqual(['valid', undefined, []])
})

test('a badge awards nothing, whatever it states', async () => {
  const award = {
    issuedOn: '2020-01-01T00:00:00Z',
    evidence: 'urn:x:1',
    recipient: { type: 'id', identity: 'urn:s:1' },
  }
  const badge = { ...BADGE, ...award }
  const { report } = await judgeOn(web(ISSUER, badge), badge)
  const { awardedDate, validFrom, subject, evidence } = report.claims ?? {}
  expect([report.verdict, awardedDate, validFrom, subject, evidence]).toEqual([
    'valid',
    undefined,
    undefined,
    { emailHashed: false },
    [],
  ])
})

test('an issuer is recognized by its own id, wherever it keeps its badges', async () => {
  const elsewhere = { ...ISSUER, verification: { allowedOrigins: ['cdn.example'] } }
  expect(await found(elsewhere, [elsewhere])).toEqual([])
  const options = { recognizedIssuers: new Set([id(ISSUER)]) }
  const { report } = await judgeOn(web(ISSUER), ISSUER, options)
  expect([report.trust, report.claims?.issuer.id, report.claims?.achievement]).toEqual([
    'recognized',
    ISSUER.id,
    undefined,
  ])
})
