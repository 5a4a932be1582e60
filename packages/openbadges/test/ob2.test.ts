import { describe, expect, test } from 'vitest'
import { bake, type CompactJwt, type Fetched, type JsonObject, type VerifyOptions } from '../src/index.ts'
import { told } from './ground.ts'
import { PNG, SVG } from './images.ts'
import { ASSERTION, BADGE, ISSUER, judgeOn, web } from './second.ts'
import { fetched } from './support.ts'

const ALL = [ISSUER, BADGE, ASSERTION]
const bytes = (value: JsonObject) => new TextEncoder().encode(JSON.stringify(value))

async function judged(
  input: JsonObject | string | Uint8Array,
  documents: readonly JsonObject[] = ALL,
  options?: VerifyOptions,
) {
  return told((await judgeOn(web(...documents), input, options)).report)
}

describe('a hosted assertion', () => {
  test('is valid when its issuer keeps the same one, and tells who awarded what to whom', async () => {
    const { report, asked } = await judgeOn(web(...ALL), ASSERTION)
    expect(told(report)).toEqual(['valid'])
    expect([report.standard, report.trust, report.warnings, report.needs]).toEqual(['ob2', 'unset', [], []])
    expect(report.statusAsOf).toEqual(new Date('2026-11-23T02:00:00Z'))
    expect([...asked].sort()).toEqual(ALL.map(({ id }) => id).sort())
    expect(report.claims).toMatchObject({
      id: ASSERTION.id,
      type: ['Assertion'],
      issuer: { id: ISSUER.id, name: ISSUER.name, url: ISSUER.url, email: ISSUER.email, domain: 'badges.example' },
      subject: { emailHashed: true },
      awardedDate: '2020-11-20T16:05:00Z',
      achievement: {
        id: BADGE.id,
        name: BADGE.name,
        criteria: { narrative: 'Three artifacts.' },
        image: { id: BADGE.image },
        tag: ['questioning'],
        alignment: [{ targetName: 'Standard 6', targetUrl: 'https://standards.example/6', targetCode: '6' }],
      },
      evidence: [{ id: 'https://badges.example/plan' }, { id: 'https://badges.example/work', name: 'Lesson video' }],
      document: ASSERTION,
    })
    expect(Object.isFrozen(report.claims)).toBe(true)
  })

  test.each([
    ['text', JSON.stringify(ASSERTION, null, 2)],
    ['a PNG', bake(PNG, bytes(ASSERTION))],
    ['an SVG', bake(SVG, bytes(ASSERTION))],
    ['its address in a PNG', bake(PNG, new TextEncoder().encode(String(ASSERTION.id)))],
    ['its address in an SVG', bake(SVG, new TextEncoder().encode(String(ASSERTION.id)))],
  ])('is judged alike as %s', async (_form, input) => {
    expect(await judged(input)).toEqual(['valid'])
  })

  test('an address is asked over https also when it says http', async () => {
    const plain = (one: JsonObject) =>
      JSON.parse(JSON.stringify(one).replaceAll('https://badges', 'http://badges')) as JsonObject
    const { report, asked } = await judgeOn(web(...ALL.map(plain)), plain(ASSERTION))
    expect(told(report)).toEqual(['valid'])
    expect(asked.every((url) => url.startsWith('https://'))).toBe(true)
  })

  test('order of members means nothing; any other change is another document', async () => {
    const turned = Object.fromEntries(Object.entries(ASSERTION).reverse())
    expect(await judged(turned)).toEqual(['valid'])
    for (const [name, value] of Object.entries(ASSERTION)) {
      const { [name]: _left, ...rest } = ASSERTION
      const changes: JsonObject[] = [
        rest,
        { ...ASSERTION, [name]: [value as string, 'x'] },
        { ...ASSERTION, [`${name}2`]: value },
      ]
      for (const changed of changes) expect((await judged(changed))[0]).not.toBe('valid')
    }
  })

  test.each<[string, JsonObject, readonly JsonObject[], readonly string[]]>([
    [
      'whose host keeps another one',
      { ...ASSERTION, issuedOn: '2021-01-01T00:00:00Z' },
      ALL,
      ['invalid', 'HOSTED_DIFFERS'],
    ],
    ['whose host is silent', ASSERTION, [ISSUER, BADGE], ['unknown', 'STATUS_UNREACHABLE']],
    ['whose issuer is silent', ASSERTION, [ASSERTION, BADGE], ['unknown', 'DID_UNREACHABLE']],
    ['whose badge is silent', ASSERTION, [ASSERTION, ISSUER], ['unknown', 'DID_UNREACHABLE']],
    [
      'whose host says it is revoked',
      ASSERTION,
      [ISSUER, BADGE, { id: ASSERTION.id ?? '', revoked: true }],
      ['invalid', 'STATUS_REVOKED'],
    ],
    [
      'that says so itself, where its host keeps it',
      { ...ASSERTION, revoked: 'yes' },
      [ISSUER, BADGE, { ...ASSERTION, revoked: 'yes' }],
      ['invalid', 'STATUS_REVOKED'],
    ],
    [
      'with a badge inside that is none',
      { ...ASSERTION, badge: { ...BADGE, type: 'Criteria' } },
      ALL,
      ['invalid', 'SHAPE_TYPE', 'HOSTED_DIFFERS'],
    ],
    [
      'with a badge inside that brings its own words',
      { ...ASSERTION, badge: { ...BADGE, '@context': { name: 'urn:x' } } },
      ALL,
      ['invalid', 'CONTEXT_INLINE', 'HOSTED_DIFFERS'],
    ],
    [
      'whose badge has a text too long to show',
      ASSERTION,
      [ASSERTION, ISSUER, { ...BADGE, description: 'x'.repeat(70_000) }],
      ['unknown', 'DID_UNREACHABLE'],
    ],
    ['that says so itself', { ...ASSERTION, revoked: true }, ALL, ['invalid', 'HOSTED_DIFFERS', 'STATUS_REVOKED']],
    [
      'whose badge is another document',
      ASSERTION,
      [ASSERTION, ISSUER, { ...BADGE, type: 'Criteria' }],
      ['invalid', 'SHAPE_TYPE'],
    ],
    ['whose badge has no name', ASSERTION, [ASSERTION, ISSUER, { ...BADGE, name: '' }], ['invalid', 'SHAPE_SCHEMA']],
    [
      'whose issuer is no profile',
      ASSERTION,
      [ASSERTION, BADGE, { ...ISSUER, type: 'Criteria' }],
      ['invalid', 'SHAPE_TYPE'],
    ],
    [
      'whose issuer states no words',
      ASSERTION,
      [ASSERTION, BADGE, { ...ISSUER, '@context': undefined }],
      ['invalid', 'CONTEXT_MISSING'],
    ],
    [
      'whose issuer brings its own words',
      ASSERTION,
      [ASSERTION, BADGE, { ...ISSUER, '@context': {} }],
      ['invalid', 'CONTEXT_INLINE'],
    ],
  ])('%s', async (_what, input, documents, answer) => {
    expect(await judged(input, documents)).toEqual(answer)
  })

  test('what the host took away for good was revoked', async () => {
    const at = String(ASSERTION.id)
    const gone: Fetched = { ...fetched(at, {}), status: 410 }
    const { report } = await judgeOn(new Map([...web(ISSUER, BADGE), [at, gone]]), ASSERTION)
    expect(told(report)).toEqual(['invalid', 'STATUS_REVOKED'])
  })

  test('a document at the right address that states another id is about somebody else', async () => {
    const documents = web(ISSUER, ASSERTION).set(String(BADGE.id), {
      ...BADGE,
      id: 'https://badges.example/other.json',
    })
    expect(told((await judgeOn(documents, ASSERTION)).report)).toEqual(['invalid', 'DID_MISMATCH'])
  })

  test.each<[string, JsonObject, readonly string[]]>([
    ['signed, without its signature', { verification: { type: 'signed' } }, ['PROOF_MISSING']],
    ['both hosted and signed', { verification: { type: ['hosted', 'signed'] } }, ['SHAPE_SCHEMA']],
    ['no assertion', { type: 'OtherAssertion' }, ['SHAPE_TYPE']],
    ['without a recipient', { recipient: {} }, ['SHAPE_SUBJECT']],
    ['without a date', { issuedOn: 'today' }, ['SHAPE_SCHEMA']],
    ['with its picture inside', { image: 'data:image/png;base64,AAAA' }, ['SHAPE_SCHEMA']],
    ['without the published words', { '@context': ['https://w3id.org/openbadges/v1'] }, ['CONTEXT_ORDER']],
    [
      'with other words before them',
      { '@context': ['https://x.example', 'https://w3id.org/openbadges/v2'] },
      ['CONTEXT_ORDER'],
    ],
    [
      'with words of its own',
      { '@context': ['https://w3id.org/openbadges/v2', { name: 'urn:x' }] },
      ['CONTEXT_INLINE'],
    ],
    ['from the future', { issuedOn: '2100-01-01T00:00:00Z' }, ['DATE_NOT_YET_VALID']],
    ['that ended', { expires: '2022-01-01T00:00:00Z' }, ['DATE_EXPIRED']],
    ['that ended before it began', { expires: '2019-01-01T00:00:00Z' }, ['DATE_ORDER', 'DATE_EXPIRED']],
  ])('%s is invalid even where its host keeps it', async (_what, change, codes) => {
    const changed = { ...ASSERTION, ...change }
    expect(await judged(changed, [ISSUER, BADGE, changed])).toEqual(['invalid', ...codes])
  })
})

describe('nobody speaks for an issuer but the issuer', () => {
  const at = (id: string): JsonObject => ({ ...ASSERTION, id })

  test.each<[string, JsonObject, JsonObject, boolean]>([
    ['on its own host', at('https://badges.example/x'), {}, true],
    ['on another host', at('https://evil.example/x'), {}, false],
    ['on a host whose name begins alike', at('https://badges.example.evil.example/x'), {}, false],
    ['behind a name before an at sign', at('https://badges.example@evil.example/x'), {}, false],
    ['on another port of its host', at('https://badges.example:8443/x'), {}, false],
    ['on a host it names', at('https://cdn.example/x'), { allowedOrigins: ['badges.example', 'CDN.example'] }, true],
    [
      'on its own host when it names only others',
      at('https://badges.example/x'),
      { allowedOrigins: 'cdn.example' },
      false,
    ],
    [
      'below a beginning it names',
      at('https://badges.example/a/x'),
      { startsWith: ['https://badges.example/a/'] },
      true,
    ],
    ['elsewhere on its host', at('https://badges.example/b/x'), { startsWith: ['https://badges.example/a/'] }, false],
    [
      'below a beginning by a detour',
      at('https://badges.example/a/../b/x'),
      { startsWith: 'https://badges.example/a/' },
      false,
    ],
    [
      'by a detour in other letters',
      at('https://badges.example/a/%2E%2e/x'),
      { startsWith: 'https://badges.example/a/' },
      false,
    ],
    [
      'on a host that only begins like a beginning',
      at('https://badges.example.evil/x'),
      { startsWith: 'https://badges.example' },
      false,
    ],
    [
      'where a rule is stated that nobody knows',
      at('https://badges.example/x'),
      { verificationProperty: 'badge' },
      false,
    ],
    ['where the rule is about the id', at('https://badges.example/x'), { verificationProperty: '@id' }, true],
    ['at no address', at('urn:uuid:1'), {}, false],
  ])('an assertion %s', async (_where, assertion, verification, good) => {
    const issuer = { ...ISSUER, verification }
    expect(await judged(assertion, [issuer, BADGE, assertion])).toEqual(
      good ? ['valid'] : expect.arrayContaining(['invalid', 'HOSTED_SCOPE']),
    )
  })

  test('what a badge inside an assertion says of its issuer is not believed', async () => {
    const lying = {
      ...BADGE,
      issuer: { ...ISSUER, name: 'Somebody', verification: { allowedOrigins: ['evil.example'] } },
    }
    const far = { ...ASSERTION, id: 'https://evil.example/1', badge: lying }
    expect(await judged(far, [ISSUER, far])).toEqual(['invalid', 'HOSTED_SCOPE'])
    const near = { ...ASSERTION, badge: lying }
    const { report } = await judgeOn(web(ISSUER, near), near)
    expect([told(report), report.claims?.issuer.name]).toEqual([['valid'], ISSUER.name])
  })

  test('an issuer without an address cannot be looked up', async () => {
    const badge = { ...BADGE, issuer: { ...ISSUER, id: 'urn:uuid:1' } }
    const assertion = { ...ASSERTION, badge }
    expect(await judged(assertion, [assertion])).toEqual(['unknown', 'DID_METHOD_UNKNOWN'])
  })

  test('trust is about the issuer that was found', async () => {
    const options = { recognizedIssuers: new Set([String(ISSUER.id)]) }
    const { report } = await judgeOn(web(...ALL), ASSERTION, options)
    expect(report.trust).toBe('recognized')
    const badge = { ...BADGE, issuer: 'https://other.example/issuer.json' }
    expect((await judgeOn(web(ISSUER, badge, ASSERTION), ASSERTION, options)).report.trust).toBe('unrecognized')
  })
})

describe('badges and issuers by themselves', () => {
  test('a badge says what it is and awards nothing', async () => {
    const { report } = await judgeOn(web(ISSUER, BADGE), BADGE)
    expect(told(report)).toEqual(['valid'])
    expect(report.claims).toMatchObject({
      type: ['BadgeClass'],
      subject: { emailHashed: false },
      issuer: { id: ISSUER.id },
    })
    expect([report.claims?.awardedDate, report.claims?.subject.id]).toEqual([undefined, undefined])
    expect(await judged({ ...BADGE, name: 'Another' }, [ISSUER, BADGE])).toEqual(['invalid', 'HOSTED_DIFFERS'])
    const far = { ...BADGE, id: 'https://evil.example/badge.json' }
    expect(await judged(far, [ISSUER, far])).toEqual(['invalid', 'HOSTED_SCOPE'])
  })

  test('an issuer is the one that stands at its id', async () => {
    expect(await judged(ISSUER, [ISSUER])).toEqual(['valid'])
    expect(await judged({ ...ISSUER, name: 'Another' }, [ISSUER])).toEqual(['invalid', 'HOSTED_DIFFERS'])
    expect(await judged(ISSUER, [])).toEqual(['unknown', 'STATUS_UNREACHABLE'])
  })
})

describe('whom it was issued to', () => {
  const to = (recipient: JsonObject) => ({ ...ASSERTION, recipient })
  test.each<[string, JsonObject, NonNullable<VerifyOptions['recipient']>, boolean]>([
    ['the address behind the hash', ASSERTION, { email: ' Maya@lakeside.example ' }, true],
    ['another address', ASSERTION, { email: 'eve@lakeside.example' }, false],
    [
      'a plain address',
      to({ type: 'email', hashed: false, identity: 'maya@lakeside.example' }),
      { email: 'maya@lakeside.example' },
      true,
    ],
    [
      'an id',
      to({ type: 'id', hashed: false, identity: 'https://maya.example' }),
      { id: 'https://maya.example' },
      true,
    ],
    [
      'an address of the web',
      to({ type: 'url', identity: 'https://maya.example' }),
      { id: 'https://maya.example' },
      true,
    ],
    ['an id where an address stands', ASSERTION, { id: 'https://maya.example' }, false],
    ['a name, which this standard does not state', ASSERTION, { name: 'Maya Jackson' }, false],
  ])('%s', async (_who, assertion, recipient, good) => {
    const answer = await judged(assertion, [ISSUER, BADGE, assertion], { recipient })
    expect(answer).toEqual(good ? ['valid'] : ['invalid', 'RECIPIENT_MISMATCH'])
  })
})

test('an address that leads to something else is not judged by the rules of Open Badges 2', async () => {
  const address = 'https://badges.example/x'
  const image = bake(PNG, new TextEncoder().encode(address))
  const at = (body: JsonObject) => new Map([[address, fetched(address, body)]])
  const told2 = async (body: JsonObject) => told((await judgeOn(at(body), image)).report)
  expect(await told2({ type: ['VerifiableCredential'] })).toEqual(['unknown', 'PARSE_FORMAT_UNKNOWN'])
  expect(told((await judgeOn(new Map(), image)).report)).toEqual(['unknown', 'STATUS_UNREACHABLE'])
  const far = { ...ASSERTION, id: 'https://badges.example/other' }
  expect(told((await judgeOn(new Map([...at(far), ...web(ISSUER, BADGE)]), image)).report)).toEqual([
    'unknown',
    'STATUS_UNREACHABLE',
  ])
  const hidden = bake(PNG, new TextEncoder().encode('https://badges.example/a/../x'))
  const { report, asked } = await judgeOn(at(ASSERTION), hidden)
  expect([told(report), asked]).toEqual([['unknown', 'STATUS_UNREACHABLE'], []])
  const token = `e30.${Buffer.from('[]').toString('base64url')}.AAAA` as CompactJwt
  expect((await judgeOn(new Map(), bake(PNG, token))).report.verdict).not.toBe('valid')
})
