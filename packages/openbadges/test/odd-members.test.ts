import { describe, expect, test } from 'vitest'
import {
  type Fetched,
  type JsonObject,
  type JsonValue,
  OpenBadgesError,
  openVerifying,
  toBytes,
  type VerifyOptions,
} from '../src/index.ts'
import { CHECK_NAMES, type Check, type CheckName } from '../src/verify/report.ts'
import { newRun, PASS } from '../src/verify/run.ts'
import { reportOf } from '../src/verify/verdict.ts'
import { good, proof, sign, signed, told } from './ground.ts'
import { TOKEN } from './jwt-ground.ts'
import { contexts, crypto, DID, fast, GOLDEN_NOW, judge, material } from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
const WEB_KEY = 'did:web:issuer.example#k'
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

/** A credential of no particular kind, whose members no schema looks at. */
function plain(change: JsonObject): Promise<JsonObject> {
  return sign({
    '@context': [V2, OB, EXTENSIONS],
    id: 'https://issuer.example/c/1',
    type: ['VerifiableCredential'],
    issuer: DID,
    validFrom: '2026-11-20T16:05:00Z',
    credentialSubject: { id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44' },
    ...change,
  })
}

async function asked(change: JsonObject, options: VerifyOptions = {}) {
  const report = await judge(await plain(change), { options })
  return [...told(report), ...report.warnings.map(({ code }) => code)]
}

const DIGEST = 'uEiBMYtrU4YZ3jz8km03MTSlounwkx9WIDLs33mf3V7sI_w'

describe('members that are not what they should be', () => {
  test.each<[string, JsonValue, readonly string[]]>([
    ['an address alone', 'urn:r', ['invalid', 'RESOURCE_SHAPE']],
    ['two addresses', ['urn:r', 'urn:s'], ['invalid', 'RESOURCE_SHAPE', 'RESOURCE_SHAPE']],
    ['no digest', { id: 'urn:r' }, ['invalid', 'RESOURCE_SHAPE']],
    ['a digest that is a number', { id: 'urn:r', digestSRI: 7 }, ['invalid', 'RESOURCE_SHAPE']],
    ['a digest of one letter', { id: 'urn:r', digestMultibase: 'u' }, ['invalid', 'RESOURCE_SHAPE']],
    ['a digest in a base that is not read', { id: 'urn:r', digestMultibase: 'bAA' }, ['valid', 'RESOURCE_ABSENT']],
    ['a digest and nothing at hand', { id: 'urn:r', digestMultibase: DIGEST }, ['valid', 'RESOURCE_ABSENT']],
  ])('a related resource with %s', async (_name, relatedResource, expected) => {
    expect(await asked({ relatedResource })).toEqual(expected)
  })

  test('a refresh service has an address', async () => {
    const refreshService = { type: '1EdTechCredentialRefresh' }
    expect(await asked({ refreshService }, { refresh: true })).toEqual(['invalid', 'SHAPE_ID'])
  })

  test('an achievement whose id is no text has no published version', async () => {
    const achievement = { type: ['Achievement'], name: 'A', digestMultibase: DIGEST }
    const subject = { id: 'urn:s:1', type: ['AchievementSubject'], achievement }
    expect(await asked({ credentialSubject: subject })).toEqual(['valid'])
  })

  test('an identity that states nothing is nobody’s', async () => {
    const identifier = [{ type: 'IdentityObject', identityType: 'emailAddress', hashed: false }]
    const subject = { id: 'urn:s:1', type: ['AchievementSubject'], identifier }
    const recipient = { email: 'maya@lakeside.example' }
    expect(await asked({ credentialSubject: subject }, { recipient })).toEqual(['invalid', 'RECIPIENT_MISMATCH'])
  })

  test('a list of revocations without an address cannot be asked', async () => {
    expect(await asked({ credentialStatus: { type: '1EdTechRevocationList' } })).toEqual([
      'unknown',
      'STATUS_UNREACHABLE',
    ])
  })

  test.each<[string, JsonObject, string]>([
    ['that was made on no day', { created: 'yesterday' }, 'PROOF_VALUE'],
    ['that ends on no day', { expires: 'tomorrow' }, 'PROOF_VALUE'],
    ['that has ended', { expires: '2026-11-23T02:00:00Z' }, 'PROOF_EXPIRED'],
    ['of tomorrow', { created: '2026-11-24T00:00:00Z' }, 'PROOF_FUTURE'],
    ['for something else', { proofPurpose: 'authentication' }, 'PROOF_PURPOSE'],
  ])('a proof %s', async (_name, change, code) => {
    const made = await plain({})
    const [first] = made.proof as readonly JsonObject[]
    const [verdict, ...codes] = told(await judge({ ...made, proof: [{ ...first, ...change }] } as JsonObject))
    expect([verdict, codes]).toEqual(['invalid', expect.arrayContaining([code])])
  })

  test('a token that endorses and is none is left out with a warning', async () => {
    const report = await judge({ ...signed, endorsementJwt: ['a.b.c'] } as unknown as JsonObject, { material: good })
    expect(report.verdict).toBe('invalid')
  })
})

describe('what a credential claims', () => {
  test('a name may be said in a language', async () => {
    const named = await judge(await plain({ name: { '@value': 'Ein Name', '@language': 'de' } }))
    expect([named.verdict, named.claims?.name]).toEqual(['valid', 'Ein Name'])
    const both = await judge(await plain({ name: [{ '@value': 'Ein Name', '@language': 'de' }, 'A name'] as never }))
    expect([both.verdict, both.claims?.name]).toEqual(['valid', undefined])
  })

  test('whoever is named by an address alone has no other name', async () => {
    const { claims } = await judge(await plain({}))
    expect([claims?.issuer, claims?.achievement, claims?.results]).toEqual([{ id: DID }, undefined, []])
  })

  test('what is stated, and no member for what is not', async () => {
    const { document: _document, ...claims } = (await judge(await plain({}))).claims ?? { document: {} }
    expect(claims).toStrictEqual({
      id: 'https://issuer.example/c/1',
      type: ['VerifiableCredential'],
      issuer: { id: DID },
      subject: { id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44', emailHashed: false },
      validFrom: '2026-11-20T16:05:00Z',
      results: [],
      evidence: [],
      endorsements: [],
    })
    const result = { type: ['Result'], value: '3' }
    const achievement = {
      id: 'urn:a',
      type: ['Achievement'],
      name: 'A',
      creditsAvailable: 15,
      creator: { id: 'urn:x:https://a.example', type: ['Profile'] },
    }
    const subject = { id: 'urn:s:1', type: ['AchievementSubject'], achievement, result }
    const whole = (await judge(await plain({ credentialSubject: subject }))).claims
    expect([whole?.results, whole?.achievement]).toStrictEqual([
      [{ value: '3' }],
      {
        id: 'urn:a',
        name: 'A',
        creditsAvailable: 15,
        creator: { id: 'urn:x:https://a.example' },
        criteria: {},
        tag: [],
        alignment: [],
      },
    ])
  })

  test('nothing, and identities of other kinds, show nothing', async () => {
    const entry = (identityType: string, hashed: boolean) => ({
      ...{ type: 'IdentityObject', hashed, identityHash: `${identityType} ${hashed}`, identityType },
    })
    const about = async (...identifier: readonly JsonObject[]) => {
      const subject = { id: 'urn:s:1', type: ['AchievementSubject'], identifier, creditsEarned: 'two' }
      const { claims } = await judge(await plain({ credentialSubject: subject }))
      return [claims?.subject, claims?.creditsEarned]
    }
    const [name, hidden] = [entry('name', false), entry('name', true)]
    const [mail, hashed] = [entry('emailAddress', false), entry('emailAddress', true)]
    const shown = { id: 'urn:s:1', name: 'name false' }
    expect(await about(hidden, mail, name)).toEqual([{ ...shown, emailHashed: false }, undefined])
    expect(await about(name, hashed)).toEqual([{ ...shown, emailHashed: true }, undefined])
    expect(await about(hidden)).toEqual([{ id: 'urn:s:1', emailHashed: false }, undefined])
    const empty = await judge({ ...(await plain({})), image: null })
    expect([empty.verdict, empty.claims?.document.image]).toEqual(['invalid', null])
  })

  test('results without an achievement are told without its words', async () => {
    const result = { type: ['Result'], value: '3', resultDescription: 'urn:d' }
    const subject = { id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44', type: ['AchievementSubject'], result }
    const { verdict, claims } = await judge(await plain({ credentialSubject: subject }))
    expect([verdict, claims?.results[0]?.value]).toEqual(['valid', '3'])
  })

  test('an alignment without a name has an empty one', async () => {
    const alignment = [{ type: ['Alignment'], targetUrl: 'https://standards.example/1' }]
    const achievement = { id: 'urn:a', type: ['Achievement'], name: 'A', alignment }
    const subject = { id: 'urn:uuid:1', type: ['AchievementSubject'], achievement }
    const { verdict, claims } = await judge(await plain({ credentialSubject: subject }))
    expect([verdict, claims?.achievement?.alignment?.[0]]).toEqual([
      'valid',
      { targetName: '', targetUrl: 'https://standards.example/1' },
    ])
  })
})

describe('a verdict', () => {
  const parsed = { form: 'embedded', document: {}, standard: 'vc', outcome: PASS } as const
  const context = { material: material(), now: GOLDEN_NOW, crypto, contexts, canonicalizer: fast, options: {} }
  const run = newRun(parsed, { ...context, role: 'credential', judge: () => Promise.reject(new Error('not asked')) })
  const verdict = (results: Partial<Record<CheckName, Check['result']>>) => {
    const checks = CHECK_NAMES.map((name): Check => ({ name, result: results[name] ?? 'pass', findings: [] }))
    return reportOf(run, checks).verdict
  }

  test('is valid when every check is good, and a key and a proof were looked at', () => {
    expect(verdict({})).toBe('valid')
    for (const name of CHECK_NAMES) {
      const needed = name === 'key' || name === 'proof'
      expect([name, verdict({ [name]: 'skipped' })]).toEqual([name, needed ? 'unknown' : 'valid'])
      expect([name, verdict({ [name]: 'unknown' })]).toEqual([name, 'unknown'])
      expect([name, verdict({ [name]: 'unknown', log: 'fail' })]).toEqual([name, 'invalid'])
    }
  })

  test('of a credential under a schema of somebody else is open, and what it claims is told', async () => {
    const schema = { id: 'https://schemas.example/1', type: '1EdTechJsonSchemaValidator2019' }
    const report = await judge(await plain({ credentialSchema: schema }))
    expect([report.verdict, report.checks.flatMap(({ findings }) => findings), report.claims?.id]).toEqual([
      'unknown',
      [{ code: 'SHAPE_SCHEMA_UNKNOWN', path: '/credentialSchema', detail: { url: schema.id } }],
      'https://issuer.example/c/1',
    ])
  })
})

describe('a fault of ours', () => {
  test('is never a verdict about the credential', async () => {
    const { verify } = await import('../src/index.ts')
    const failing = { canonize: () => Promise.reject(new Error('a fault')) }
    const context = { material: material(), now: GOLDEN_NOW, crypto, contexts, canonicalizer: failing }
    const report = await verify(signed, context)
    expect([told(report), report.claims]).toEqual([['unknown', 'INTERNAL'], undefined])
    const broken = { ...context, canonicalizer: fast, crypto: { ...crypto, verify: () => Promise.reject('no') } }
    expect((await verify(signed, broken)).verdict).toBe('unknown')
  })

  test('is what is no time, by which nothing is over', async () => {
    for (const now of [new Date(Number.NaN), new Date('soon')]) {
      const given = { material: material(), now }
      const context = { ...given, crypto, contexts, canonicalizer: fast }
      for (const report of [await judge(signed, given), await openVerifying(context).verify(toBytes(signed), given)])
        expect([told(report), report.claims]).toEqual([['unknown', 'INTERNAL'], undefined])
    }
  })

  test('wherever it happens: every check is named, and none that was not made has passed', async () => {
    const { verify } = await import('../src/index.ts')
    const whole = { material: material(), now: GOLDEN_NOW, crypto, contexts, canonicalizer: fast }
    const unread = {
      get mode(): 'full' {
        throw new Error('a fault')
      },
    }
    const silent = {
      get: () => {
        throw new Error('a fault')
      },
    } as unknown as ReadonlyMap<string, Fetched>
    const web = { ...signed, issuer: 'did:web:issuer.example', proof: [{ ...proof, verificationMethod: WEB_KEY }] }
    const nothing = {
      verdict: 'unknown',
      checks: CHECK_NAMES.map((name) => ({
        name,
        result: name === 'parse' ? 'unknown' : 'skipped',
        findings: name === 'parse' ? [{ code: 'INTERNAL' }] : [],
      })),
      warnings: [],
      needs: [],
      trust: 'unset',
      standard: 'vc',
    }
    expect(await verify(signed, undefined as never)).toEqual(nothing)
    expect(await verify(TOKEN, { ...whole, options: unread })).toEqual(nothing)
    const lost = await verify(web, { ...whole, material: { documents: silent } })
    expect(lost.checks.find(({ name }) => name === 'key')).toEqual({
      name: 'key',
      result: 'unknown',
      findings: [{ code: 'INTERNAL' }],
    })
    expect(lost.verdict).not.toBe('valid')
  })

  test('a canonicalizer of the caller’s may refuse without naming what', async () => {
    const { verify } = await import('../src/index.ts')
    const refusing = { canonize: () => Promise.reject(new OpenBadgesError('OB_CANON_FAILED', 'No canonical form.')) }
    const report = await verify(signed, {
      material: material(),
      now: GOLDEN_NOW,
      crypto,
      contexts,
      canonicalizer: refusing,
    })
    expect([report.verdict, report.checks.find(({ name }) => name === 'terms')?.findings]).toEqual([
      'invalid',
      [{ code: 'TERMS_UNDEFINED', detail: { name: '' } }],
    ])
  })
})
