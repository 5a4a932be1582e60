import { createPublicKey, type KeyObject } from 'node:crypto'
import type { PublicKey } from '@cairn/openbadges'

/** The public half of an Ed25519 key, as the library takes it. */
export function ed25519PublicKey(key: KeyObject): PublicKey {
  const { x } = createPublicKey(
    key.type === 'private' ? key.export({ format: 'pem', type: 'pkcs8' }) : key.export({ format: 'pem', type: 'spki' }),
  ).export({ format: 'jwk' })
  return { algorithm: 'Ed25519', bytes: Buffer.from(x ?? '', 'base64url') }
}
