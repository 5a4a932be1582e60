import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { bitString, element, objectId, sequence, utcTime, utf8String } from './der.ts'

/** A certificate and its key in PEM, as https takes them. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))
const COMMON_NAME = '2.5.4.3'
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'
const DAY_MS = 86_400_000

/** A certificate for this machine alone (RFC 5280), signed by its own key on P-256 and good for a month. */
export function selfSigned(now: Date): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(element(0x31, sequence(objectId(COMMON_NAME), utf8String('localhost'))))
  const from = utcTime(new Date(now.getTime() - DAY_MS))
  const signed = sequence(
    element(0xa0, element(0x02, Uint8Array.of(2))),
    serialNumber(),
    ECDSA_WITH_SHA256,
    name,
    sequence(from, utcTime(new Date(now.getTime() + 30 * DAY_MS))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(sequence(objectId(SUBJECT_ALTERNATIVE_NAME), element(0x04, thisMachine())))),
  )
  const signature = bitString(sign('sha256', signed, privateKey))
  return {
    cert: pem(sequence(signed, ECDSA_WITH_SHA256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

// Positive and 16 bytes long.
function serialNumber(): Uint8Array {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return element(0x02, bytes)
}

// GeneralNames: a DNS name and an address of four bytes.
function thisMachine(): Uint8Array {
  return sequence(element(0x82, Buffer.from('localhost')), element(0x87, Uint8Array.of(127, 0, 0, 1)))
}

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
