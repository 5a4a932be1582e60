import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { OB_SCHEMA } from '../src/credential/schema.ts'
import { base58 } from '../src/encoding/base58.ts'
import {
  bake,
  buildCredential,
  buildStatusList,
  checkShape,
  type JsonObject,
  newStatusList,
  type SignedCredential,
  signEmbedded,
  unbake,
} from '../src/index.ts'
import { GOLDEN_DRAFT } from './golden-draft.ts'
import { PNG, SVG } from './images.ts'
import { randomDraft } from './random-draft.ts'
import {
  codes,
  contexts,
  crypto,
  DID,
  exchanged,
  fast,
  fetched,
  issuerSigner,
  judge,
  material,
  publicKey,
  SEED,
} from './support.ts'

const LIST = 'https://cairn.example/issuers/lakeside/status/revocation/1'
const DRAFT = { ...GOLDEN_DRAFT, issuer: { ...GOLDEN_DRAFT.issuer, id: DID } }
const NOW = new Date('2026-11-23T02:00:00Z')
const RUNS = exchanged(20, 2)

async function signedList(): Promise<SignedCredential> {
  const unsigned = buildStatusList({
    id: LIST,
    issuer: DID,
    purpose: 'revocation',
    bits: newStatusList(),
    validFrom: new Date('2026-11-23T00:00:00Z'),
    validUntil: new Date('2026-11-30T00:00:00Z'),
    ttlMs: 300_000,
    crypto,
  })
  return signEmbedded({
    unsigned,
    signer: issuerSigner,
    created: new Date('2026-11-23T00:00:00Z'),
    canonicalizer: fast,
    crypto,
  })
}

function method(): JsonObject {
  return {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: issuerSigner.id,
    type: 'Multikey',
    controller: DID,
    publicKeyMultibase: DID.slice('did:key:'.length),
  }
}

describe('other verifiers', () => {
  let signed: SignedCredential
  let list: SignedCredential
  beforeAll(async () => {
    signed = await signEmbedded({
      unsigned: buildCredential(DRAFT),
      signer: issuerSigner,
      created: DRAFT.validFrom,
      canonicalizer: fast,
      crypto,
    })
    list = await signedList()
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  async function documentLoader(url: string) {
    const controller = {
      '@context': 'https://www.w3.org/ns/did/v1',
      id: DID,
      verificationMethod: [method()],
      assertionMethod: [issuerSigner.id],
    }
    const document = contexts.get(url) ?? { [LIST]: list, [DID]: controller, [issuerSigner.id]: method() }[url]
    if (!document) throw new Error(`${url} was asked for`)
    return { contextUrl: null, documentUrl: url, document }
  }

  test('Ajv 2019 finds nothing wrong with what we build, and neither do we', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true })
    addFormats.default(ajv)
    const validate = ajv.compile(OB_SCHEMA)
    expect([validate(signed), validate.errors, checkShape(signed, 'credential')]).toEqual([true, null, []])
  })

  test('Ajv 2019 and our own check agree on every removed or retyped part', () => {
    const ajv = new Ajv2019({ strict: false })
    addFormats.default(ajv)
    const validate = ajv.compile(OB_SCHEMA)
    let compared = 0
    for (const changed of variants(signed)) {
      const ours = checkShape(changed, 'credential').filter(({ code }) => code === 'SHAPE_SCHEMA')
      if (!validate(changed)) {
        expect(ours, JSON.stringify(validate.errors?.[0])).not.toEqual([])
        compared++
      }
    }
    expect(compared).toBeGreaterThan(100)
  })

  const suite = () => new DataIntegrityProof({ cryptosuite })

  test('@digitalbazaar/vc accepts ours with its status', async () => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
    const result = await vc
      .verifyCredential({
        credential: signed,
        suite: suite(),
        documentLoader,
        checkStatus: (o: object) => checkStatus({ ...o, documentLoader, suite: suite() }),
        now: NOW,
      })
      .finally(() => vi.useRealTimers())
    expect([result.verified, result.error]).toEqual([true, undefined])
  })

  test.each([
    ['PNG', PNG],
    ['SVG', SVG],
  ])('@digitalbazaar/vc accepts ours after it travelled in a %s', async (_name, image) => {
    const text = unbake(bake(image, new TextEncoder().encode(JSON.stringify(signed)))).text
    const result = await vc.verifyCredential({
      credential: JSON.parse(text),
      suite: suite(),
      documentLoader,
      checkStatus: async () => ({ verified: true }),
      now: NOW,
    })
    expect(result.verified).toBe(true)
  })

  test('we accept theirs, byte for byte ours', async () => {
    const key = await Ed25519Multikey.from({ ...method(), secretKeyMultibase: secretMultibase() })
    const theirs = await vc.issue({
      credential: structuredClone(buildCredential(DRAFT)),
      suite: new DataIntegrityProof({ signer: key.signer(), cryptosuite, date: DRAFT.validFrom }),
      documentLoader,
    })
    const proof = theirs.proof as JsonObject
    expect(proof.proofValue).toBe((signed.proof as readonly JsonObject[])[0]?.proofValue)
    const report = await judge(theirs, { material: material(fetched(LIST, list)) })
    expect([report.verdict, ...codes(report)]).toEqual(['valid'])
  })

  /** What verifier-core says of a credential when the web holds our status list, and how it asked. */
  async function byVerifierCore(credential: SignedCredential) {
    const asked: string[] = []
    vi.stubGlobal('fetch', async (input: Request | string | URL) => {
      const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
      asked.push(url)
      const body =
        contexts.get(url) ??
        (url === LIST ? list : url.endsWith('ob_v3p0_achievementcredential_schema.json') ? OB_SCHEMA : undefined)
      return body ? Response.json(body) : new Response('{}', { status: 404 })
    })
    vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
    try {
      const { verifyCredential } = await import('@digitalcredentials/verifier-core')
      const result = await verifyCredential({ credential: credential as never, knownDIDRegistries: [] })
      const log = new Map((result.log ?? []).map((step: { id: string; valid?: boolean }) => [step.id, step.valid]))
      const found = [result.errors, log.get('valid_signature'), log.get('expiration'), log.get('revocation_status')]
      return { found, told: JSON.stringify({ asked, result }).slice(0, 3_000) }
    } finally {
      vi.useRealTimers()
    }
  }

  test('@digitalcredentials/verifier-core accepts ours, plain and from an image', async () => {
    const baked = JSON.parse(unbake(bake(PNG, new TextEncoder().encode(JSON.stringify(signed)))).text)
    for (const credential of [signed, baked]) {
      const { found, told } = await byVerifierCore(credential)
      expect(found, told).toEqual([undefined, true, true, true])
    }
  })

  test('@digitalcredentials/verifier-core and we accept credentials of every shape we emit, and neither a changed one', async () => {
    await fc.assert(
      fc.asyncProperty(randomDraft, async (draft) => {
        const unsigned = buildCredential(draft)
        const made = await signEmbedded({
          unsigned,
          signer: issuerSigner,
          created: draft.validFrom,
          canonicalizer: fast,
          crypto,
        })
        const { found, told } = await byVerifierCore(made)
        // A credential without an end says nothing of it there.
        expect([found[0], found[1], found[3]], told).toEqual([undefined, true, true])
        const known = material(fetched(LIST, list))
        expect((await judge(made, { material: known })).verdict).toBe('valid')
        const changed = { ...made, name: `${unsigned.name} ` }
        expect((await byVerifierCore(changed)).found[1]).not.toBe(true)
        expect((await judge(changed, { material: known })).verdict).toBe('invalid')
      }),
      { numRuns: RUNS },
    )
  })
})

function secretMultibase(): string {
  const { bytes } = publicKey(SEED) as { bytes: Uint8Array }
  return `z${base58(Uint8Array.from([0x80, 0x26, ...Buffer.from(SEED, 'hex'), ...bytes]))}`
}

function* variants(document: JsonObject): Generator<JsonObject> {
  const places: (string | number)[][] = []
  const walk = (value: unknown, path: (string | number)[]) => {
    if (path.length > 0) places.push(path)
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, [...path, i])
    } else if (typeof value === 'object' && value !== null)
      for (const [key, member] of Object.entries(value)) walk(member, [...path, key])
  }
  walk(document, [])
  for (const path of places)
    for (const put of [undefined, 7, 'text', [], {}]) {
      const copy = structuredClone(document) as Record<string | number, unknown>
      let at = copy
      for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>
      const last = path.at(-1) ?? ''
      if (put === undefined) delete at[last]
      else at[last] = put
      yield JSON.parse(JSON.stringify(copy)) as JsonObject
    }
}
