import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromBase58 } from '../src/encoding/base58.ts'
import { hex, utf8 } from '../src/encoding/text.ts'
import {
  bake,
  buildClr,
  buildCredential,
  buildEndorsement,
  type ClrDraft,
  checkShape,
  didKey,
  type JsonObject,
  newStatusList,
  type PublicJwk,
  referenceCanonicalizer,
  type SignedCredential,
  setStatus,
  signEmbedded,
  toBytes,
  type UnsignedCredential,
  unbake,
  verify,
} from '../src/index.ts'
import { proofConfig, withoutProof } from '../src/proof/config.ts'
import { outcomeOf } from '../src/verify/clr.ts'
import { DRAFT, list, OTHER, otherSigner, sign, told } from './ground.ts'
import { PNG } from './images.ts'
import { read } from './jwt-ground.ts'
import {
  codes,
  contexts,
  crypto,
  fast,
  fixtureJson,
  fixturesPresent,
  fixtureText,
  GOLDEN_NOW,
  general,
  judge,
  material,
  signer,
} from './support.ts'

const V2 = 'https://www.w3.org/ns/credentials/v2'
const MEMBERS = '/credentialSubject/verifiableCredential'
const STACK = 'https://cairn.example/m/questions-stack/v/1'
const statusList = await list()

/** A member: an achievement of its own and a place of its own in the status list. */
async function member(n: number, more: Partial<typeof DRAFT> = {}): Promise<SignedCredential> {
  const id = `${DRAFT.id}${n}`
  const achievement = { ...DRAFT.achievement, id: `${DRAFT.achievement.id}/${n}` }
  const status = { ...DRAFT.status, index: n } as typeof DRAFT.status
  return sign(buildCredential({ ...DRAFT, id, achievement, status, ...more }))
}
const [ONE, TWO] = [await member(1), await member(2)]
const idOf = (n: number) => `${DRAFT.achievement.id}/${n}`
const CLR: ClrDraft = {
  id: 'https://cairn.example/t/1',
  name: 'Transcript',
  issuer: DRAFT.issuer,
  subject: { id: 'urn:uuid:3b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44', name: 'Maya Jackson' },
  validFrom: new Date('2026-11-22T00:00:00Z'),
  validUntil: new Date('2027-11-22T00:00:00Z'),
  credentials: [ONE, TWO],
  achievements: [
    { id: STACK, name: 'Questions', description: 'Two parts.', criteria: { narrative: 'Both parts are earned.' } },
  ],
  associations: [
    { type: 'isPartOf', source: idOf(1), target: STACK },
    { type: 'isPartOf', source: idOf(2), target: STACK },
    { type: 'precedes', source: idOf(1), target: idOf(2) },
  ],
  status: { ...DRAFT.status, index: 7 } as typeof DRAFT.status,
}
const signedClr = (document: JsonObject) => sign(document, undefined, CLR.validFrom)
const whole = await signedClr(buildClr(CLR))
const about = (document: JsonObject) => judge(document, { material: material(statusList) })
/** The transcript around other members, signed as it is. */
async function holding(...members: readonly JsonObject[]): Promise<JsonObject> {
  const unsigned = buildClr(CLR)
  const { association: _association, ...subject } = unsigned.credentialSubject as JsonObject
  return signedClr({ ...unsigned, credentialSubject: { ...subject, verifiableCredential: members } })
}
const kept = (document?: JsonObject) =>
  ((document?.credentialSubject as JsonObject | undefined)?.verifiableCredential as JsonObject[] | undefined)?.map(
    ({ id }) => id,
  )

describe('a transcript', () => {
  test('holds its credentials as they were signed, and is valid with them', async () => {
    expect((whole.credentialSubject as JsonObject).verifiableCredential).toEqual([ONE, TWO])
    expect(checkShape(whole, 'clr')).toEqual([])
    const report = await about(whole)
    expect([told(report), report.warnings, report.standard]).toEqual([['valid'], [], 'clr2'])
    expect(report.claims?.name).toBe('Transcript')
    expect(kept(report.claims?.document)).toEqual([ONE.id, TWO.id])
  })

  test('is signed the same by every path', async () => {
    const reference = referenceCanonicalizer(contexts)
    const forms = await Promise.all([fast, general, reference].map((one) => one.canonize(withoutProof(whole))))
    expect(new Set(forms).size).toBe(1)
  })

  test.each<[string, () => Promise<JsonObject>, readonly string[]]>([
    ['was changed', async () => ({ ...ONE, name: 'Another' }), ['CLR_MEMBER', 'PROOF_VALUE']],
    ['has no proof', async () => withoutProof(ONE), ['CLR_MEMBER', 'PROOF_MISSING']],
    ['has expired', () => member(3, { validUntil: new Date('2026-11-21T00:00:00Z') }), ['CLR_MEMBER', 'DATE_EXPIRED']],
    [
      'is signed in the name of somebody else',
      async () => ({ ...ONE, issuer: { ...(ONE.issuer as JsonObject), id: OTHER } }),
      ['CLR_MEMBER', 'KEY_CONTROLLER', 'STATUS_LIST_PROOF'],
    ],
    [
      'is a presentation',
      async () => ({ '@context': [V2], type: ['VerifiablePresentation'], holder: 'urn:a:1' }),
      ['CLR_MEMBER'],
    ],
    [
      'is a presentation that calls itself a credential',
      async () => ({ '@context': [V2], type: ['VerifiableCredential', 'VerifiablePresentation'], holder: 'urn:a:1' }),
      ['CLR_MEMBER', 'SHAPE_TYPE'],
    ],
    ['is no credential', async () => ({ '@context': [V2], id: 'urn:a:1', name: 'A name' }), ['CLR_MEMBER']],
  ])('with a member that %s is invalid and says which, and the member is not shown', async (_why, bad, expected) => {
    const report = await about(await holding(TWO, await bad()))
    expect(report.verdict).toBe('invalid')
    const found = report.checks.flatMap(({ findings }) => findings)
    expect(found.map(({ code }) => code)).toEqual(expected)
    const path = `${MEMBERS}/1`
    expect(found.find(({ code }) => code === 'CLR_MEMBER')).toEqual({ code: 'CLR_MEMBER', path, detail: { path } })
    expect(found.every(({ path }) => path?.startsWith(`${MEMBERS}/1`))).toBe(true)
    expect(kept(report.claims?.document)).toEqual([TWO.id])
  })

  test('with a revoked member is invalid, and with one whose status is unread unknown', async () => {
    const revoked = await judge(whole, { material: material(await list(undefined, setStatus(newStatusList(), 2))) })
    expect(told(revoked)).toEqual(['invalid', 'CLR_MEMBER', 'STATUS_REVOKED'])
    const own = await judge(whole, { material: material(await list(undefined, setStatus(newStatusList(), 7))) })
    expect(told(own)).toEqual(['invalid', 'STATUS_REVOKED'])
    const nothing = await judge(whole)
    expect([nothing.verdict, [...new Set(codes(nothing))]]).toEqual(['unknown', ['STATUS_UNREACHABLE']])
    expect(nothing.needs.map(({ url }) => url)).toEqual([statusList.url])
    expect(kept(nothing.claims?.document)).toBeUndefined()
  })

  test('by a key that is not found asks for it, wherever it is needed', async () => {
    const foreign = { ...DRAFT.issuer, id: 'did:web:other.example' }
    const one = await sign(buildCredential({ ...DRAFT, issuer: foreign }), {
      ...otherSigner,
      id: 'did:web:other.example#k',
    })
    const report = await about(await holding(one))
    expect([report.verdict, codes(report)]).toEqual(['unknown', ['DID_UNREACHABLE', 'STATUS_LIST_PROOF']])
    expect(report.needs.map(({ kind, url }) => [kind, url])).toEqual([
      ['did', 'https://other.example/.well-known/did.json'],
    ])
  })

  test('within a transcript is judged with all that is in it', async () => {
    const inner = await holding({ ...ONE, name: 'Another' })
    const report = await about(await holding(inner))
    expect(told(report).slice(0, 3)).toEqual(['invalid', 'CLR_MEMBER', 'CLR_MEMBER'])
    expect(told(await about(await holding(whole)))).toEqual(['valid'])
  })

  test('names the member where a fault of ours kept it from being judged', async () => {
    const theirs = await sign(buildCredential({ ...DRAFT, issuer: { ...DRAFT.issuer, id: OTHER } }), otherSigner)
    const failing = { ...crypto, verify: (...given: Parameters<typeof crypto.verify>) => verified(...given) }
    const verified: typeof crypto.verify = (algorithm, key, ...rest) => {
      if (didKey(key) === OTHER) throw new Error('a fault')
      return crypto.verify(algorithm, key, ...rest)
    }
    const context = { material: material(statusList), now: GOLDEN_NOW, contexts, canonicalizer: fast }
    const report = await verify(await holding(ONE, theirs), { ...context, crypto: failing })
    const found = report.checks.flatMap(({ findings }) => findings)
    expect([report.verdict, found.map(({ code, path }) => [code, path])]).toEqual([
      'unknown',
      [
        ['INTERNAL', `${MEMBERS}/1`],
        ['STATUS_LIST_PROOF', `${MEMBERS}/1/credentialStatus`],
      ],
    ])
    expect(kept(report.claims?.document)).toEqual([ONE.id])
  })

  test('leaves the words about a member to that member, and out of what is shown when they do not hold', async () => {
    const word = buildEndorsement({
      id: 'https://peer.example/e/1',
      name: 'Endorsement',
      issuer: { id: OTHER, name: 'A peer', url: 'https://peer.example' },
      subject: { id: DRAFT.id },
      validFrom: DRAFT.validFrom,
    })
    const bad = { ...(await sign(word, otherSigner)), name: 'Another' } as unknown as SignedCredential
    const endorsed = await sign(buildCredential({ ...DRAFT, endorsements: [bad] }))
    const report = await about(await holding(endorsed))
    expect([told(report), report.warnings.map(({ code, path }) => [code, path])]).toEqual([
      ['valid'],
      [['ENDORSEMENT_INVALID', `${MEMBERS}/0/endorsement/0`]],
    ])
    expect(JSON.stringify(report.claims?.document)).not.toContain('peer.example')
  })

  test('keeps what a member is warned of, and asks for its learner only of itself', async () => {
    const digestMultibase = 'uEiBMYtrU4YZ3jz8km03MTSlounwkx9WIDLs33mf3V7sI_w'
    const related = [{ id: 'https://cairn.example/card/1.json', digestMultibase }]
    const one = await sign({ ...withoutProof(ONE), relatedResource: related })
    const document = await holding(one)
    const options = { recipient: { id: CLR.subject.id ?? '' } }
    const report = await judge(document, { material: material(statusList), options })
    expect([told(report), report.warnings.map(({ code, path }) => [code, path])]).toEqual([
      ['valid'],
      [['RESOURCE_ABSENT', `${MEMBERS}/0/relatedResource/0`]],
    ])
    expect(report.claims?.document.credentialSubject).toMatchObject({ verifiableCredential: [one] })
  })

  test('for the proofs alone looks at its own', async () => {
    const options = { mode: 'proofOnly' as const }
    const report = await judge(await holding({ ...ONE, name: 'Another' }), { options })
    expect([report.verdict, report.claims]).toEqual(['valid', undefined])
  })
})

describe('what a transcript must be', () => {
  const changed = (more: JsonObject, whence: JsonObject = buildClr(CLR)): JsonObject => ({
    ...whence,
    credentialSubject: { ...(whence.credentialSubject as JsonObject), ...more },
  })
  const edge = (more: JsonObject) =>
    changed({
      association: [{ type: 'Association', associationType: 'isPartOf', sourceId: idOf(1), targetId: STACK, ...more }],
    })
  test.each<[string, JsonObject, string, string]>([
    ['of one learner', { ...buildClr(CLR), credentialSubject: [] }, 'SHAPE_SUBJECT', '/credentialSubject'],
    [
      'of no second one',
      { ...buildClr(CLR), credentialSubject: [{ id: 'urn:a:1' }, { id: 'urn:a:2' }] },
      'SHAPE_SUBJECT',
      '/credentialSubject',
    ],
    ['of a ClrSubject', changed({ type: ['AchievementSubject'] }), 'SHAPE_TYPE', '/credentialSubject/type'],
    ['with members', changed({ verifiableCredential: [] }), 'SHAPE_SCHEMA', MEMBERS],
    ['with achievements', changed({ achievement: ['urn:a:1'] }), 'SHAPE_TYPE', '/credentialSubject/achievement/0'],
    ['typed', { ...buildClr(CLR), type: ['VerifiableCredential'] }, 'SHAPE_TYPE', '/type'],
    ['associated', changed({ association: ['x'] }), 'SHAPE_TYPE', '/credentialSubject/association/0'],
    ['by Associations', edge({ type: 'Alignment' }), 'SHAPE_TYPE', '/credentialSubject/association/0/type'],
    ['alone', edge({ type: ['Association', 'X'] }), 'SHAPE_TYPE', '/credentialSubject/association/0/type'],
    [
      'by known ways',
      edge({ associationType: 'isLike' }),
      'SHAPE_SCHEMA',
      '/credentialSubject/association/0/associationType',
    ],
    [
      'from what is there',
      edge({ sourceId: 'urn:a:9' }),
      'CLR_ASSOCIATION',
      '/credentialSubject/association/0/sourceId',
    ],
    ['to what is there', edge({ targetId: 7 }), 'CLR_ASSOCIATION', '/credentialSubject/association/0/targetId'],
    ['and nothing else', edge({ note: 'x' }), 'SHAPE_SCHEMA', '/credentialSubject/association/0/note'],
  ])('%s', (_what, document, code, path) => {
    expect(checkShape(document, 'clr').map((one) => [one.code, one.path])).toContainEqual([code, path])
  })

  test('somebody', () => {
    const { id: _id, identifier: _identifier, ...subject } = buildClr(CLR).credentialSubject as JsonObject
    const document = { ...buildClr(CLR), credentialSubject: subject }
    expect(checkShape(document, 'clr').map(({ code }) => code)).toEqual(['SHAPE_SUBJECT'])
  })

  test('and is refused by the verifier when it is not, however well signed', async () => {
    const document = await signedClr(edge({ targetId: 'urn:a:9' }))
    expect(told(await about(document))).toEqual(['invalid', 'CLR_ASSOCIATION'])
    const both = await signedClr({
      ...buildClr(CLR),
      type: ['VerifiableCredential', 'ClrCredential', 'OpenBadgeCredential'],
    })
    expect(told(await about(both))).toContain('SHAPE_SCHEMA')
    const several = await signedClr({ ...buildClr(CLR), credentialSubject: [{ id: 'urn:a:1' }, { id: 'urn:a:2' }] })
    expect(told(await about(several))).toEqual(['invalid', 'SHAPE_SUBJECT'])
  })
})

describe('what is not built', () => {
  const made = (more: Partial<ClrDraft>) => () => buildClr({ ...CLR, ...more })
  test.each<[string, Partial<ClrDraft>, string, string]>([
    [
      'an association to nowhere',
      { associations: [{ type: 'precedes', source: idOf(1), target: idOf(9) }] },
      'OB_DRAFT_INVALID',
      '/credentialSubject/association/0/targetId',
    ],
    ['without credentials', { credentials: [], associations: [] }, 'OB_DRAFT_INVALID', MEMBERS],
    ['a credential twice', { credentials: [ONE, ONE], associations: [] }, 'OB_SHAPE_DUPLICATE', MEMBERS],
    [
      'an unsigned one',
      { credentials: [buildCredential(DRAFT) as unknown as SignedCredential] },
      'OB_DRAFT_INVALID',
      `${MEMBERS}/0/proof`,
    ],
    ['more than 200', { credentials: Array.from({ length: 201 }, () => ONE) }, 'OB_TOO_LARGE', MEMBERS],
    ['an end before its start', { validUntil: CLR.validFrom }, 'OB_DRAFT_INVALID', '/validUntil'],
    ['a relative id', { id: '/t/1' }, 'OB_DRAFT_INVALID', '/id'],
    ['a control character', { name: 'Trans\u0000cript' }, 'OB_TEXT_FORBIDDEN', '/name'],
    [
      'an address in plain text',
      { subject: { id: 'urn:a:1', email: { value: 'm@x.example', salt: 'a' } } },
      'OB_DRAFT_INVALID',
      '/credentialSubject/identifier/0/identityHash',
    ],
  ])('%s', (_what, more, code, path) => {
    expect(made(more)).toThrow(expect.objectContaining({ code, path }))
  })

  test('more than 1 MiB', async () => {
    const narrative = 'x'.repeat(7_900)
    const long = { ...DRAFT.achievement, criteria: { ...DRAFT.achievement.criteria, narrative } }
    const one = await sign(buildCredential({ ...DRAFT, achievement: long }))
    const many = Array.from({ length: 80 }, (_, i) => ({ ...one, id: `urn:x:${i}` }) as unknown as SignedCredential)
    expect(made({ credentials: many, associations: [] })).toThrow(expect.objectContaining({ code: 'OB_TOO_LARGE' }))
  })

  test('what a member says is never brought to NFC or looked into', () => {
    const one = { ...ONE, name: 'Cafe\u0301', note: '' } as unknown as SignedCredential
    const clr = buildClr({ ...CLR, credentials: [one, TWO], name: 'Cafe\u0301' })
    expect([clr.name, (clr.credentialSubject as JsonObject).verifiableCredential]).toEqual(['Café', [one, TWO]])
  })
})

interface Vector {
  readonly privateKeyHex: string
  readonly documentHashHex: string
  readonly proofHashHex: string
  readonly dataToSignHex: string
  readonly signatureHex: string
  readonly proofValue: string
  readonly created: string
  readonly verificationMethod: string
  readonly unsigned: UnsignedCredential
  readonly signed: JsonObject
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe.skipIf(!fixturesPresent(import.meta.filename))('what 1EdTech published', () => {
  const vector = () => fixtureJson<Vector>('clr2/vectors/signing-vector.json')
  const paths = { fast, general, reference: referenceCanonicalizer(contexts) }

  test.each(Object.entries(paths))(
    'the CLR 2.0 vector is reproduced bit for bit by the %s path',
    async (_name, canonicalizer) => {
      const given = vector()
      const document = await canonicalizer.canonize(given.unsigned)
      const proof = (given.signed.proof as readonly JsonObject[])[0] ?? {}
      const config = await canonicalizer.canonize(proofConfig(proof, given.unsigned))
      expect(document).toBe(fixtureText('clr2/vectors/document-canon.txt'))
      expect(config).toBe(fixtureText('clr2/vectors/proof-canon.txt'))
      expect([sha256(document), sha256(config)]).toEqual([given.documentHashHex, given.proofHashHex])
      expect(sha256(config) + sha256(document)).toBe(given.dataToSignHex)
      const made = await signEmbedded({
        unsigned: given.unsigned,
        signer: signer(given.verificationMethod, given.privateKeyHex.slice(0, 64)),
        created: new Date(given.created),
        canonicalizer,
        crypto,
      })
      expect(made).toEqual(given.signed)
      const { proofValue = '' } = (made.proof as readonly { proofValue?: string }[])[0] ?? {}
      expect([proofValue, hex(fromBase58(proofValue.slice(1)) ?? new Uint8Array())]).toEqual([
        given.proofValue,
        given.signatureHex,
      ])
    },
  )

  test('the vector verifies, and its member by itself too', async () => {
    const { signed } = vector()
    const options = { mode: 'proofOnly' as const, keyBinding: '1edtech' as const }
    const [inner] = (signed.credentialSubject as JsonObject).verifiableCredential as JsonObject[]
    for (const document of [signed, inner ?? {}]) expect(told(await judge(document, { options }))).toEqual(['valid'])
  })

  test('a difference: the vector writes types as single texts, which the Open Badges schema of its member refuses', async () => {
    const report = await judge(vector().signed, { options: { keyBinding: '1edtech' } })
    expect([report.verdict, codes(report).slice(0, 2)]).toEqual(['invalid', ['CLR_MEMBER', 'SHAPE_SCHEMA']])
  })

  test('the sample simple.json is valid with its member', async () => {
    const report = await judge(fixtureText('clr2/samples-1edtech/simple.json'), { options: { keyBinding: '1edtech' } })
    expect(told(report)).toEqual(['valid'])
    expect([...new Set(report.warnings.map(({ code }) => code))]).toEqual(['KEY_SELF_ASSERTED'])
  })

  test('the sample simple.jwt is read as a transcript, with the signature of the key it brings; its draft contexts stay unknown', async () => {
    const token = fixtureText('clr2/samples-1edtech/simple.jwt').trim()
    const report = await judge(token, { options: { keyBinding: '1edtech' } })
    expect(report.standard).toBe('clr2')
    expect([...new Set(told(report))]).toEqual(['unknown', 'CONTEXT_UNKNOWN'])
    const [header, payload] = read(token)
    const [member = ''] = (payload.vc as { credentialSubject: { verifiableCredential: string[] } }).credentialSubject
      .verifiableCredential
    for (const signed of [token, member]) {
      const text = signed.slice(0, signed.lastIndexOf('.'))
      const signature = new Uint8Array(Buffer.from(signed.slice(text.length + 1), 'base64url'))
      expect(await crypto.verify('RS256', header.jwk as unknown as PublicJwk, utf8(text), signature)).toBe(true)
    }
  })

  // Two samples name the draft context of dc.imsglobal.org, which was never published as a standard.
  test.each([
    ['simple-noproof.json', ['unknown', 'CONTEXT_UNKNOWN']],
    ['simple_old_safesigned.json', ['unknown', 'CONTEXT_UNKNOWN']],
  ])('the sample %s of the draft time stays unknown', async (name, expected) => {
    const report = await judge(fixtureText(`clr2/samples-1edtech/${name}`), { options: { keyBinding: '1edtech' } })
    expect([report.verdict, codes(report)[0]]).toEqual(expected)
  })

  test.each(['complex.json', 'simple_v1.json'])(
    'the sample %s of VC Data Model 1.1 is read and not valid',
    async (name) => {
      const report = await judge(fixtureText(`clr2/samples-1edtech/${name}`), { options: { keyBinding: '1edtech' } })
      expect(report.standard).toBe('clr2')
      expect([report.verdict, codes(report).filter((code) => code.startsWith('CONTEXT'))]).not.toEqual(['valid', []])
    },
  )
})

test('a transcript in an image is the same byte for byte', () => {
  expect(unbake(bake(PNG, toBytes(whole))).text).toBe(new TextDecoder().decode(toBytes(whole)))
})

test('200 credentials in one transcript are read, signed and judged', async () => {
  const small = { ...DRAFT.achievement, resultDescription: [], criteria: { narrative: 'Shown.' } }
  const members = await Promise.all(
    Array.from({ length: 200 }, (_, n) => {
      const achievement = { ...small, id: `${DRAFT.achievement.id}/${n}` }
      return member(n, { achievement, results: [], evidence: [] })
    }),
  )
  const document = await signedClr(buildClr({ ...CLR, credentials: members }))
  const report = await about(document)
  expect([told(report), kept(report.claims?.document)?.length]).toEqual([['valid'], 200])
  const more = await holding(...members, await member(201))
  expect(told(await about(more))).toEqual(['unknown', 'TERMS_LIMIT'])
})

test('a member that is unknown and does not say why leaves the transcript unknown', () => {
  expect(outcomeOf({ verdict: 'unknown', checks: [] }, '/a').unknowns).toEqual([{ code: 'INTERNAL', path: '/a' }])
})
