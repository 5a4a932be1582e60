import type { KeyRecord } from '@cairn/openbadges'
import { z } from 'zod'
import { wholeSecond } from '../features/credential/rules/addresses.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'

const Time = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const Key = z.object({
  id: z.string().min(1),
  publicKeyMultibase: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]+$/),
  purpose: z.enum(['award', 'status', 'log']),
  notBefore: Time,
  notAfter: Time.nullish(),
  state: z.enum(['active', 'ended', 'compromised']),
  since: Time.nullish(),
})
const Issuer = z.object({ did: z.string().startsWith('did:'), keys: z.array(Key).max(1_000) })
const TrustFile = z.union([z.object({ issuers: z.array(Issuer).max(10_000) }), Issuer])

export interface Trust {
  readonly keys: readonly KeyRecord[]
  readonly issuers: ReadonlySet<string>
}

/** Keys pinned beforehand: a site's `/.well-known/cairn-trust.json`, or one issuer's `keys.json`. */
export function readTrust(text: string): Trust {
  const result = TrustFile.safeParse(json(text))
  if (!result.success)
    throw new OperatorProblem('The trust file is not one: it holds {"issuers": […]} or one issuer with its keys.')
  const issuers = 'issuers' in result.data ? result.data.issuers : [result.data]
  return {
    keys: issuers.flatMap(({ did, keys }) => keys.map((key) => recordOf(did, key))),
    issuers: new Set(issuers.map(({ did }) => did)),
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function recordOf(did: string, key: z.infer<typeof Key>): KeyRecord {
  const { notAfter, since } = key
  return {
    id: key.id.startsWith('did:') ? key.id : `${did}#${key.id.replace(/^#/, '')}`,
    controller: did,
    key: { algorithm: 'Ed25519', bytes: ed25519Of(key.publicKeyMultibase) },
    purpose: key.purpose,
    // Proofs bear whole seconds; a key speaks from the second it was made in.
    notBefore: wholeSecond(key.notBefore),
    ...(notAfter ? { notAfter } : {}),
    state: key.state,
    ...(since ? { since } : {}),
  }
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Multikey of an Ed25519 key: base58btc over 0xed 0x01 and 32 bytes. */
function ed25519Of(multibase: string): Uint8Array {
  let value = 0n
  for (const sign of multibase.slice(1)) value = value * 58n + BigInt(BASE58.indexOf(sign))
  const bytes = Buffer.from(value.toString(16).padStart(68, '0'), 'hex')
  if (bytes.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01)
    throw new OperatorProblem('A key of the trust file is not an Ed25519 key.')
  return new Uint8Array(bytes.subarray(2))
}
