import { describe, expect, test } from 'vitest'
import { base64url, fromBase64url } from '../src/encoding/base64url.ts'
import { concat } from '../src/encoding/text.ts'
import { unlessRefused } from '../src/errors.ts'
import {
  type BaseValue,
  type DerivedValue,
  keyIn,
  readBase,
  readDerived,
  writeBase,
  writeDerived,
} from '../src/proof/sd/value.ts'
import { ecSigner } from './support.ts'

const fill = (length: number, byte: number) => new Uint8Array(length).fill(byte)
const BASE: BaseValue = {
  baseSignature: fill(64, 1),
  publicKey: fill(35, 2),
  hmacKey: fill(32, 3),
  signatures: [fill(64, 4), fill(64, 5)],
  mandatoryPointers: ['/issuer', '/é'],
}
const DERIVED: DerivedValue = {
  baseSignature: fill(64, 1),
  publicKey: fill(35, 2),
  signatures: Array.from({ length: 30 }, (_, i) => fill(64, i)),
  labels: new Map([
    [0, fill(32, 6)],
    [30, fill(32, 7)],
    [255, fill(32, 8)],
  ]),
  mandatoryIndexes: [0, 23, 24, 255, 256, 4_999],
}

function bytesOf(value: string): Uint8Array {
  return fromBase64url(value.slice(1)) ?? new Uint8Array()
}

function textOf(...parts: readonly Uint8Array[]): string {
  return `u${base64url(concat(...parts))}`
}

/** The value with some bytes in place of others. */
function exchanged(value: string, from: readonly number[], to: readonly number[]): string {
  const bytes = [...bytesOf(value)]
  const at = bytes.findIndex((_byte, i) => from.every((one, k) => bytes[i + k] === one))
  if (at < 0) throw new RangeError('not there')
  return textOf(Uint8Array.from([...bytes.slice(0, at), ...to, ...bytes.slice(at + from.length)]))
}

describe('values of selective disclosure', () => {
  test('are read as they were written', () => {
    expect(readBase(writeBase(BASE))).toEqual(BASE)
    expect(readDerived(writeDerived(DERIVED))).toEqual(DERIVED)
    for (const length of [23, 24, 255, 256, 65_535, 65_536, 70_000]) {
      const long = { ...BASE, mandatoryPointers: ['/', `/${'a'.repeat(length - 1)}`] }
      expect(readBase(writeBase(long))?.mandatoryPointers).toEqual(long.mandatoryPointers)
    }
    const most = { ...BASE, mandatoryPointers: Array.from({ length: 1_000 }, () => '/a') }
    expect(readBase(writeBase(most))).toEqual(most)
    const turned = { ...DERIVED, labels: new Map([...DERIVED.labels].reverse()) }
    expect(writeDerived(turned)).toBe(writeDerived(DERIVED))
    expect([readDerived(writeBase(BASE)), readBase(writeDerived(DERIVED))]).toEqual([undefined, undefined])
  })

  test.each<[string, string]>([
    ['bytes behind it', textOf(bytesOf(writeBase(BASE)), Uint8Array.of(0))],
    ['its end missing', textOf(bytesOf(writeBase(BASE)).slice(0, -1))],
    ['a tag within', exchanged(writeBase(BASE), [0x58, 64], [0xd8, 64, 0x58, 64])],
    ['a list without a length', exchanged(writeBase(BASE), [0x85], [0x9f])],
    ['signatures without a length', exchanged(writeBase(BASE), [0x82, 0x58, 64], [0x9f, 0x58, 64])],
    ['a length written longer than needed', exchanged(writeBase(BASE), [0x58, 64], [0x59, 0, 64])],
    ['a count written longer than needed', exchanged(writeBase(BASE), [0x82, 0x58], [0x98, 2, 0x58])],
    ['a length beyond its end', exchanged(writeBase(BASE), [0x58, 64], [0x5a, 255, 255, 255, 255])],
    ['a length of 64 bits', exchanged(writeBase(BASE), [0x58, 64], [0x5b, 0, 0, 0, 0, 0, 0, 0, 64])],
    ['a text where bytes belong', exchanged(writeBase(BASE), [0x58, 64], [0x78, 64])],
    ['a text that is not UTF-8', exchanged(writeBase(BASE), [0xc3, 0xa9], [0xc3, 0x28])],
    ['four parts', exchanged(writeBase(BASE), [0x85], [0x84])],
    ['another tag', exchanged(writeBase(BASE), [0xd9, 0x5d, 0], [0xd9, 0x5d, 2])],
    ['a signature too short', writeBase({ ...BASE, signatures: [fill(63, 1)] })],
    ['a base signature in another form', writeBase({ ...BASE, baseSignature: fill(70, 1) })],
    ['a key too long', writeBase({ ...BASE, publicKey: fill(36, 1) })],
    ['another key for labels', writeBase({ ...BASE, hmacKey: fill(16, 1) })],
    [
      'more than 5,000 signatures',
      writeBase({ ...BASE, signatures: Array.from({ length: 5_001 }, () => fill(64, 1)) }),
    ],
    ['more than 1,000 pointers', writeBase({ ...BASE, mandatoryPointers: Array.from({ length: 1_001 }, () => '/a') })],
  ])('a base with %s is none', (_name, value) => {
    expect(readBase(value)).toBeUndefined()
  })

  test.each<[string, string]>([
    ['a label too short', writeDerived({ ...DERIVED, labels: new Map([[0, fill(31, 1)]]) })],
    [
      'more than 256 labels',
      writeDerived({ ...DERIVED, labels: new Map(Array.from({ length: 257 }, (_, i) => [i, fill(32, 1)])) }),
    ],
    ['one label number twice', exchanged(writeDerived(DERIVED), [0x18, 30, 0x58], [0x18, 255, 0x58])],
    ['a number below zero', exchanged(writeDerived(DERIVED), [23, 0x18, 24], [23, 0x38, 24])],
    ['a number written longer than needed', exchanged(writeDerived(DERIVED), [0, 23, 0x18], [0, 0x18, 23, 0x18])],
    ['a fraction', exchanged(writeDerived(DERIVED), [0x86, 0x00], [0x86, 0xf9])],
    ['a list of labels', exchanged(writeDerived(DERIVED), [0xa3, 0x00], [0x83, 0x00])],
  ])('a derived value with %s is none', (_name, value) => {
    expect(readDerived(value)).toBeUndefined()
  })

  test.each([undefined, null, 7, '', 'u', 'u!', 'z', `z${writeBase(BASE).slice(1)}`, `${writeBase(BASE)}=`, {}, []])(
    '%j is none',
    (value) => {
      expect([readBase(value), readDerived(value)]).toEqual([undefined, undefined])
    },
  )

  test('a key that is no compressed point of P-256 is no key', () => {
    const key = (bytes: readonly number[]) => keyIn({ ...BASE, publicKey: Uint8Array.from(bytes) })
    const { publicKey } = ecSigner('P-256', '07')
    expect(key([0x80, 0x24, ...('bytes' in publicKey ? publicKey.bytes : [])])).toEqual(publicKey)
    expect(key([0x80, 0x24, 2, ...fill(31, 0), 1])).toBeUndefined()
    expect(key([0x80, 0x24, 4, ...fill(32, 1)])).toBeUndefined()
    expect(key([0xed, 0x01, ...fill(33, 1)])).toBeUndefined()
  })
})

test('only refusals of one kind mean that nothing can be made; a fault is thrown on', () => {
  class Refusal extends Error {}
  const failing = (cause: Error) => () => {
    throw cause
  }
  expect([unlessRefused(Refusal, () => 1), unlessRefused(Refusal, failing(new Refusal()))]).toEqual([1, undefined])
  expect(() => unlessRefused(Refusal, failing(new RangeError('a fault')))).toThrow('a fault')
})
