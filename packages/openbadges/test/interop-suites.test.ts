import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey'
import { cryptosuite as ecdsaRdfc } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { cryptosuite as eddsaRdfc } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toMultikey } from '../src/did/multikey.ts'
import { base58 } from '../src/encoding/base58.ts'
import { buildCredential, type JsonObject } from '../src/index.ts'
import { proofWith } from '../src/proof/add.ts'
import { ECDSA_RDFC_2019 } from '../src/proof/ecdsa-rdfc.ts'
import { ED25519_SIGNATURE_2020 } from '../src/proof/ed25519-2020.ts'
import { EDDSA_RDFC_2022 } from '../src/proof/eddsa-rdfc.ts'
import type { HashedSuite } from '../src/proof/hashed.ts'
import { DRAFT, told } from './ground.ts'
import { contexts, crypto, ecSigner, edSigner, exchanged, fast, judge, SEED, type TestSigner } from './support.ts'

const RUNS = exchanged(16, 16)
const NOW = new Date('2026-11-23T02:00:00Z')
const CREATED = '2026-11-20T16:05:00Z'
const SUITE_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'

interface Case {
  readonly suite: HashedSuite
  readonly signer: TestSigner
  /** Theirs: with a signer to issue, without to verify. */
  readonly theirs: (signer?: object) => object
  readonly contexts: readonly string[]
}

function integrity(cryptosuite: object): Case['theirs'] {
  return (signer) => new DataIntegrityProof({ cryptosuite, ...(signer ? { signer, date: new Date(CREATED) } : {}) })
}

const CASES: readonly (readonly [string, Case])[] = [
  ['eddsa-rdfc-2022', { suite: EDDSA_RDFC_2022, signer: edSigner(SEED), theirs: integrity(eddsaRdfc), contexts: [] }],
  [
    'ecdsa-rdfc-2019 with P-256',
    { suite: ECDSA_RDFC_2019, signer: ecSigner('P-256', 'c0de'), theirs: integrity(ecdsaRdfc), contexts: [] },
  ],
  [
    'ecdsa-rdfc-2019 with P-384',
    { suite: ECDSA_RDFC_2019, signer: ecSigner('P-384', 'c0de'), theirs: integrity(ecdsaRdfc), contexts: [] },
  ],
  [
    'Ed25519Signature2020',
    {
      suite: ED25519_SIGNATURE_2020,
      signer: edSigner(SEED),
      theirs: (signer) => new Ed25519Signature2020(signer ? { signer, date: CREATED } : {}),
      contexts: [SUITE_2020],
    },
  ],
]

const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }).map((one) => `${one}é`)
/** What differs between documents: texts, numbers, and how many nodes have no id, so that their labels are asked for. */
const varied = fc.record({
  name: text,
  narrative: text,
  credits: fc.integer({ min: 0, max: 400 }).map((n) => n / 4),
  nameless: fc.array(fc.record({ type: fc.constant(['Evidence']), name: text, genre: text }), { maxLength: 3 }),
})

function documentOf({ signer, contexts: more }: Case, made: typeof varied extends fc.Arbitrary<infer T> ? T : never) {
  const base = buildCredential({
    ...DRAFT,
    issuer: { ...DRAFT.issuer, id: signer.id.split('#')[0] ?? '', name: made.name },
  })
  const subject = base.credentialSubject as JsonObject
  return JSON.parse(
    JSON.stringify({
      ...base,
      '@context': [...(base['@context'] as string[]), ...more],
      credentialSubject: { ...subject, creditsEarned: made.credits },
      description: made.narrative,
      evidence: [...(base.evidence as JsonObject[]), ...made.nameless],
      credentialStatus: undefined,
    }),
  ) as JsonObject
}

function loader({ signer }: Case) {
  const did = signer.id.split('#')[0] ?? ''
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: signer.id,
    type: 'Multikey',
    controller: did,
    publicKeyMultibase: toMultikey(signer.publicKey),
  }
  const controller = {
    '@context': 'https://www.w3.org/ns/did/v1',
    id: did,
    verificationMethod: [method],
    assertionMethod: [signer.id],
  }
  return async (url: string) => {
    const document = contexts.get(url) ?? { [did]: controller, [signer.id]: method }[url]
    if (!document) throw new Error(`${url} was asked for`)
    return { contextUrl: null, documentUrl: url, document }
  }
}

async function theirSigner({ signer }: Case): Promise<object> {
  const publicKeyMultibase = toMultikey(signer.publicKey)
  const { d = '' } = signer.privateKey.export({ format: 'jwk' })
  if (signer.algorithm === 'Ed25519') {
    const { bytes } = signer.publicKey as { bytes: Uint8Array }
    const secret = Uint8Array.from([0x80, 0x26, ...Buffer.from(d, 'base64url'), ...bytes])
    const key = { id: signer.id, type: 'Multikey', publicKeyMultibase, secretKeyMultibase: `z${base58(secret)}` }
    return (await Ed25519Multikey.from(key)).signer()
  }
  const jwk = { ...signer.jwk, d }
  return (await EcdsaMultikey.fromJwk({ jwk, secretKey: true, id: signer.id })).signer()
}

describe.each(CASES)('the Digital Bazaar implementation and ours: %s', (_name, one) => {
  const documentLoader = loader(one)

  test('each accepts what the other signs', async () => {
    const signer = await theirSigner(one)
    await fc.assert(
      fc.asyncProperty(varied, async (made) => {
        const document = documentOf(one, made)
        const proof = await proofWith(one.suite, {
          document,
          proof: { created: CREATED },
          signer: one.signer,
          canonicalizer: fast,
          crypto,
        })
        const ours = { ...document, proof }
        const answer = await vc.verifyCredential({ credential: ours, suite: one.theirs(), documentLoader, now: NOW })
        expect([answer.verified, answer.error]).toEqual([true, undefined])
        const theirs = await vc.issue({
          credential: structuredClone(document),
          suite: one.theirs(signer),
          documentLoader,
        })
        if (one.signer.algorithm === 'Ed25519') expect((theirs.proof as JsonObject).proofValue).toBe(proof.proofValue)
        expect(told(await judge(theirs))).toEqual(['valid'])
        expect(told(await judge(ours))).toEqual(['valid'])
      }),
      { numRuns: RUNS },
    )
  })

  test('neither accepts what was changed', async () => {
    const document = documentOf(one, { name: 'A', narrative: 'B', credits: 1, nameless: [] })
    const signer = await theirSigner(one)
    const theirs = await vc.issue({ credential: document, suite: one.theirs(signer), documentLoader })
    const changed = { ...theirs, description: 'C' }
    expect(told(await judge(changed))).toEqual(['invalid', 'PROOF_VALUE'])
    const answer = await vc.verifyCredential({ credential: changed, suite: one.theirs(), documentLoader, now: NOW })
    expect(answer.verified).toBe(false)
  })
})
