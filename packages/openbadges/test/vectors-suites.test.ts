import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromBase58 } from '../src/encoding/base58.ts'
import { hex } from '../src/encoding/text.ts'
import type { Algorithm, JsonObject } from '../src/index.ts'
import { proofWith } from '../src/proof/add.ts'
import { hashPair, withoutProof } from '../src/proof/config.ts'
import { ECDSA_RDFC_2019 } from '../src/proof/ecdsa-rdfc.ts'
import { ED25519_SIGNATURE_2020 } from '../src/proof/ed25519-2020.ts'
import { EDDSA_RDFC_2022 } from '../src/proof/eddsa-rdfc.ts'
import { hashFor } from '../src/proof/hashed.ts'
import { ECDSA_JCS_2019, EDDSA_JCS_2022 } from '../src/proof/jcs.ts'
import { codes, crypto, ecSigner, edSigner, fixtureJson, fixturesPresent, fixtureText } from './support.ts'
import { exampleJudge } from './w3c.ts'

const present = fixturesPresent(import.meta.filename)
const SETS = [
  ['eddsa/eddsa-rdfc-2022', 'DataInt', EDDSA_RDFC_2022, 'Ed25519'],
  ['eddsa/eddsa-jcs-2022', 'JCS', EDDSA_JCS_2022, 'Ed25519'],
  ['eddsa/Ed25519Signature2020', 'EdSig', ED25519_SIGNATURE_2020, 'Ed25519'],
  ['ecdsa/ecdsa-rdfc-2019-p256', 'ECDSAP256', ECDSA_RDFC_2019, 'ES256'],
  ['ecdsa/ecdsa-rdfc-2019-p384', 'ECDSAP384', ECDSA_RDFC_2019, 'ES384'],
  ['ecdsa/ecdsa-jcs-2019-p256', 'JCSECDSAP256', ECDSA_JCS_2019, 'ES256'],
  ['ecdsa/ecdsa-jcs-2019-p384', 'JCSECDSAP384', ECDSA_JCS_2019, 'ES384'],
  // Employment credentials: the context they name is in no package, so the terms their N-Quads show stand in for it.
  ['eddsa/eddsa-rdfc-2022/employ', 'DataInt', EDDSA_RDFC_2022, 'Ed25519'],
  ['ecdsa/ecdsa-rdfc-2019-p256/employ', 'ECDSAP256', ECDSA_RDFC_2019, 'ES256'],
  ['ecdsa/ecdsa-rdfc-2019-p384/employ', 'ECDSAP384', ECDSA_RDFC_2019, 'ES384'],
] as const

function hashed(algorithm: Algorithm, text: string): string {
  return createHash(hashFor(algorithm).replace('-', '').toLowerCase()).update(text).digest('hex')
}

describe.skipIf(!present).each(SETS)('the W3C vector %s', (folder, ending, suite, algorithm) => {
  const { judge, canonicalizer } = present ? exampleJudge() : ({} as ReturnType<typeof exampleJudge>)
  const file = (name: string) => fixtureText(`vectors/${folder}/${name}${ending}.txt`).replace(/\n$/, '')
  const text = (name: string) => fixtureText(`vectors/${folder}/${name}${ending}.txt`)
  const signed = present ? fixtureJson(`vectors/${folder}/signed${ending}.json`) : {}
  const proof = signed.proof as JsonObject
  const document = withoutProof(signed)
  const texts = () =>
    suite.texts({ proof, document, algorithm, canonical: () => canonicalizer.canonize(document), canonicalizer })

  test('has the canonical texts and every hash', async () => {
    const made = await texts()
    expect(made).toEqual({ config: text('proofCanon'), document: text('canonDoc') })
    expect(hashed(algorithm, made?.config ?? '')).toBe(file('proofHash'))
    expect(hashed(algorithm, made?.document ?? '')).toBe(file('docHash'))
    const both = await hashPair(made?.config ?? '', made?.document ?? '', crypto, hashFor(algorithm))
    expect(hex(both)).toBe(file('combinedHash'))
    expect(hex(fromBase58(String(proof.proofValue).slice(1)) ?? new Uint8Array())).toBe(file('sigHex'))
  })

  test('verifies, and with anything changed does not', async () => {
    const report = await judge(signed)
    expect([report.verdict, ...codes(report)]).toEqual(['valid'])
    for (const change of [
      { validFrom: '2023-01-01T00:00:01Z' },
      { credentialSubject: { ...(document.credentialSubject as JsonObject), alumniOf: 'The School of Example' } },
      { proof: { ...proof, created: '2023-02-24T23:36:39Z' } },
      { proof: { ...proof, expires: '2100-01-01T00:00:00Z' } },
    ])
      expect((await judge({ ...signed, ...change })).verdict, JSON.stringify(change)).toBe('invalid')
  })

  test('is signed by us to the same value, or where values differ from time to time to one that verifies', async () => {
    const keys = fixtureJson<Record<string, string>>(
      folder.startsWith('eddsa')
        ? 'vectors/eddsa/keyPair.json'
        : `vectors/ecdsa/${algorithm === 'ES256' ? 'p256' : 'p384'}KeyPair.json`,
    )
    const secret = keys.secretKeyMultibase ?? keys.privateKeyMultibase ?? ''
    const seed = hex(fromBase58(secret.slice(1)) ?? new Uint8Array()).slice(4, 4 + (algorithm === 'ES384' ? 96 : 64))
    const id = String(proof.verificationMethod)
    const signer =
      algorithm === 'Ed25519' ? edSigner(seed, id) : ecSigner(algorithm === 'ES256' ? 'P-256' : 'P-384', seed, id)
    const made = await proofWith(suite, {
      document,
      proof: { created: String(proof.created) },
      signer,
      canonicalizer,
      crypto,
    })
    if (algorithm === 'Ed25519') expect(made).toEqual(proof)
    expect((await judge({ ...document, proof: made })).verdict).toBe('valid')
  })
})
