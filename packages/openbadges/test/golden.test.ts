import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  buildCredential,
  buildStatusList,
  compileTemplate,
  digestMultibase,
  hashIdentity,
  type JsonObject,
  newStatusList,
  openIssuing,
  openSigning,
  type SlotMap,
  setStatus,
  signEmbedded,
  toBytes,
  type UnsignedCredential,
  verifyWithFetch,
} from '../src/index.ts'
import { proofConfig } from '../src/proof/config.ts'
import { get, keysOf, put } from '../src/proof/places.ts'
import { GOLDEN_DRAFT } from './golden-draft.ts'
import {
  codes,
  contexts,
  crypto,
  fast,
  fetched,
  fixture,
  fixtureJson,
  fixturesPresent,
  fixtureText,
  GOLDEN_NOW,
  general,
  goldenMaterial,
  judge,
  signer,
} from './support.ts'

interface Expected {
  documentHash: string
  proofConfigHash: string
  proofValue: string
  recipient: { email: string; salt: string }
  verdictWith: Record<string, string>
}
interface Keys {
  award: { id: string; seedHex: string }
  status: { id: string; seedHex: string }
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

const CANONICALIZERS = [
  ['general', general],
  ['fast', fast],
] as const

describe.skipIf(!fixturesPresent(import.meta.filename))('the golden credential', () => {
  const unsigned = fixtureJson<UnsignedCredential>('golden/unsigned.json')
  const signed = fixtureJson('golden/signed.json')
  const expected = fixtureJson<Expected>('golden/expected.json')
  const keys = fixtureJson<Keys>('golden/keys.json')

  test('is what the builder makes of its draft', () => {
    const built = buildCredential(GOLDEN_DRAFT)
    expect(JSON.stringify(built)).toBe(JSON.stringify(unsigned))
  })

  test.each(CANONICALIZERS)(
    'has the published canonical form and hashes by the %s path',
    async (_name, canonicalizer) => {
      const document = await canonicalizer.canonize(unsigned)
      const proof = (signed.proof as readonly (typeof signed)[])[0] ?? {}
      const config = await canonicalizer.canonize(proofConfig(proof, unsigned))
      expect(document).toBe(fixtureText('golden/canonical-document.nq'))
      expect(config).toBe(fixtureText('golden/canonical-proof.nq'))
      expect(createHash('sha256').update(document).digest('hex')).toBe(expected.documentHash)
      expect(createHash('sha256').update(config).digest('hex')).toBe(expected.proofConfigHash)
    },
  )

  test.each(CANONICALIZERS)('is signed byte for byte by the %s path', async (_name, canonicalizer) => {
    const made = await signEmbedded({
      unsigned,
      signer: signer(keys.award.id, keys.award.seedHex),
      created: new Date('2026-11-20T16:05:00.999Z'),
      canonicalizer,
      crypto,
    })
    expect(JSON.stringify(made)).toBe(JSON.stringify(signed))
  })

  /** What each credential has of its own, as the builder and the templates have it. */
  const SLOTS: SlotMap = {
    id: { path: '/id', kind: 'iri' },
    subject: { path: '/credentialSubject/id', kind: 'iri' },
    from: { path: '/validFrom', kind: 'literal' },
    email: { path: '/credentialSubject/identifier/0/identityHash', kind: 'literal' },
    salt: { path: '/credentialSubject/identifier/0/salt', kind: 'literal' },
    name: { path: '/credentialSubject/identifier/1/identityHash', kind: 'literal' },
    panel: { path: '/credentialSubject/source/name', kind: 'literal' },
    plan: { path: '/credentialSubject/result/0/achievedLevel', kind: 'iri' },
    value: { path: '/credentialSubject/result/0/value', kind: 'literal' },
    evidence: { path: '/evidence/0/id', kind: 'iri' },
    narrative: { path: '/evidence/1/narrative', kind: 'literal' },
    status: { path: '/credentialStatus/id', kind: 'iri' },
    index: { path: '/credentialStatus/statusListIndex', kind: 'literal' },
  }
  /** Another learner's, from which a template is made. */
  const OTHER = {
    ...{ id: 'https://cairn.example/c/other', subject: 'urn:uuid:other', from: '2026-11-21T00:00:00Z' },
    ...{ email: 'sha256$00', salt: 'other', name: 'Ana "Ñ" \\ López', panel: 'Another panel' },
    ...{ plan: 'https://cairn.example/other#level', value: '2', evidence: 'urn:other', narrative: 'Of\nanother.' },
    ...{ status: 'https://cairn.example/other#7', index: '7' },
  }
  const other = () =>
    Object.entries(OTHER).reduce<JsonObject>((made, [name, text]) => put(made, SLOTS[name]?.path ?? '', text), unsigned)

  test('has the published canonical form and hash by the template path, from a credential of another learner', async () => {
    const { fill } = await compileTemplate(other() as UnsignedCredential, SLOTS, general)
    const texts = Object.entries(SLOTS).map(([name, { path }]) => [name, String(get(unsigned, keysOf(path)))])
    const document = fill(Object.fromEntries(texts))
    expect(document).toBe(fixtureText('golden/canonical-document.nq'))
    expect(
      createHash('sha256')
        .update(document ?? '')
        .digest('hex'),
    ).toBe(expected.documentHash)
    expect(fill(OTHER)).toBe(await general.canonize(other()))
  })

  test('is issued and signed byte for byte by the template path', async () => {
    const { issuer, achievement, ...award } = GOLDEN_DRAFT
    const tools = { signer: signer(keys.award.id, keys.award.seedHex), general, crypto }
    const created = new Date('2026-11-20T16:05:00.999Z')
    const issuing = openIssuing({ issuer, achievement, ...tools })
    await issuing.issue({ ...award, id: OTHER.id, subject: { ...award.subject, name: OTHER.name } }, created)
    expect(text(await issuing.issue(award, created))).toBe(JSON.stringify(signed))
    expect(issuing.counts()).toEqual({ template: 2, general: 0 })
    const signing = openSigning(tools)
    await signing.sign(toBytes(other()), created)
    const { bytes, turn } = await signing.sign(toBytes(unsigned), created)
    expect([text(bytes), turn]).toEqual([JSON.stringify(signed), 1])
  })

  test('never leaves the fast path', async () => {
    const before = fast.counts()
    await fast.canonize(unsigned)
    expect(fast.counts()).toEqual({ fast: before.fast + 1, fallback: before.fallback })
  })

  test.each(Object.entries(expected.verdictWith))('with %s is %s', async (list, verdict) => {
    const report = await judge(fixture('golden/signed.json'), {
      material: goldenMaterial(list === 'no status list' ? null : list),
    })
    expect([report.verdict, ...codes(report)]).toEqual([
      verdict,
      ...({ invalid: ['STATUS_REVOKED'], unknown: ['STATUS_UNREACHABLE'] }[verdict] ?? []),
    ])
  })

  test('is valid for its recipient and not for another', async () => {
    const told = (email: string) => judge(signed, { material: goldenMaterial(), options: { recipient: { email } } })
    expect((await told(` ${expected.recipient.email.toUpperCase()} `)).verdict).toBe('valid')
    expect(codes(await told('someone@else.example'))).toEqual(['RECIPIENT_MISMATCH'])
  })

  test('states the claims a page may show', async () => {
    const { claims, statusAsOf, trust } = await judge(signed, {
      material: goldenMaterial(),
      options: { recognizedIssuers: new Set(['did:web:cairn.example:issuers:lakeside']) },
    })
    expect(claims?.issuer).toMatchObject({ name: 'Lakeside Unified School District', domain: 'cairn.example' })
    expect(claims?.results.map((result) => result.achievedLevel?.name ?? result.status)).toEqual([
      'Extended',
      'Demonstrated',
      'Completed',
    ])
    expect(claims?.subject).toMatchObject({ name: 'Maya Jackson', emailHashed: true })
    expect([statusAsOf?.toISOString(), trust]).toEqual(['2026-11-23T00:00:00.000Z', 'recognized'])
    expect(claims && Object.isFrozen(claims.document.credentialSubject)).toBe(true)
  })

  test('is verified by fetching exactly the DID document and the status list', async () => {
    const asked: string[] = []
    const answers = goldenMaterial().documents
    const report = await verifyWithFetch(fixture('golden/signed.json'), {
      fetch: async (need) => {
        asked.push(need.kind)
        const answer = answers.get(need.url)
        if (!answer) throw new Error(need.url)
        return answer
      },
      clock: () => GOLDEN_NOW,
      crypto,
      contexts,
      canonicalizer: fast,
    })
    expect([report.verdict, asked.sort()]).toEqual(['valid', ['did', 'statusList']])
  })

  test('identity hash and digest agree with the document', async () => {
    const { email, salt } = expected.recipient
    expect(await hashIdentity(email, salt, crypto)).toBe(GOLDEN_DRAFT.subject.email?.value)
    expect(await digestMultibase(new Uint8Array(), crypto)).toBe('uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ')
  })

  test('a status list of ours revokes it', async () => {
    const url = 'https://cairn.example/issuers/lakeside/status/revocation/1'
    const dates = { validFrom: new Date('2026-11-23T01:00:00Z'), validUntil: new Date('2026-11-30T00:00:00Z') }
    const made = async (bits: ReturnType<typeof newStatusList>) => {
      const list = buildStatusList({
        id: url,
        issuer: 'did:web:cairn.example:issuers:lakeside',
        purpose: 'revocation',
        bits,
        ...dates,
        ttlMs: 300_000,
        crypto,
      })
      return signEmbedded({
        unsigned: list,
        signer: signer(keys.status.id, keys.status.seedHex),
        created: dates.validFrom,
        canonicalizer: fast,
        crypto,
      })
    }
    const did = [...goldenMaterial(null).documents.entries()]
    const with94512 = async (bits: ReturnType<typeof newStatusList>) =>
      judge(signed, { material: { documents: new Map([...did, [url, fetched(url, await made(bits))]]) } })
    expect((await with94512(setStatus(newStatusList(), 94_511))).verdict).toBe('valid')
    expect(codes(await with94512(setStatus(newStatusList(), 94_512)))).toEqual(['STATUS_REVOKED'])
  })
})
