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

test.each<[string, readonly string[], readonly string[], boolean]>([
  ['code points above U+FFFF', ['\uff21', '😀'], ['😀', '\uff21'], true],
  ['beside what sorts alike', ['a', '\ue000b', '😁', '😁a'], ['a', '😁', '😁a', '\ue000b'], true],
  [
    'the first and the last above U+FFFF',
    ['\ue000', '\u{10000}', '\u{103fe}', '\u{103ff}'],
    ['\u{10000}', '\u{103fe}', '\u{103ff}', '\ue000'],
    true,
  ],
  ['one within the other', ['\uffff', '\uffff😀'], ['\uffff', '\uffff😀'], false],
  ['lines that are the same', ['\ue000', '\ue000', '😀'], ['😀', '\ue000', '\ue000'], true],
  ['none that sorts otherwise', ['b', 'a', '😀'], ['b', 'a', '😀'], false],
  ['the last below surrogates, and the first above', ['\ud7ff\ue000', '😀'], ['\ud7ff\ue000', '😀'], false],
])('the two orders of %s', (_what, byPoint, byUnit, ambiguous) => {
  const text = (lines: readonly string[]) => `${lines.join('\n')}\n`
  for (const given of [byPoint, byUnit]) {
    expect(codePointOrder(text(given))).toBe(text(byPoint))
    expect(codeUnitOrder(text(given))).toBe(text(byUnit))
    expect(isAmbiguous(text(given))).toBe(ambiguous)
  }
})

test('lines about one blank node may be sorted differently although all lines are not', () => {
  const lines = (labels: readonly [number, number]) =>
    `_:c14n0 <urn:p> _:c14n${labels[0]} .\n_:c14n${labels[1]} <urn:\uff21> "a" .\n_:c14n9 <urn:😀> "a" .\n`
  expect(isAmbiguous(lines([1, 1]))).toBe(false)
  const around = '_:c14n0 <urn:\uff21> _:c14n5 .\n_:c14n1 <urn:😀> _:c14n5 .\n'
  expect(isAmbiguous(around)).toBe(true)
  expect(isAmbiguous(around.replace('_:c14n5 .\n_:c14n1', '_:c14n50 .\n_:c14n1'))).toBe(false)
})

describe('text that implementations may sort differently', () => {
  test('signing it is refused', async () => {
    const unsigned = document
    await expect(
      signEmbedded({ unsigned, signer: issuerSigner, created: new Date(0), canonicalizer: fast, crypto }),
    ).rejects.toMatchObject({ code: 'OB_CANON_AMBIGUOUS' })
  })

  test.each([
    ['code points', codePointOrder, 'valid', []],
    ['UTF-16 code units', codeUnitOrder, 'valid', ['PROOF_ORDER']],
    ['somebody’s own', (text: string) => `${text.trimEnd().split('\n').reverse().join('\n')}\n`, 'invalid', []],
  ])('a signature over the order of %s: %s, and the unusual one is told', async (_name, order, verdict, warnings) => {
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
    expect([report.verdict, codes(report)]).toEqual([verdict, verdict === 'valid' ? [] : ['PROOF_VALUE']])
    expect(report.warnings.map((one) => one.code)).toEqual(warnings)
  })
})
