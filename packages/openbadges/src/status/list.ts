import { dateTime } from '../credential/text.ts'
import { isUrl } from '../credential/value-rules.ts'
import type { UnsignedCredential } from '../documents.ts'
import { base64url } from '../encoding/base64url.ts'
import { OpenBadgesError } from '../errors.ts'
import type { Crypto } from '../ports.ts'

/** VC Bitstring Status List 1.0: a list has at least this many entries, so that one entry does not single out a holder. */
export const MIN_ENTRIES = 131_072
const MAX_ENTRIES = 33_554_432

/** The bits of a status list. Index 0 is the left-most bit of the first byte. Values are never changed in place. */
export type StatusBits = Readonly<{ length: number; bytes: Uint8Array }>

/**
 * A list with every bit 0.
 *
 * @param length number of entries, a multiple of 8; default and minimum 131,072
 * @throws OpenBadgesError `OB_STATUS_LENGTH`
 */
export function newStatusList(length: number = MIN_ENTRIES): StatusBits {
  if (!Number.isSafeInteger(length) || length < MIN_ENTRIES || length > MAX_ENTRIES || length % 8 !== 0)
    throw new OpenBadgesError(
      'OB_STATUS_LENGTH',
      `A status list has ${MIN_ENTRIES} to ${MAX_ENTRIES} entries, in eights.`,
    )
  return { length, bytes: new Uint8Array(length / 8) }
}

/**
 * The list with one bit set; the given list stays as it was. Setting is one way: nothing here clears a bit.
 *
 * @throws OpenBadgesError `OB_STATUS_RANGE`; `OB_STATUS_ONE_WAY` when the bit is set already
 */
export function setStatus(bits: StatusBits, index: number): StatusBits {
  return setStatuses(bits, [index])
}

/**
 * The list with several bits set, as by `setStatus` one after the other, copied once.
 *
 * @throws OpenBadgesError `OB_STATUS_RANGE`; `OB_STATUS_ONE_WAY` when a bit is set already, or named twice
 */
export function setStatuses(bits: StatusBits, indexes: Iterable<number>): StatusBits {
  const { length } = bits
  const bytes = bits.bytes.slice()
  for (const index of indexes) {
    const at = index >> 3
    const bit = 0x80 >> (index & 7)
    const byte = bytes[at]
    if (byte === undefined || index >>> 0 !== index || index >= length) outside(index)
    if ((byte & bit) !== 0) throw new OpenBadgesError('OB_STATUS_ONE_WAY', `Entry ${index} is set already.`)
    bytes[at] = byte | bit
  }
  return { length, bytes }
}

/**
 * The value of an entry; entries may be `size` bits wide (1 to 32), most significant bit first.
 *
 * @throws OpenBadgesError `OB_STATUS_RANGE`
 */
export function readStatus(bits: StatusBits, index: number, size = 1): number {
  const inside =
    Number.isSafeInteger(index) &&
    Number.isInteger(size) &&
    size >= 1 &&
    size <= 32 &&
    (index + 1) * size <= bits.length
  if (!inside) outside(index)
  let value = 0
  for (let bit = index * size; bit < (index + 1) * size; bit++) {
    const byte = bits.bytes[Math.floor(bit / 8)]
    if (byte === undefined) outside(index)
    value = value * 2 + ((byte >> (7 - (bit % 8))) & 1)
  }
  return value
}

function outside(index: number): never {
  throw new OpenBadgesError('OB_STATUS_RANGE', `There is no entry ${index}.`)
}

/** Input of {@link buildStatusList}. */
export interface StatusListInput {
  readonly id: string
  readonly issuer: string
  readonly purpose: string
  readonly bits: StatusBits
  readonly validFrom: Date
  readonly validUntil: Date
  readonly ttlMs: number
  readonly crypto: Crypto
}

/**
 * An unsigned `BitstringStatusListCredential`. It is signed with the issuer's status key by `signEmbedded`.
 *
 * @throws OpenBadgesError `OB_STATUS_LENGTH` for a list that is too short or does not fill its bytes, `OB_DRAFT_INVALID` for an id or
 * issuer that is no URL, no purpose, a `ttlMs` that is no number of milliseconds, dates that are none or leave no whole second
 */
export function buildStatusList(input: StatusListInput): UnsignedCredential {
  const { bits } = input
  if (bits.length < MIN_ENTRIES || bits.bytes.length * 8 !== bits.length)
    throw new OpenBadgesError('OB_STATUS_LENGTH', 'The list is too short.')
  const problem = draftProblem(input)
  if (problem) throw new OpenBadgesError('OB_DRAFT_INVALID', ...problem)
  const [validFrom, validUntil] = [dateTime(input.validFrom, '/validFrom'), dateTime(input.validUntil, '/validUntil')]
  if (validUntil <= validFrom)
    throw new OpenBadgesError('OB_DRAFT_INVALID', 'The list ends before it begins.', '/validUntil')
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: input.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: input.issuer,
    validFrom,
    validUntil,
    credentialSubject: {
      id: `${input.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: input.purpose,
      encodedList: `u${base64url(input.crypto.gzip(bits.bytes))}`,
      ttl: input.ttlMs,
    },
  } as unknown as UnsignedCredential
}

function draftProblem({ id, issuer, purpose, ttlMs }: StatusListInput): [message: string, path: string] | undefined {
  if (!isUrl(id)) return ['The address of a list is a URL.', '/id']
  if (!isUrl(issuer)) return ['The issuer of a list is a URL or a DID.', '/issuer']
  if (purpose === '') return ['A list has a purpose.', '/credentialSubject/statusPurpose']
  const isTtl = Number.isSafeInteger(ttlMs) && ttlMs >= 0
  return isTtl ? undefined : ['The time to live is a number of milliseconds.', '/credentialSubject/ttl']
}
