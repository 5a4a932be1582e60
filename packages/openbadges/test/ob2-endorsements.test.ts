import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bake, type Fetched, type JsonObject, type JsonValue, type Report } from '../src/index.ts'
import type { Run } from '../src/verify/context.ts'
import { chainOf } from '../src/verify/ob2/chain.ts'
import { checkSecondEndorsements } from '../src/verify/ob2/endorsements.ts'
import { newRun, PASS } from '../src/verify/run.ts'
import { findingsOf, told } from './ground.ts'
import { PNG } from './images.ts'
import { ASSERTION, BADGE, ISSUER, judgeOn, web } from './second.ts'
import { contexts, crypto, fast, fetched, GOLDEN_NOW, judge, material } from './support.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const CONTEXT = 'https://w3id.org/openbadges/v2'
const id = (one: JsonObject) => String(one.id)
const COLLEGE: JsonObject = {
  '@context': CONTEXT,
  type: 'Profile',
  id: 'https://college.example/profile.json',
  name: 'Example College',
  url: 'https://college.example',
  email: 'badges@college.example',
  publicKey: 'https://college.example/key.json',
  revocationList: 'https://college.example/revoked.json',
}
const KEY: JsonObject = {
  '@context': CONTEXT,
  type: 'CryptographicKey',
  id: 'https://college.example/key.json',
  owner: 'https://college.example/profile.json',
  publicKeyPem: String(publicKey.export({ type: 'spki', format: 'pem' })),
}
const LIST: JsonObject = {
  '@context': CONTEXT,
  type: 'RevocationList',
  id: 'https://college.example/revoked.json',
  issuer: 'https://college.example/profile.json',
  revokedAssertions: ['urn:uuid:2'],
}
/** The word of the college about the badge, hosted. */
const WORD: JsonObject = {
  '@context': CONTEXT,
  type: 'Endorsement',
  id: 'https://college.example/words/1.json',
  issuer: 'https://college.example/profile.json',
  issuedOn: '2021-01-05T09:00:00Z',
  claim: { id: 'https://badges.example/badge.json', endorsementComment: 'Counts towards our course.' },
  verification: { type: 'hosted' },
}
const SIGNED = { ...WORD, id: 'urn:uuid:1', verification: { type: 'signed' } }
/** The same college, as one that awards: a badge of its own, to whomever. */
const AWARDED: JsonObject = {
  ...{ ...ASSERTION, id: id(WORD) },
  badge: { ...BADGE, id: 'https://college.example/badge.json', issuer: id(COLLEGE) },
}
const at = (n: number | string, change: JsonObject = {}): JsonObject => ({
  ...WORD,
  id: `https://college.example/words/${n}.json`,
  ...change,
})
const endorsed = (one: JsonObject, ...words: readonly JsonValue[]): JsonObject => ({ ...one, endorsement: words })

function token(payload: JsonObject, by = privateKey): string {
  const encoded = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const data = `${encoded({ alg: 'RS256' })}.${encoded(payload)}`
  return `${data}.${sign('sha256', Buffer.from(data), by).toString('base64url')}`
}

const shown = ({ claims }: Report) => claims?.endorsements.map((one) => one.id)
const warned = ({ warnings }: Report) => warnings.map(({ code, path, detail }) => [code, path, detail?.name])
/** A hosted assertion whose badge states what is given, where `documents` stand too. */
async function onBadge(stated: readonly JsonValue[], documents: readonly JsonObject[] = [WORD, COLLEGE, KEY, LIST]) {
  return judgeOn(web(ASSERTION, endorsed(BADGE, ...stated), ISSUER, ...documents), ASSERTION)
}
const unknown = (name: string, path = '/badge/endorsement') => [['ENDORSEMENT_UNKNOWN', path, name]]
const invalid = (name: string, path = '/badge/endorsement') => [['ENDORSEMENT_INVALID', path, name]]

describe('an endorsement of Open Badges 2 that holds', () => {
  test('tells who said what about which id, and when, in the form of the newer standard', async () => {
    const { report, asked } = await onBadge([id(WORD)])
    expect([told(report), report.warnings, report.needs]).toEqual([['valid'], [], []])
    expect(asked.slice().sort()).toEqual([ASSERTION, BADGE, ISSUER, WORD, COLLEGE].map(id).sort())
    expect(report.claims?.endorsements).toMatchObject([
      {
        id: WORD.id,
        type: ['Endorsement'],
        issuer: { id: COLLEGE.id, name: 'Example College', domain: 'college.example' },
        subject: { id: BADGE.id },
        endorsementComment: 'Counts towards our course.',
        validFrom: '2021-01-05T09:00:00Z',
        endorsements: [],
        document: WORD,
      },
    ])
    expect(Object.isFrozen(report.claims?.endorsements)).toBe(true)
    expect(report.checks.find(({ name }) => name === 'endorsements')?.result).toBe('pass')
  })

  test('may be about the assertion, its badge or its issuer, each named where it stands', async () => {
    const about = (one: JsonObject, n: number) => at(n, { claim: { id: id(one) } })
    const words = [about(ASSERTION, 1), about(BADGE, 2), about(ISSUER, 3)]
    const [first, second, third] = words.map(id) as [string, string, string]
    const assertion = endorsed(ASSERTION, first)
    const documents = web(assertion, endorsed(BADGE, second), endorsed(ISSUER, third), COLLEGE, ...words)
    const { report } = await judgeOn(documents, assertion)
    expect([told(report), warned(report), shown(report)]).toEqual([['valid'], [], words.map(id)])
    // What an assertion says of its endorsements is compared with its copy, and is not shown for true.
    expect('endorsement' in (report.claims?.document ?? {})).toBe(false)
  })

  test('of an issuer, or of a badge, is judged when that is given alone', async () => {
    const word = at(3, { claim: { id: id(ISSUER) } })
    const issuer = endorsed(ISSUER, id(word))
    const { report } = await judgeOn(web(issuer, word, COLLEGE), issuer)
    expect([told(report), shown(report)]).toEqual([['valid'], [word.id]])
    const badge = endorsed(BADGE, id(WORD))
    const alone = await judgeOn(web(badge, ISSUER, WORD, COLLEGE), badge)
    expect([told(alone.report), warned(alone.report), shown(alone.report)]).toEqual([['valid'], [], [WORD.id]])
    const silent = await judgeOn(web(badge, ISSUER), badge)
    expect(warned(silent.report)).toEqual(unknown(id(WORD), '/endorsement'))
  })

  test('of an issuer is about the issuer, wherever that keeps its badges', async () => {
    const word = at(3, { claim: { id: id(ISSUER) } })
    const issuer = { ...endorsed(ISSUER, id(word), 'urn:e:1'), verification: { allowedOrigins: 'cdn.example' } }
    const { report } = await judgeOn(web(issuer, word, COLLEGE), issuer)
    expect([told(report), shown(report), warned(report)]).toEqual([
      ['valid'],
      [word.id],
      unknown('urn:e:1', '/endorsement'),
    ])
  })

  test.each<[string, readonly JsonValue[]]>([
    ['as an object with its address', [{ id: id(WORD) }]],
    [
      'whole, of which only the address is believed',
      [{ ...WORD, claim: { id: id(BADGE), endorsementComment: 'Best!' } }],
    ],
    ['twice', [id(WORD), { ...WORD }]],
    ['beside what names nothing', [7, null, true, id(WORD)]],
  ])('may stand %s', async (_how, stated) => {
    const { report } = await onBadge(stated)
    expect([told(report), warned(report), shown(report)]).toEqual([['valid'], [], [WORD.id]])
    expect(report.claims?.endorsements[0]?.endorsementComment).toBe('Counts towards our course.')
  })

  test('may be signed, by a key that its issuer names', async () => {
    const { report, asked } = await onBadge([token(SIGNED)])
    expect([told(report), warned(report), shown(report)]).toEqual([['valid'], [], ['urn:uuid:1']])
    expect(asked).toEqual(expect.arrayContaining([COLLEGE, KEY, LIST].map(id)))
  })

  test('may bear the id that another one bears, by somebody else', async () => {
    const peer = (one: JsonObject): JsonObject =>
      JSON.parse(JSON.stringify(one).replaceAll('college.example', 'peer.example'))
    const stated = [token(SIGNED), token({ ...SIGNED, issuer: id(peer(COLLEGE)) }), token(SIGNED)]
    const { report } = await onBadge(stated, [COLLEGE, KEY, LIST, ...[COLLEGE, KEY, LIST].map(peer)])
    expect([told(report), warned(report), shown(report)]).toEqual([['valid'], [], [SIGNED.id, SIGNED.id]])
    expect(report.claims?.endorsements.map(({ issuer }) => issuer.id)).toEqual([COLLEGE.id, id(peer(COLLEGE))])
  })

  test('is judged by the options of the whole but for what is asked of its holder', async () => {
    const asked: unknown[] = []
    const judged: Run['judge'] = async (parsed, how) => {
      asked.push([parsed.token, how?.options])
      return { verdict: 'unknown', checks: [], warnings: [], needs: [], trust: 'unset', standard: 'ob2' }
    }
    const run = newRun(
      { form: 'ob2', document: endorsed(ISSUER, id(WORD)), standard: 'ob2', outcome: PASS },
      {
        ...{ material: material(), now: GOLDEN_NOW, crypto, contexts, canonicalizer: fast, role: 'credential' },
        judge: judged,
        options: { keyBinding: '1edtech', recipient: { email: 'a@b.example' }, refresh: true },
      },
    )
    await checkSecondEndorsements(run, chainOf(run))
    expect(asked).toEqual([[id(WORD), { keyBinding: '1edtech' }]])
  })

  test("leaves the date of the badge's own status as it is", async () => {
    const documents: Map<string, Fetched | JsonObject> = web(ASSERTION, endorsed(BADGE, id(WORD)), ISSUER, COLLEGE)
    documents.set(id(WORD), fetched(id(WORD), WORD, new Date('2026-11-01T00:00:00Z')))
    const { report } = await judgeOn(documents, ASSERTION)
    expect([shown(report), report.statusAsOf]).toEqual([[WORD.id], new Date('2026-11-23T02:00:00Z')])
  })
})

describe('an endorsement of Open Badges 2 that does not hold is left out and harms nothing', () => {
  const college = String(COLLEGE.name)
  test.each<[string, JsonObject]>([
    ['is about something else', at(1, { claim: { id: id(ASSERTION) } })],
    ['is about nothing', at(1, { claim: { endorsementComment: 'Well made.' } })],
    ['claims an address alone', at(1, { claim: id(BADGE) })],
    ['has a comment that is none', at(1, { claim: { id: id(BADGE), endorsementComment: 7 } })],
    ['was taken back', at(1, { revoked: true })],
    ['was taken back and stripped', { '@context': CONTEXT, type: 'Endorsement', id: id(WORD), revoked: true }],
    ['has expired', at(1, { expires: '2022-01-01T00:00:00Z' })],
    ['begins later', at(1, { issuedOn: '2100-01-01T00:00:00Z' })],
    ['states no date', at(1, { issuedOn: undefined as unknown as JsonValue })],
    ['says that it is signed, without a signature', at(1, { verification: { type: 'signed' } })],
    ['brings its own words', at(1, { '@context': [CONTEXT, { claim: 'urn:x' }] })],
    ['is an assertion', { ...ASSERTION, id: id(WORD) }],
    ['awards the badge another badge', { ...AWARDED, recipient: { type: 'id', hashed: false, identity: id(BADGE) } }],
    ['is the issuer of the badge itself', { ...ISSUER, id: id(WORD) }],
  ])('one that %s', async (_why, word) => {
    const { report } = await judgeOn(web(ASSERTION, endorsed(BADGE, id(WORD)), ISSUER, COLLEGE, word), ASSERTION)
    expect([told(report), shown(report), warned(report).map(([code]) => code)]).toEqual([
      ['valid'],
      [],
      ['ENDORSEMENT_INVALID'],
    ])
  })

  test.each<[string, readonly JsonObject[]]>([
    [
      'whose issuer holds another address',
      [
        { ...WORD, issuer: 'https://peer.example/profile.json' },
        { ...COLLEGE, id: 'https://peer.example/profile.json' },
      ],
    ],
    [
      'whose issuer keeps its words elsewhere',
      [WORD, { ...COLLEGE, verification: { startsWith: 'https://college.example/endorsements/' } }],
    ],
    ['whose issuer is no profile', [WORD, { ...COLLEGE, type: 'Criteria' }]],
    ['whose issuer does not say how to reach it', [WORD, { ...COLLEGE, email: '' }]],
  ])('one %s', async (_why, documents) => {
    const { report } = await onBadge([id(WORD)], documents)
    expect([told(report), shown(report), warned(report).map(([code]) => code)]).toEqual([
      ['valid'],
      [],
      ['ENDORSEMENT_INVALID'],
    ])
  })

  test('one at whose address another one stands', async () => {
    const documents = web(ASSERTION, endorsed(BADGE, id(WORD)), ISSUER, COLLEGE, at(2))
    documents.set(id(WORD), at(2))
    const { report } = await judgeOn(documents, ASSERTION)
    expect([told(report), shown(report), warned(report)]).toEqual([['valid'], [], invalid(college)])
  })

  test('one that is gone for good; so is a badge whose baked address is', async () => {
    const gone = (url: string): [string, Fetched] => [url, { ...fetched(url, {}), status: 410 }]
    const documents = web(ASSERTION, endorsed(BADGE, id(WORD)), ISSUER, COLLEGE)
    const { report } = await judgeOn(new Map([...documents, gone(id(WORD))]), ASSERTION)
    expect([told(report), shown(report), warned(report)]).toEqual([['valid'], [], invalid(id(WORD))])
    const image = bake(PNG, new TextEncoder().encode(id(ASSERTION)))
    const baked = await judgeOn(new Map([gone(id(ASSERTION))]), image)
    expect(findingsOf(baked.report)).toEqual([{ code: 'STATUS_REVOKED', path: '' }])
  })

  test.each<[string, string, string]>([
    ['signed by another key', token(SIGNED, generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey), college],
    ['on the list of what was taken back', token({ ...SIGNED, id: 'urn:uuid:2' }), college],
    ['that says it is hosted', token(WORD), ''],
    ['that is no token', 'word', ''],
  ])('one %s', async (_why, stated, name) => {
    const { report } = await onBadge([stated])
    expect([told(report), shown(report), warned(report)]).toEqual([['valid'], [], invalid(name)])
  })
})

describe('an endorsement of Open Badges 2 that cannot be confirmed is left out and told of', () => {
  test.each<[string, JsonValue, string]>([
    ['at a silent address', id(WORD), id(WORD)],
    ['whose issuer is silent', token(SIGNED), id(COLLEGE)],
    ['at no address', 'urn:uuid:9', 'urn:uuid:9'],
    ['without an address', { claim: { id: id(BADGE) } }, ''],
  ])('%s', async (_why, stated, name) => {
    const { report } = await onBadge([stated], [])
    expect([told(report), shown(report), warned(report)]).toEqual([['valid'], [], unknown(name)])
  })

  test('of another standard', async () => {
    const { report } = await onBadge(
      [id(WORD)],
      [{ id: id(WORD), type: ['VerifiableCredential', 'EndorsementCredential'] }],
    )
    expect([told(report), warned(report)]).toEqual([['valid'], unknown(id(WORD))])
  })

  test('about an id that whoever awards the badge only copied', async () => {
    const borrowed = { ...BADGE, id: 'https://famous.example/badge.json' }
    const word = at(1, { claim: { id: borrowed.id } })
    const assertion = { ...ASSERTION, badge: endorsed(borrowed, id(word)) }
    const { report } = await judgeOn(web(assertion, ISSUER, word, COLLEGE), assertion)
    expect([told(report), shown(report), warned(report)]).toEqual([['valid'], [], unknown('Example College')])
  })

  test('about a badge that stands in the assertion, while what stands at its id is not by whoever awards it', async () => {
    const assertion = { ...ASSERTION, badge: endorsed(BADGE, id(WORD)) }
    const judged = async (...copy: readonly JsonObject[]) =>
      judgeOn(web(assertion, ISSUER, WORD, COLLEGE, ...copy), assertion)
    const own = await judged({ ...BADGE, name: 'As it was called before' })
    expect([told(own.report), warned(own.report), shown(own.report)]).toEqual([['valid'], [], [WORD.id]])
    const open = [['valid'], [], unknown('Example College')]
    // Somebody else on the same host.
    const theirs = await judged({ ...BADGE, issuer: 'https://badges.example/others/issuer.json' })
    expect([told(theirs.report), shown(theirs.report), warned(theirs.report)]).toEqual(open)
    const silent = await judged()
    expect([told(silent.report), shown(silent.report), warned(silent.report)]).toEqual(open)
    expect(silent.asked.filter((url) => url === id(BADGE))).toHaveLength(1)
  })

  test('about a badge of another host, which a profile names as a place of its own', async () => {
    const famous = { ...BADGE, id: 'https://famous.example/badge.json', issuer: 'https://famous.example/issuer.json' }
    const word = at(1, { claim: { id: famous.id } })
    const issuer = { ...ISSUER, verification: { allowedOrigins: ['badges.example', 'famous.example'] } }
    const assertion = { ...ASSERTION, badge: endorsed({ ...famous, issuer: id(ISSUER) }, id(word)) }
    const { report } = await judgeOn(web(assertion, famous, issuer, word, COLLEGE), assertion)
    expect([told(report), shown(report), warned(report)]).toEqual([['valid'], [], unknown('Example College')])
  })

  test('without a word about a badge in the assertion nobody is asked for the copy of it', async () => {
    const assertion = { ...ASSERTION, badge: BADGE }
    const { report, asked } = await judgeOn(web(assertion, ISSUER, BADGE), assertion)
    expect([told(report), asked]).toEqual([['valid'], [id(ISSUER), id(ASSERTION)]])
  })

  test('about the id of a signed assertion, which only says it', async () => {
    const word = at(3, { claim: { id: 'https://college.example/assertions/9.json' } })
    const signed = { ...AWARDED, id: 'https://college.example/assertions/9.json', verification: { type: 'signed' } }
    const { report } = await judgeOn(web(COLLEGE, KEY, LIST, word), token(endorsed(signed, id(word))))
    expect([told(report), shown(report), warned(report)]).toEqual([
      ['valid'],
      [],
      unknown('Example College', '/endorsement'),
    ])
  })

  test('while nobody knows who awards the badge', async () => {
    const { report } = await judgeOn(web(ASSERTION, endorsed(BADGE, id(WORD)), WORD, COLLEGE), ASSERTION)
    expect([told(report), shown(report), warned(report)]).toEqual([
      ['unknown', 'DID_UNREACHABLE'],
      [],
      unknown('Example College'),
    ])
  })
})

describe('an endorsement given by itself', () => {
  test('is judged and tells about whom it is; what others say of it is judged, and goes no further', async () => {
    const third = at(3, { claim: { id: 'https://college.example/words/2.json' } })
    const second = endorsed(at(2, { claim: { id: id(WORD) } }), id(third))
    const first = endorsed(WORD, id(second))
    const { report, asked } = await judgeOn(web(first, second, third, COLLEGE), first)
    expect([told(report), report.standard, warned(report), shown(report)]).toEqual([['valid'], 'ob2', [], [second.id]])
    expect(report.claims).toMatchObject({ subject: { id: BADGE.id }, issuer: { name: 'Example College' } })
    expect([report.claims?.awardedDate, report.claims?.endorsements[0]?.endorsements]).toEqual([undefined, []])
    expect(asked).not.toContain(third.id)
  })

  test('a finding about a signed one says where', async () => {
    const paths = async (...documents: readonly JsonObject[]) =>
      findingsOf((await judgeOn(web(...documents), token(SIGNED))).report).map(({ code, path }) => [code, path])
    expect(await paths(COLLEGE, KEY, LIST)).toEqual([])
    expect(await paths(KEY, LIST)).toEqual([['DID_UNREACHABLE', '/issuer']])
    expect(await paths(COLLEGE)).toEqual([
      ['DID_UNREACHABLE', '/issuer/publicKey'],
      ['STATUS_UNREACHABLE', '/issuer/revocationList'],
    ])
  })

  test('nobody was awarded anything by it', async () => {
    const { report } = await judgeOn(web(WORD, COLLEGE), WORD, { recipient: { email: 'maya@lakeside.example' } })
    expect(told(report)).toEqual(['invalid', 'RECIPIENT_MISMATCH'])
  })
})

describe('limits', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => at(i))

  test('twenty are judged, and of the next one it is said that it was not', async () => {
    const documents = new Map(
      [...web(ASSERTION, ISSUER, COLLEGE, ...many(21))].map(([url, one]) => [url, fetched(url, one as JsonObject)]),
    )
    const judged = async (count: number) => {
      const badge = endorsed(BADGE, ...many(count).map(id))
      const material = { documents: new Map(documents).set(id(BADGE), fetched(id(BADGE), badge)) }
      const report = await judge(ASSERTION, { material })
      return [told(report), shown(report)?.length, warned(report)]
    }
    expect(await judged(20)).toEqual([['valid'], 20, []])
    expect(await judged(21)).toEqual([['valid'], 20, unknown(id(at(20)))])
    const tokens = endorsed(BADGE, ...many(20).map(id), token(SIGNED), token(SIGNED))
    const material = { documents: new Map(documents).set(id(BADGE), fetched(id(BADGE), tokens)) }
    expect(warned(await judge(ASSERTION, { material }))).toEqual(unknown(''))
  })

  test('five documents are asked for at a time, after those that the badge stands on', async () => {
    const needs = async (...stated: readonly JsonValue[]) => {
      const assertion = endorsed(ASSERTION, ...stated)
      return (await judge(assertion)).needs.map(({ url }) => url)
    }
    const words = many(6).map(id)
    expect(await needs(...words)).toEqual([id(BADGE), id(ASSERTION), ...words.slice(0, 5)])
    expect(await needs(...words.slice(0, 4), id(BADGE))).toEqual([id(BADGE), id(ASSERTION), ...words.slice(0, 4)])
  })

  test('in four rounds what stands at the end of the way is judged; who speaks there would be asked in a fifth', async () => {
    const image = bake(PNG, new TextEncoder().encode(id(ASSERTION)))
    const about = { claim: { id: id(ISSUER) } }
    const own = { ...WORD, ...about, id: 'https://badges.example/words/1.json', issuer: id(ISSUER) }
    const judged = async (word: JsonObject) => {
      const issuer = endorsed(ISSUER, id(word))
      const { report, asked } = await judgeOn(web(ASSERTION, BADGE, issuer, COLLEGE, word), image)
      return { answer: [told(report), shown(report), warned(report)], asked, needs: report.needs.map(({ url }) => url) }
    }
    const rounds = [ASSERTION, BADGE, ISSUER].map(id)
    expect(await judged(own)).toEqual({ answer: [['valid'], [own.id], []], asked: [...rounds, own.id], needs: [] })
    const word = at(1, about)
    expect(await judged(word)).toEqual({
      answer: [['valid'], [], unknown(id(COLLEGE), '/badge/issuer/endorsement')],
      asked: [...rounds, word.id],
      needs: [COLLEGE.id],
    })
  })

  test('however many there are, the badge is judged, and who is reached is told', async () => {
    const words = many(20).map((one) => ({ ...one, claim: { id: id(ASSERTION) } }))
    const assertion = endorsed(ASSERTION, ...words.map(id))
    const { report, asked } = await judgeOn(web(assertion, BADGE, ISSUER, COLLEGE, ...words), assertion)
    expect([told(report), asked.length <= 20]).toEqual([['valid'], true])
    expect(shown(report)).toEqual(words.slice(0, 16).map(id))
    expect(warned(report)).toEqual(words.slice(16).map((one) => ['ENDORSEMENT_UNKNOWN', '/endorsement', id(one)]))
  })
})
