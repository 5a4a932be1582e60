import type { PublicKey } from '../ports.ts'
import { toMultikey } from './multikey.ts'

/**
 * The did:key of an Ed25519, P-256 or P-384 key; its verification method is `{did}#{the part after did:key:}`.
 *
 * @throws OpenBadgesError `DID_KEY_FORMAT` for other kinds of key
 */
export function didKey(publicKey: PublicKey): string {
  return `did:key:${toMultikey(publicKey)}`
}
