import * as noble from '@noble/ed25519'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromMultikey } from '../src/did/multikey.ts'
import { base58, fromBase58 } from '../src/encoding/base58.ts'
import { concat, hex } from '../src/encoding/text.ts'
import { proofConfig, signingInput } from '../src/proof/config.ts'
import { good, proof, signed, told, unsigned } from './ground.ts'
import { crypto, edSigner, fast, judge, SEED } from './support.ts'

describe('A-signature-edge-values: Ed25519, judged here and by another implementation', () => {
  const L = 2n ** 252n + 27742317777372353535851937790883648493n
  const numberOf = (bytes: Uint8Array) => bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const bytesOf = (value: bigint) => Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
  const whole = fromBase58(String(proof.proofValue).slice(1)) ?? new Uint8Array()
  const [r, s] = [whole.slice(0, 32), whole.slice(32)]
  const key = edSigner(SEED).publicKey as { readonly bytes: Uint8Array }

  async function both(signature: Uint8Array) {
    const data = await signingInput({
      ...{
        document: await fast.canonize(unsigned),
        config: proofConfig(proof, unsigned),
        canonicalizer: fast,
        crypto,
      },
    })
    const given = { ...signed, proof: [{ ...proof, proofValue: `z${base58(signature)}` }] }
    const other = noble.verify(signature, data, key.bytes)
    return [told(await judge(given, { material: good })), await other.catch(() => false)]
  }

  test('the signature itself is good for both', async () => {
    expect(await both(whole)).toEqual([['valid'], true])
  })

  test.each<[string, () => Uint8Array]>([
    ['S + L', () => concat(r, bytesOf(numberOf(s) + L))],
    ['S = L', () => concat(r, bytesOf(L))],
    ['S = L − 1', () => concat(r, bytesOf(L - 1n))],
    ['S = 0', () => concat(r, new Uint8Array(32))],
    ['S with every bit', () => concat(r, new Uint8Array(32).fill(255))],
    ['S with its highest bits', () => concat(r, s.with(31, (s[31] ?? 0) | 0xe0))],
    ['R = 0', () => concat(new Uint8Array(32), s)],
    ['R of the neutral element', () => concat(bytesOf(1n), s)],
    ['R beyond the field', () => concat(bytesOf(2n ** 255n - 19n), s)],
    ['R with its other sign', () => concat(r.with(31, (r[31] ?? 0) ^ 0x80), s)],
    ['R and S exchanged', () => concat(s, r)],
    ['zeros', () => new Uint8Array(64)],
    ['63 bytes', () => whole.slice(0, 63)],
    ['65 bytes', () => concat(whole, Uint8Array.of(0))],
    ['a byte in front', () => concat(Uint8Array.of(0), whole)],
    ['nothing', () => new Uint8Array()],
  ])('%s is none, for both', async (_what, forged) => {
    expect(await both(forged())).toEqual([['invalid', 'PROOF_VALUE'], false])
  })

  test('with any bit changed it is none, for both', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(511), async (bit) => {
        const forged = whole.with(bit >> 3, (whole[bit >> 3] ?? 0) ^ (1 << (bit & 7)))
        expect([bit, await both(forged)]).toEqual([bit, [['invalid', 'PROOF_VALUE'], false]])
      }),
      { numRuns: 25, seed: 20_261_129 },
    )
  })

  // Of order 1, 2, 4 and 8, in every way they can be written: under each of them a signature of zeros holds for some text.
  const y8 = numberOf(Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex'))
  const p = 2n ** 255n - 19n
  const small = [1n, p - 1n, 0n, y8, p - y8, p, p + 1n].flatMap((y) => [y, y + 2n ** 255n].map(bytesOf))

  test.each(small.map((bytes) => [hex(bytes), bytes] as const))(
    'the key %s is of small order, for both',
    async (_hex, bytes) => {
      const multibase = `z${base58(concat(Uint8Array.of(0xed, 1), bytes))}`
      const refused = expect.objectContaining({ code: 'DID_KEY_FORMAT' })
      expect(() => fromMultikey(multibase)).toThrow(refused)
      const id = `did:key:${multibase}`
      const document = { ...signed, issuer: id, proof: [{ ...proof, verificationMethod: `${id}#${multibase}` }] }
      expect(told(await judge(document, { material: good }))).toEqual(
        expect.arrayContaining(['invalid', 'DID_KEY_FORMAT']),
      )
      // The other one takes such keys and clears them at each signature; what it is asked is whether this is one.
      const point = (() => {
        try {
          return noble.Point.fromHex(bytes)
        } catch {
          return undefined
        }
      })()
      expect(point === undefined || point.multiply(8n).equals(noble.Point.ZERO)).toBe(true)
    },
  )

  test('a key of the right order is of no small order, for both', () => {
    expect(noble.Point.fromHex(key.bytes).multiply(8n).equals(noble.Point.ZERO)).toBe(false)
  })
})
