import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey'
import {
  createDiscloseCryptosuite,
  createSignCryptosuite,
  createVerifyCryptosuite,
} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toMultikey } from '../src/did/multikey.ts'
import { deriveSelective, type JsonObject, type SignedCredential } from '../src/index.ts'
import { withoutProof } from '../src/proof/config.ts'
import { told } from './ground.ts'
import { based, SD_DID, SD_DOCUMENT, SD_ISSUER } from './sd-ground.ts'
import { contexts, crypto, exchanged, fast, judge } from './support.ts'

const RUNS = exchanged(40, 40)
const NOW = new Date('2026-11-23T02:00:00Z')

const method = {
  '@context': 'https://w3id.org/security/multikey/v1',
  id: SD_ISSUER.id,
  type: 'Multikey',
  controller: SD_DID,
  publicKeyMultibase: toMultikey(SD_ISSUER.publicKey),
}
const controller = {
  '@context': 'https://www.w3.org/ns/did/v1',
  id: SD_DID,
  verificationMethod: [method],
  assertionMethod: [SD_ISSUER.id],
}

async function documentLoader(url: string) {
  const document = contexts.get(url) ?? { [SD_DID]: controller, [SD_ISSUER.id]: method }[url]
  if (!document) throw new Error(`${url} was asked for`)
  return { contextUrl: null, documentUrl: url, document }
}

async function theirBase(document: JsonObject, mandatoryPointers: readonly string[]): Promise<JsonObject> {
  const { d = '' } = SD_ISSUER.privateKey.export({ format: 'jwk' })
  const jwk = { ...SD_ISSUER.jwk, d }
  const signer = (await EcdsaMultikey.fromJwk({ jwk, secretKey: true, id: SD_ISSUER.id })).signer()
  const cryptosuite = createSignCryptosuite({ mandatoryPointers })
  const suite = new DataIntegrityProof({ signer, cryptosuite, date: new Date('2026-11-20T16:05:00Z') })
  return vc.issue({ credential: structuredClone(document), suite, documentLoader })
}

function theirShown(signed: JsonObject, selectivePointers: readonly string[]): Promise<JsonObject> {
  const suite = new DataIntegrityProof({ cryptosuite: createDiscloseCryptosuite({ selectivePointers }) })
  return vc.derive({ verifiableCredential: structuredClone(signed), suite, documentLoader })
}

async function theirVerdict(credential: JsonObject) {
  const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() })
  const answer = await vc.verifyCredential({ credential, suite, documentLoader, now: NOW })
  return [answer.verified, answer.error]
}

function ourShown(signed: JsonObject, pointers: readonly string[]): Promise<JsonObject> {
  return deriveSelective({ signed: signed as SignedCredential, pointers, canonicalizer: fast, crypto })
}

async function ourVerdict(document: JsonObject) {
  return told(await judge(document, { options: { mode: 'proofOnly' } }))
}

// Their side works on a compacted copy, where a list of one is no list and the type Criteria is written as the property criteria, whose
// name has the same meaning: pointers here do not go there.
const ALWAYS = ['/issuer', '/credentialSubject/id']
const ISSUERS = ['/name', '/validFrom', '/credentialSubject/achievement/name']
const CHOICES = [
  '/validUntil',
  '/awardedDate',
  '/credentialSubject/result/0',
  '/credentialSubject/result/1/value',
  '/credentialSubject/creditsEarned',
  '/credentialSubject/identifier/1',
  '/credentialSubject/achievement/humanCode',
  '/credentialSubject/achievement/tag/1',
  '/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel/2',
  '/credentialSubject/source/parentOrg',
  '/evidence/0',
  '/evidence/1/digestMultibase',
  '/evidence',
]
const text = fc.string({ unit: 'grapheme-ascii', maxLength: 30 }).map((one) => `é ${one.replaceAll('_:', '-')}`)
const varied = fc.record({
  name: text,
  mandatory: fc.subarray(ISSUERS).map((some) => [...ALWAYS, ...some]),
  selective: fc.subarray(CHOICES, { minLength: 1 }),
  nameless: fc.array(fc.record({ type: fc.constant(['Evidence']), name: text, genre: text }), { maxLength: 3 }),
})

function documentOf(made: { name: string; nameless: readonly JsonObject[] }): JsonObject {
  const { credentialStatus: _status, ...rest } = SD_DOCUMENT
  return { ...rest, name: made.name, evidence: [...(SD_DOCUMENT.evidence as readonly JsonObject[]), ...made.nameless] }
}

describe('the Digital Bazaar implementation of ecdsa-sd-2023 and ours', () => {
  test('each derives from the base the other made, to the same document, and accepts what the other derived', async () => {
    await fc.assert(
      fc.asyncProperty(varied, async ({ mandatory, selective, ...made }) => {
        const document = documentOf(made)
        for (const base of [await theirBase(document, mandatory), await based(document, mandatory)]) {
          expect(await ourVerdict(base)).toEqual(['valid'])
          const [ours, theirs] = [await ourShown(base, selective), await theirShown(base, selective)]
          expect(await fast.canonize(withoutProof(ours))).toBe(await fast.canonize(withoutProof(theirs)))
          for (const shown of [ours, theirs]) {
            expect(await ourVerdict(shown)).toEqual(['valid'])
            expect(await theirVerdict(shown)).toEqual([true, undefined])
          }
        }
      }),
      { numRuns: RUNS },
    )
  })

  test('neither accepts what was changed afterwards', async () => {
    const base = await theirBase(documentOf({ name: 'A', nameless: [] }), [...ALWAYS, ...ISSUERS])
    for (const shown of [await ourShown(base, ['/evidence']), await theirShown(base, ['/evidence'])]) {
      const changed = { ...shown, name: 'B' }
      expect((await ourVerdict(changed))[0]).toBe('invalid')
      expect((await theirVerdict(changed))[0]).toBe(false)
    }
  })
})
