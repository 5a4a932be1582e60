import { describe, expect, test } from 'vitest'
import {
  buildCredential,
  buildEndorsement,
  didWebUrl,
  type EndorsementDraft,
  type JsonObject,
  type JsonValue,
  type Report,
  type SignedCredential,
  type VerifiedClaims,
} from '../src/index.ts'
import type { Run } from '../src/verify/context.ts'
import { checkEndorsements } from '../src/verify/endorsements.ts'
import { SIGNED_CHECKS } from '../src/verify/report.ts'
import { newRun, PASS, SKIP } from '../src/verify/run.ts'
import { without } from '../src/verify/without.ts'
import { DRAFT, good, OTHER, otherSigner, sign, told } from './ground.ts'
import { contexts, crypto, DID, fast, fetched, GOLDEN_NOW, issuerSigner, judge, material } from './support.ts'

const PLAIN: EndorsementDraft = {
  id: 'https://peer.example/e/1',
  name: 'Endorsement',
  issuer: { id: OTHER, name: 'A peer', url: 'https://peer.example' },
  subject: { id: DRAFT.issuer.id, endorsementComment: 'Well made.' },
  validFrom: DRAFT.validFrom,
}
const word = (more: Partial<EndorsementDraft> = {}) => sign(buildEndorsement({ ...PLAIN, ...more }), otherSigner)

async function carrying(...endorsements: readonly JsonObject[]): Promise<Report> {
  const draft = { ...DRAFT, endorsements: endorsements as readonly SignedCredential[] }
  return judge(await sign(buildCredential(draft)), { material: good })
}
const shown = (report: Report) => (report.claims?.document.endorsement as JsonObject[] | undefined)?.map(({ id }) => id)
const warned = (report: Report) => report.warnings.map(({ code, path, detail }) => [code, path, detail?.name])

describe('an endorsement inside a credential', () => {
  test('is judged and shown', async () => {
    const report = await carrying(await word())
    expect([told(report), warned(report), shown(report)]).toEqual([['valid'], [], [PLAIN.id]])
    const subject = { id: DRAFT.issuer.id }
    expect(report.claims?.endorsements).toMatchObject([
      { id: PLAIN.id, issuer: { name: 'A peer' }, subject, endorsementComment: 'Well made.', endorsements: [] },
    ])
  })

  test.each<[string, () => Promise<JsonObject>]>([
    ['was changed', async () => ({ ...(await word()), name: 'Another' })],
    ['has no proof', async () => buildEndorsement(PLAIN)],
    ['is about something else', () => word({ subject: { id: 'https://elsewhere.example/m/1' } })],
    ['has expired', () => word({ validUntil: new Date('2026-11-21T00:00:00Z') })],
    ['is signed by another key', () => sign({ ...buildEndorsement(PLAIN), issuer: DRAFT.issuer.id }, issuerSigner)],
  ])('A-bad-endorsement-or-related: one that %s is left out of the claims and harms nothing', async (why, bad) => {
    const one = await bad()
    const signed = why.includes('another key') ? { ...one, issuer: buildEndorsement(PLAIN).issuer } : one
    const report = await carrying(await word({ id: 'https://peer.example/e/0' }), signed)
    expect(told(report)).toEqual(['valid'])
    expect(warned(report).map(([code, path]) => [code, path])).toEqual([['ENDORSEMENT_INVALID', '/endorsement/1']])
    expect(shown(report)).toEqual(['https://peer.example/e/0'])
    expect(report.claims?.endorsements.map(({ id }) => id)).toEqual(['https://peer.example/e/0'])
  })

  test('one whose status nobody could read is left out too, and its list is asked for', async () => {
    const status = { method: 'bitstring', list: 'https://peer.example/list', index: 5 } as const
    const report = await carrying(await word({ status }))
    expect([told(report), warned(report)]).toEqual([['valid'], [['ENDORSEMENT_UNKNOWN', '/endorsement/0', 'A peer']]])
    expect(report.needs.map(({ url }) => url)).toEqual(['https://peer.example/list'])
    expect('endorsement' in (report.claims?.document ?? {})).toBe(false)
  })

  test('a bad word inside a good one is left out of it', async () => {
    const bad = { ...(await word({ id: 'https://peer.example/e/2' })), name: 'Another' }
    const outer = buildEndorsement(PLAIN)
    const inner = { ...(outer.issuer as JsonObject), endorsement: [bad] }
    const report = await carrying(await sign({ ...outer, issuer: inner }, otherSigner))
    expect(told(report)).toEqual(['valid'])
    expect(warned(report)[0]?.slice(0, 2)).toEqual(['ENDORSEMENT_INVALID', '/endorsement/0/issuer/endorsement/0'])
    const [kept] = (report.claims?.document.endorsement ?? []) as JsonObject[]
    expect([kept?.id, kept?.issuer]).toEqual([PLAIN.id, outer.issuer])
  })

  test('one that does not stand in a list is judged as well', async () => {
    const unsigned = { ...buildCredential(DRAFT), endorsement: { ...(await word()), name: 'Another' } }
    const report = await judge(await sign(unsigned), { material: good })
    expect([told(report), warned(report).map(([, path]) => path)]).toEqual([['valid'], ['/endorsement']])
    expect('endorsement' in (report.claims?.document ?? {})).toBe(false)
  })

  test('one about the issuer, inside the issuer, is judged where it stands', async () => {
    const unsigned = buildCredential(DRAFT)
    const issuer = { ...(unsigned.issuer as JsonObject), endorsement: [{ ...(await word()), name: 'Another' }] }
    const report = await judge(await sign({ ...unsigned, issuer }), { material: good })
    expect([told(report), warned(report).map(([, path]) => path)]).toEqual([['valid'], ['/issuer/endorsement/0']])
    expect(report.claims?.document.issuer).toEqual(unsigned.issuer)
  })

  test('a warning names who endorses by name, by id where there is no name, or not at all', async () => {
    const nameless = { ...buildEndorsement({ ...PLAIN, id: 'urn:e:0' }), issuer: OTHER }
    const expired = await sign({ ...nameless, validUntil: '2026-11-21T00:00:00Z' }, otherSigner)
    const named = await word({ validUntil: new Date('2026-11-21T00:00:00Z') })
    const wordless = { id: 'urn:e:1', type: ['VerifiableCredential'], issuer: { id: OTHER, name: 'A peer' } }
    const { credentialStatus: _status, achievement: _achievement, ...plain } = buildCredential(DRAFT) as JsonObject
    const endorsement = [expired, named, wordless, 'urn:e:2']
    const report = await judge(await sign({ ...plain, type: ['VerifiableCredential'], endorsement }))
    expect([told(report), warned(report)]).toEqual([
      ['valid'],
      [
        ['ENDORSEMENT_INVALID', '/endorsement/0', OTHER],
        ['ENDORSEMENT_INVALID', '/endorsement/1', 'A peer'],
        ['ENDORSEMENT_INVALID', '/endorsement/2', OTHER],
        ['ENDORSEMENT_INVALID', '/endorsement/3', ''],
      ],
    ])
  })

  test('it endorses, and all that it is about may be endorsed here', async () => {
    const FIRST = [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      'https://w3id.org/security/data-integrity/v2',
    ]
    const endorsed = {
      '@context': FIRST,
      id: DRAFT.id,
      type: ['VerifiableCredential'],
      issuer: DRAFT.issuer.id,
      issuanceDate: '2026-11-20T16:05:00Z',
      credentialSubject: { id: 'urn:s:1' },
    }
    const here = { id: DRAFT.issuer.id, type: ['EndorsementSubject'], endorsementComment: 'Well made.' }
    const { validFrom, name: _name, description: _description, ...first } = buildEndorsement(PLAIN) as JsonObject
    const holds = async (change: JsonObject) => {
      const words = { ...first, '@context': FIRST, issuanceDate: validFrom, credentialSubject: here, ...change }
      const endorsement = [await sign(words as JsonObject, otherSigner)]
      const report = await judge(await sign({ ...endorsed, endorsement }))
      return [report.verdict, warned(report).map(([code, path]) => [code, path]), shown(report)?.length]
    }
    const good = ['valid', [], 1]
    const bad = ['valid', [['ENDORSEMENT_INVALID', '/endorsement/0']], undefined]
    expect(await holds({})).toEqual(good)
    expect(await holds({ credentialSubject: [here, { ...here, id: 'urn:s:1' }] })).toEqual(bad)
    const { id: _id, ...nobody } = here
    expect(await holds({ credentialSubject: nobody })).toEqual(bad)
    expect(await holds({ type: ['VerifiableCredential'] })).toEqual(bad)
    // What another endorsement says is no part of the document that is endorsed.
    expect(await holds({ credentialSubject: { ...here, id: PLAIN.id } })).toEqual(bad)
  })

  test('a warning about an endorsement that holds is not one about the credential', async () => {
    const issuer = { id: 'https://peer.example/profile', name: 'A peer', url: 'https://peer.example' }
    const key = { ...otherSigner, id: `${issuer.id}#${OTHER.slice('did:key:'.length)}` }
    const one = await sign(buildEndorsement({ ...PLAIN, issuer }), key)
    const draft = { ...DRAFT, endorsements: [one] }
    const options = { keyBinding: '1edtech' } as const
    const report = await judge(await sign(buildCredential(draft)), { material: good, options })
    expect([told(report), warned(report), shown(report)]).toEqual([['valid'], [], [PLAIN.id]])
    expect((await judge(one, { options })).warnings.map(({ code }) => code)).toEqual(['KEY_SELF_ASSERTED'])
  })

  test('without proofs to judge by, nothing about endorsements is said', async () => {
    const report = await judge(await sign(buildCredential(DRAFT)), { material: good, options: { mode: 'proofOnly' } })
    expect(report.checks.find(({ name }) => name === 'endorsements')?.result).toBe('skipped')
  })
})

describe('an id that may be endorsed is one that its issuer alone can give', () => {
  const { credentialStatus: _status, ...plain } = buildCredential({
    ...DRAFT,
    evidence: [{ id: 'https://cairn.example/work/1', name: 'Work' }],
  }) as JsonObject
  const publicKeyMultibase = DID.slice('did:key:'.length)

  /** A credential of an issuer at an address of its own, with a true word about `subject` in it. */
  async function byAndAbout(id: string, subject: string, change: JsonObject = {}): Promise<Report> {
    const key = `${id}#award`
    const method = { id: key, type: 'Multikey', controller: id, publicKeyMultibase }
    const url = id.startsWith('did:') ? didWebUrl(id) : id
    const about = await word({ subject: { id: subject, endorsementComment: 'Well made.' } })
    const unsigned = { ...plain, ...change, issuer: { ...(plain.issuer as JsonObject), id }, endorsement: [about] }
    const found = fetched(url, { id, verificationMethod: [method], assertionMethod: [key] })
    return judge(await sign(unsigned, { ...issuerSigner, id: key }), { material: material(found) })
  }
  const HOME = 'did:web:cairn.example:issuers:lakeside'
  const PORT = { id: 'https://cairn.example:8443/c/1' }

  test.each<[string, string, string, JsonObject?]>([
    ['the credential, at the host of a did:web', HOME, DRAFT.id],
    ['the achievement, at the host of a did:web', HOME, DRAFT.achievement.id],
    ['the issuer', HOME, HOME],
    ['the achievement, at the host of an https issuer', 'https://CAIRN.example/issuers/1', DRAFT.achievement.id],
    ['the credential, at the same port', 'did:web:cairn.example%3A8443:issuers:1', PORT.id, PORT],
  ])('%s: shown', async (_what, issuer, subject, change) => {
    const report = await byAndAbout(issuer, subject, change)
    expect([told(report), warned(report), report.claims?.endorsements.length]).toEqual([['valid'], [], 1])
  })

  test.each<[string, string, string, JsonObject?]>([
    ['the credential of another', 'did:web:evil.example', DRAFT.id],
    ['the achievement of another', 'did:web:evil.example', DRAFT.achievement.id],
    ['what another host has, whose name begins alike', 'did:web:cairn.example.evil.example', DRAFT.id],
    ['what another host has, named in front of an @', 'https://cairn.example@evil.example/issuer', DRAFT.id],
    ['what another host has, with a port in front of an @', 'https://cairn.example:443@evil.example/issuer', DRAFT.id],
    ['what another port has', HOME, PORT.id, PORT],
    ['an id without a host', HOME, 'urn:uuid:1', { id: 'urn:uuid:1' }],
  ])('%s: not confirmed, and left out', async (_what, issuer, subject, change) => {
    const report = await byAndAbout(issuer, subject, change)
    expect([told(report), warned(report)]).toEqual([['valid'], [['ENDORSEMENT_UNKNOWN', '/endorsement/0', 'A peer']]])
    expect([report.claims?.endorsements, shown(report)]).toEqual([[], undefined])
  })

  test.each([DRAFT.id, DRAFT.achievement.id, 'urn:uuid:1'])('%s of a did:key, which has no host', async (id) => {
    const draft = { ...DRAFT, ...(id.startsWith('urn:') ? { id } : {}) }
    const endorsements = [await word({ subject: { id, endorsementComment: 'Well made.' } })]
    const report = await judge(await sign(buildCredential({ ...draft, endorsements })), { material: good })
    expect([told(report), warned(report)]).toEqual([['valid'], [['ENDORSEMENT_UNKNOWN', '/endorsement/0', 'A peer']]])
  })

  test.each([
    ['a piece of evidence', 'https://cairn.example/work/1'],
    ['the learner', DRAFT.subject.id],
    ['a page of criteria', String(DRAFT.achievement.criteria.id)],
  ])('%s may not be endorsed here', async (_what, subject) => {
    const report = await byAndAbout(HOME, subject)
    expect([told(report), warned(report)]).toEqual([['valid'], [['ENDORSEMENT_INVALID', '/endorsement/0', 'A peer']]])
  })
})

test('endorsementJwt is a word that the published contexts do not define: it is neither signed nor believed', async () => {
  const unsigned = { ...buildCredential(DRAFT), endorsementJwt: ['a.b.c'] }
  await expect(sign(unsigned)).rejects.toMatchObject({ code: 'OB_CANON_FAILED' })
  const report = await judge({ ...(await sign(buildCredential(DRAFT))), endorsementJwt: ['a.b.c'] }, { material: good })
  expect([told(report), report.claims]).toEqual([['invalid', 'TERMS_UNDEFINED'], undefined])
})

test('what is left out takes the list with it that it leaves empty', () => {
  const document = { a: [1, { b: [2] }], c: { d: 3 }, e: [], 'f/g': [[4], [5]] }
  expect(without(document, new Set())).toBe(document)
  expect(without(document, new Set(['/a/0', '/c/d', '/f~1g/0']))).toEqual({
    a: [{ b: [2] }],
    c: {},
    e: [],
    'f/g': [[5]],
  })
  expect(without(document, new Set(['/a/1/b/0']))).toEqual({ a: [1, {}], c: { d: 3 }, e: [], 'f/g': [[4], [5]] })
})

describe('what is judged, and what is made of the answer', () => {
  type Answer = Partial<Omit<Report, 'claims'>> & { readonly claimed?: JsonObject }
  /** The check by itself, over answers that are given beforehand. */
  async function checked(document: JsonObject, answers: readonly Answer[], standard: Report['standard'] = 'ob3') {
    const asked: unknown[] = []
    const judge: Run['judge'] = async (parsed, how) => {
      const { claimed, ...answer } = answers[asked.length] ?? {}
      asked.push([parsed.document ?? parsed.token, how])
      const claims = claimed && ({ document: claimed, issuer: { name: 'A peer' } } as unknown as VerifiedClaims)
      const rest = { verdict: 'valid', checks: [], warnings: [], needs: [], trust: 'unset', standard: 'ob3' } as const
      return { ...rest, ...answer, ...(claims ? { claims } : {}) }
    }
    const run = newRun(
      { form: 'embedded', document, standard, outcome: PASS },
      {
        ...{ material: material(), now: GOLDEN_NOW, crypto, contexts, canonicalizer: fast, role: 'credential', judge },
        options: { keyBinding: '1edtech', recipient: { email: 'a@b.example' }, refresh: true },
      },
    )
    const outcome = await checkEndorsements(run)
    return { outcome, asked, left: [...run.notes.leftOut], warned: run.warnings, needs: [...run.needs.keys()] }
  }
  const given = { id: 'urn:e:1', issuer: 'did:key:peer' }
  const words = (change: JsonObject = {}): JsonObject => ({
    ...{ type: ['EndorsementCredential'], credentialSubject: { id: 'did:key:home' } },
    ...change,
  })
  const document: JsonObject = { id: 'urn:c:1', issuer: 'did:key:home', tag: ['urn:t:1'], endorsement: [given] }
  const refused = (name: string) => [{ code: 'ENDORSEMENT_INVALID', path: '/endorsement/0', detail: { name } }]

  test('nothing to judge is nothing passed', async () => {
    const none = await checked({ id: 'urn:c:1' }, [])
    expect([none.outcome, none.asked]).toEqual([SKIP, []])
    const odd = await checked({ id: 'urn:c:1', endorsement: [7, null, true] }, [])
    expect([odd.outcome, odd.asked, odd.left]).toEqual([SKIP, [], []])
  })

  test('it is judged by the checks that concern it, by the options of the whole but for what is asked of its holder', async () => {
    const { outcome, asked, left, warned } = await checked(document, [{ claimed: words() }])
    const only = new Set([...SIGNED_CHECKS, 'status', 'dates', 'endorsements'])
    expect([outcome, left, warned]).toEqual([PASS, [], []])
    expect(asked).toEqual([[given, { options: { keyBinding: '1edtech' }, only }]])
  })

  test.each<[string, Answer, string]>([
    ['is valid and claims nothing', {}, 'did:key:peer'],
    ['is about nobody', { claimed: words({ credentialSubject: [] }) }, 'A peer'],
    ['says no subject', { claimed: words({ credentialSubject: undefined as unknown as JsonValue }) }, 'A peer'],
    ['is about a text that is no id', { claimed: words({ credentialSubject: { id: 'urn:t:1' } }) }, 'A peer'],
    ['is about what another one says', { claimed: words({ credentialSubject: { id: 'urn:e:1' } }) }, 'A peer'],
    ['is no endorsement', { claimed: words({ type: ['VerifiableCredential'] }) }, 'A peer'],
    ['has no type', { claimed: words({ type: undefined as unknown as JsonValue }) }, 'A peer'],
    ['is invalid', { verdict: 'invalid', claimed: words() }, 'A peer'],
  ])('one that %s is left out', async (_why, answer, name) => {
    const { left, warned } = await checked(document, [answer])
    expect([left, warned]).toEqual([['/endorsement/0'], refused(name)])
  })

  test('of several things it is about, each must be one that may be endorsed here', async () => {
    const [id, first, second] = ['https://a.example/c', 'https://a.example/m/1', 'https://b.example/m/2'] as const
    const credentialSubject = [{ achievement: [{ id: first }, { name: 'No id' }] }, { achievement: { id: second } }]
    const several = { id, issuer: 'did:web:a.example', credentialSubject, endorsement: [given] }
    const about = async (...ids: readonly string[]) => {
      const claimed = words({ credentialSubject: ids.map((one) => ({ id: one })) })
      return (await checked(several, [{ claimed }])).warned.map(({ code }) => code)
    }
    expect(await about(id, first, 'did:web:a.example')).toEqual([])
    expect(await about(id, second)).toEqual(['ENDORSEMENT_UNKNOWN'])
    expect(await about(id, 'urn:x:1')).toEqual(['ENDORSEMENT_INVALID'])
  })

  test('one that stays open is told as open; what it would like to have is wanted', async () => {
    const needs = [{ url: 'https://a.example/', kind: 'did', accept: '', maxBytes: 1 } as const]
    const open = await checked(document, [{ verdict: 'unknown', needs }])
    expect([open.left, open.warned.map(({ code }) => code), open.needs]).toEqual([
      ['/endorsement/0'],
      ['ENDORSEMENT_UNKNOWN'],
      ['https://a.example/'],
    ])
  })

  test('what was left out inside is left out here, by its place; other warnings are its own', async () => {
    const warnings = [
      { code: 'ENDORSEMENT_INVALID', path: '/issuer/endorsement/0', detail: { name: 'x' } },
      { code: 'ENDORSEMENT_UNKNOWN' },
      { code: 'RESOURCE_ABSENT', path: '/relatedResource/0' },
    ] as const
    const { left, warned } = await checked(document, [{ claimed: words(), warnings }])
    const path = '/endorsement/0/issuer/endorsement/0'
    expect([left, warned]).toEqual([[path], [{ ...warnings[0], path }]])
  })

  test('of endorsements in endorsements the outer one is judged, and of two beside each other both', async () => {
    const nested = { ...given, endorsement: [{ id: 'urn:e:3' }] }
    const all = {
      id: 'urn:c:1',
      endorsement: [nested, 'a.b.c'],
      issuer: { endorsementJwt: ['d.e.f'], endorsement: given },
    }
    const { asked } = await checked(all, [])
    expect(asked.map((one) => (one as readonly unknown[])[0])).toEqual([nested, 'a.b.c', 'd.e.f', given])
  })

  test('those of the members of a transcript are judged with the members, and no others', async () => {
    const member = { id: 'urn:c:2', endorsement: [{ id: 'urn:e:2' }] }
    const whole = { ...document, credentialSubject: { verifiableCredential: [member], endorsement: 'a.b.c' } }
    const paths = async (standard: Report['standard']) => (await checked(whole, [], standard)).left.sort()
    const own = ['/credentialSubject/endorsement', '/endorsement/0']
    const inMember = '/credentialSubject/verifiableCredential/0/endorsement/0'
    expect(await paths('clr2')).toEqual(own)
    expect(await paths('ob3')).toEqual([own[0], inMember, own[1]])
  })
})
