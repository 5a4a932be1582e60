import { describe, expect, test } from 'vitest'
import { base58 } from '../src/encoding/base58.ts'
import { signEmbedded, type UnsignedCredential } from '../src/index.ts'
import { proofConfig, signingInput } from '../src/proof/config.ts'
import { codePointOrder, codeUnitOrder, isAmbiguous } from '../src/proof/order.ts'
import { codes, crypto, DID, fast, general, issuerSigner, judge, material } from './support.ts'

const document = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44',
  type: ['VerifiableCredential'],
  issuer: { id: DID, name: ['\uff21', '😀'] },
  validFrom: '2026-11-20T16:05:00Z',
  credentialSubject: { id: 'urn:uuid:1' },
} as unknown as UnsignedCredential

describe('text that implementations may sort differently', () => {
  test('signing it is refused', async () => {
    const unsigned = document
    await expect(
      signEmbedded({ unsigned, signer: issuerSigner, created: new Date(0), canonicalizer: fast, crypto }),
    ).rejects.toMatchObject({ code: 'OB_CANON_AMBIGUOUS' })
  })

  test.each([
    ['code points', codePointOrder, []],
    ['UTF-16 code units', codeUnitOrder, ['PROOF_ORDER']],
  ])('a signature over the order of %s is good, and the unusual one is told', async (_name, order, warnings) => {
    const unsigned = document
    const proof = {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-11-20T16:05:00Z',
      verificationMethod: issuerSigner.id,
      proofPurpose: 'assertionMethod',
    }
    const text = order(await general.canonize(unsigned))
    expect(isAmbiguous(text)).toBe(true)
    const data = await signingInput({
      document: text,
      config: proofConfig(proof, unsigned),
      canonicalizer: general,
      crypto,
    })
    const signed = { ...unsigned, proof: { ...proof, proofValue: `z${base58(await issuerSigner.sign(data))}` } }
    const report = await judge(signed, { material: material(), options: { mode: 'proofOnly' } })
    expect(codes(report)).toEqual([])
    expect(report.verdict).toBe('valid')
    expect(report.warnings.map((one) => one.code)).toEqual(warnings)
  })
})
