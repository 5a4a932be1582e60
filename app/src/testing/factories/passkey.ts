import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** What a browser would say differently: another site, another page, nobody verified, a counter of its own. */
export interface Twist {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  readonly verified?: boolean
  readonly counter?: number
  readonly id?: string
}
export interface SoftPasskey {
  readonly id: string
  /** What the browser answers to the options of a registration. */
  register(options: unknown, twist?: Twist): object
  /** What it answers to the options of a sign-in or a step-up. */
  assert(options: unknown, twist?: Twist): object
}

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

/** An authenticator in software (ES256): the bytes that a real one would send, for a server that checks them. */
export function aPasskey({ origin = 'http://localhost:3000', rpId = 'localhost' } = {}): SoftPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const rawId = randomBytes(16)
  const id = b64(rawId)
  let count = 0
  function clientData(type: string, options: unknown, twist: Twist): Buffer {
    const challenge = twist.challenge ?? (options as { challenge: string }).challenge
    return Buffer.from(
      JSON.stringify({ type: twist.type ?? type, challenge, origin: twist.origin ?? origin, crossOrigin: false }),
    )
  }
  function authData(twist: Twist, attested: Uint8Array = new Uint8Array()): Buffer {
    count = twist.counter ?? count + 1
    const flags = 0x01 | (twist.verified === false ? 0 : 0x04) | (attested.length ? 0x40 : 0)
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(count)
    return Buffer.concat([sha256(twist.rpId ?? rpId), Buffer.from([flags]), counter, attested])
  }
  function coseKey(): Uint8Array {
    const key = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ])
    return isoCBOR.encode(key)
  }
  return {
    id,
    register(options, twist = {}) {
      const length = Buffer.from([0, rawId.length])
      const attested = Buffer.concat([Buffer.alloc(16), length, rawId, coseKey()])
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authData(twist, attested))],
      ])
      const response = {
        clientDataJSON: b64(clientData('webauthn.create', options, twist)),
        attestationObject: b64(isoCBOR.encode(attestation as never)),
        transports: ['internal'],
      }
      return { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} }
    },
    assert(options, twist = {}) {
      const data = clientData('webauthn.get', options, twist)
      const authenticatorData = authData(twist)
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(data)]), privateKey)
      const response = {
        clientDataJSON: b64(data),
        authenticatorData: b64(authenticatorData),
        signature: b64(signature),
      }
      const shown = twist.id ?? id
      return { id: shown, rawId: shown, type: 'public-key', response, clientExtensionResults: {} }
    },
  }
}
