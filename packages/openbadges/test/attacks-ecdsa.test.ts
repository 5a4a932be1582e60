import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey'
import { beforeAll, describe, expect, test } from 'vitest'
import { toMultikey } from '../src/did/multikey.ts'
import { base58, fromBase58 } from '../src/encoding/base58.ts'
import { concat } from '../src/encoding/text.ts'
import { buildCredential, type JsonObject, type JsonValue } from '../src/index.ts'
import { proofWith } from '../src/proof/add.ts'
import { hashPair } from '../src/proof/config.ts'
import { ECDSA_RDFC_2019 } from '../src/proof/ecdsa-rdfc.ts'
import { hashFor } from '../src/proof/hashed.ts'
import { DRAFT, told } from './ground.ts'
import { crypto, ecSigner, edSigner, fast, judge, SEED, type TestSigner } from './support.ts'

const CURVES = [
  ['P-256', 32, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  ['P-384', 48, 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n],
] as const

function bytesOf(value: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * (size - 1 - i))) & 255n))
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
}

/** The ASN.1 form that TLS and many libraries use. */
function der(r: bigint, s: bigint, size: number): Uint8Array {
  const integer = (value: bigint) => {
    const bytes = bytesOf(value, size + 1)
    const start = bytes.findIndex((byte, i) => byte !== 0 || (bytes[i + 1] ?? 0) > 127)
    return concat(Uint8Array.of(2, size + 1 - start), bytes.subarray(start))
  }
  const body = concat(integer(r), integer(s))
  return concat(Uint8Array.of(0x30, body.length), body)
}

describe.each(CURVES)('A-signature-edge-values: ECDSA on %s', (curve, size, order) => {
  let signer: TestSigner
  let document: JsonObject
  let proof: JsonObject
  let signature: Uint8Array
  let data: Uint8Array
  beforeAll(async () => {
    signer = ecSigner(curve, 'badcafe')
    document = buildCredential({ ...DRAFT, issuer: { ...DRAFT.issuer, id: signer.id.split('#')[0] ?? '' } })
    const created = { created: '2026-11-20T16:05:00Z' }
    proof = await proofWith(ECDSA_RDFC_2019, { document, proof: created, signer, canonicalizer: fast, crypto })
    signature = fromBase58(String(proof.proofValue).slice(1)) ?? new Uint8Array()
    const { algorithm } = signer
    const canonical = () => fast.canonize(document)
    const texts = await ECDSA_RDFC_2019.texts({ proof, document, algorithm, canonical, canonicalizer: fast })
    data = await hashPair(texts?.config ?? '', texts?.document ?? '', crypto, hashFor(algorithm))
  })

  const verdict = async (value: JsonValue) =>
    told(await judge({ ...document, proof: [{ ...proof, proofValue: value }] }, { options: { mode: 'proofOnly' } }))

  async function byAnother(bytes: Uint8Array): Promise<boolean> {
    const key = await EcdsaMultikey.from({ publicKeyMultibase: toMultikey(signer.publicKey), type: 'Multikey' })
    return await key.verifier().verify({ data, signature: bytes })
  }

  test('the signature itself is good for both implementations, and so is its mirror, which anybody can make', async () => {
    const mirror = concat(signature.slice(0, size), bytesOf(order - numberOf(signature.slice(size)), size))
    for (const good of [signature, mirror]) {
      expect(await verdict(`z${base58(good)}`)).toEqual(['valid'])
      expect(await byAnother(good)).toBe(true)
    }
  })

  test('an issuer whose key is on this curve is found by its did:key; the credential then only lacks its status', async () => {
    const report = await judge({ ...document, proof: [proof] })
    expect(told(report)).toEqual(['unknown', 'STATUS_UNREACHABLE'])
  })

  test('numbers outside 1 to n − 1, other lengths and DER are no signature, here or elsewhere', async () => {
    const [r, s] = [numberOf(signature.slice(0, size)), numberOf(signature.slice(size))]
    const pair = (one: bigint, other: bigint) => concat(bytesOf(one, size), bytesOf(other, size))
    const bad = [
      pair(0n, s),
      pair(r, 0n),
      pair(0n, 0n),
      pair(order, s),
      pair(r, order),
      pair(r + order, s),
      pair(r, s + order),
      pair(s, r),
      pair(r, s ^ 1n),
      pair((1n << BigInt(8 * size)) - 1n, (1n << BigInt(8 * size)) - 1n),
      signature.slice(0, -1),
      concat(signature, Uint8Array.of(0)),
      concat(Uint8Array.of(0), signature),
      der(r, s, size),
      new Uint8Array(),
    ]
    for (const forged of bad) {
      expect(await verdict(`z${base58(forged)}`), String(forged)).toEqual(['invalid', 'PROOF_VALUE'])
      expect(await byAnother(forged).catch(() => false), String(forged)).toBe(false)
    }
  })

  test('a value that is no text, has another base or holds more than a signature is none', async () => {
    const text = base58(signature)
    for (const odd of [7, null, {}, [`z${text}`], text, `u${text}`, `Z${text}`, `z${text} `, `z${text}0`, 'z', ''])
      expect(await verdict(odd as JsonValue), String(odd)).toEqual(['invalid', 'PROOF_VALUE'])
  })

  test('a key of another curve or kind does not sign this way', async () => {
    const by = (other: TestSigner) =>
      judge({ ...document, proof: [{ ...proof, verificationMethod: other.id }] }, { options: { mode: 'proofOnly' } })
    const other = ecSigner(curve === 'P-256' ? 'P-384' : 'P-256', 'badcafe')
    expect(told(await by(other))).toEqual(['invalid', 'PROOF_VALUE'])
    expect(told(await by(edSigner(SEED)))).toEqual(['invalid', 'PROOF_ALG'])
  })
})
