import { fromMultikey } from '../../did/multikey.ts'
import { base58 } from '../../encoding/base58.ts'
import { base64url, fromBase64url } from '../../encoding/base64url.ts'
import { concat } from '../../encoding/text.ts'
import { OpenBadgesError, unlessRefused } from '../../errors.ts'
import { isString, type JsonValue } from '../../json.ts'
import type { PublicKey } from '../../ports.ts'
import { CborError, CborReader, cborBytes, cborList, cborMap, cborText, cborUint } from './cbor.ts'

/** What both kinds of value hold. */
interface Signed {
  /** By the issuer, over the proof configuration, `publicKey` and the mandatory lines. */
  readonly baseSignature: Uint8Array
  /** The key made for this one credential: a Multikey without base, P-256, 35 bytes. */
  readonly publicKey: Uint8Array
  /** By that key, one for each line that is not mandatory, in the order of the lines. */
  readonly signatures: readonly Uint8Array[]
}

/** A base proof value: what a holder keeps to derive from. */
export interface BaseValue extends Signed {
  readonly hmacKey: Uint8Array
  readonly mandatoryPointers: readonly string[]
}

/** A derived proof value: what a verifier gets. */
export interface DerivedValue extends Signed {
  /** The label each blank node was signed with, by the number of its canonical label (`c14n…`) in what is disclosed. */
  readonly labels: ReadonlyMap<number, Uint8Array>
  /** Which of the disclosed lines are mandatory, ascending. */
  readonly mandatoryIndexes: readonly number[]
}

// vc-di-ecdsa, sections 3.5.2 and 3.5.7: CBOR tags 0x5d00 and 0x5d01, then a list of five.
const BASE = [0xd9, 0x5d, 0x00, 0x85] as const
const DERIVED = [0xd9, 0x5d, 0x01, 0x85] as const
const MOST_SIGNATURES = 5_000
const MOST_LABELS = 256
const MOST_POINTERS = 1_000

function bytesOf(value: JsonValue | undefined, header: readonly number[]): Uint8Array | undefined {
  const bytes = isString(value) && value.startsWith('u') ? fromBase64url(value.slice(1)) : undefined
  return bytes && header.every((byte, i) => bytes[i] === byte) ? bytes.subarray(header.length) : undefined
}

function read<T>(
  value: JsonValue | undefined,
  header: readonly number[],
  one: (reader: CborReader) => T,
): T | undefined {
  const bytes = bytesOf(value, header)
  if (!bytes) return undefined
  return unlessRefused(CborError, () => {
    const reader = new CborReader(bytes)
    const made = one(reader)
    return reader.isAtEnd ? made : undefined
  })
}

function bytesOfLength(reader: CborReader, length: number): Uint8Array {
  const bytes = reader.bytes()
  if (bytes.length !== length) throw new CborError('length')
  return bytes
}

function signaturesIn(reader: CborReader): readonly Uint8Array[] {
  return reader.list(MOST_SIGNATURES, () => bytesOfLength(reader, 64))
}

/** The parts of a base proof value; undefined for anything else. */
export function readBase(value: JsonValue | undefined): BaseValue | undefined {
  return read(value, BASE, (reader) => ({
    baseSignature: bytesOfLength(reader, 64),
    publicKey: bytesOfLength(reader, 35),
    hmacKey: bytesOfLength(reader, 32),
    signatures: signaturesIn(reader),
    mandatoryPointers: reader.list(MOST_POINTERS, () => reader.text()),
  }))
}

/** The parts of a derived proof value; undefined for anything else. */
export function readDerived(value: JsonValue | undefined): DerivedValue | undefined {
  return read(value, DERIVED, (reader) => ({
    baseSignature: bytesOfLength(reader, 64),
    publicKey: bytesOfLength(reader, 35),
    signatures: signaturesIn(reader),
    labels: reader.map(MOST_LABELS, () => [reader.uint(), bytesOfLength(reader, 32)]),
    mandatoryIndexes: reader.list(MOST_SIGNATURES, () => reader.uint()),
  }))
}

/** The key in a proof value; undefined when it is no point of P-256. */
export function keyIn({ publicKey }: Signed): PublicKey | undefined {
  // No other kind of key has 35 bytes.
  return unlessRefused(OpenBadgesError, () => fromMultikey(`z${base58(publicKey)}`))
}

function written(header: readonly number[], items: readonly (readonly Uint8Array[])[]): string {
  return `u${base64url(concat(Uint8Array.from(header), ...items.flat()))}`
}

/** A base proof value as text. */
export function writeBase(value: BaseValue): string {
  const { baseSignature, publicKey, hmacKey, signatures, mandatoryPointers } = value
  return written(BASE, [
    ...[baseSignature, publicKey, hmacKey].map(cborBytes),
    cborList(signatures.map(cborBytes)),
    cborList(mandatoryPointers.map(cborText)),
  ])
}

/** A derived proof value as text. */
export function writeDerived(value: DerivedValue): string {
  const { baseSignature, publicKey, signatures, labels, mandatoryIndexes } = value
  return written(DERIVED, [
    ...[baseSignature, publicKey].map(cborBytes),
    cborList(signatures.map(cborBytes)),
    cborMap([...labels].sort(([a], [b]) => a - b).map(([number, label]) => [cborUint(number), cborBytes(label)])),
    cborList(mandatoryIndexes.map(cborUint)),
  ])
}
