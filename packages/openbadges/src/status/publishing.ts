import { toBytes } from '../credential/bytes.ts'
import { type Mould, mouldOf } from '../credential/mould.ts'
import { dateTime } from '../credential/text.ts'
import type { UnsignedCredential } from '../documents.ts'
import { utf8 } from '../encoding/text.ts'
import { objectsOf } from '../json.ts'
import type { Canonicalizer, Crypto, Signer } from '../ports.ts'
import { textHash } from '../proof/pair.ts'
import { signEmbedded } from '../proof/sign.ts'
import { buildStatusList, type StatusBits } from './list.ts'

/** Input of {@link openStatusList}. `general` canonicalizes the first version, and what no template can. */
export interface StatusPublishingInput {
  readonly id: string
  readonly issuer: string
  readonly purpose: string
  readonly ttlMs: number
  readonly signer: Signer
  readonly general: Canonicalizer
  readonly crypto: Crypto
}

/** Publishes the versions of one status list. */
export interface StatusPublishing {
  /** The bytes to store: those of `buildStatusList`, `signEmbedded` and `toBytes` one after the other, refused where they refuse. */
  publish(version: {
    readonly bits: StatusBits
    readonly validFrom: Date
    readonly validUntil: Date
    readonly created: Date
  }): Promise<Uint8Array>
}

const PLACES = [
  { path: '/validFrom', kind: 'literal' },
  { path: '/validUntil', kind: 'literal' },
  { path: '/credentialSubject/encodedList', kind: 'literal' },
] as const

/** Prepares the publishing of one status list: all versions have one canonical form but for their dates and bits. */
export function openStatusList(input: StatusPublishingInput): StatusPublishing {
  const { signer, general, crypto } = input
  let mould: Promise<Mould> | undefined

  async function made(first: UnsignedCredential): Promise<Mould> {
    return mouldOf(first, PLACES, { signer, general, hash: await textHash(crypto) })
  }

  return {
    async publish({ created, ...version }) {
      const unsigned = buildStatusList({ ...input, ...version })
      mould ??= made(unsigned).catch((cause: unknown) => {
        mould = undefined
        throw cause
      })
      const text = await (await mould).signed(
        { values: valuesOf(unsigned), plain: true },
        dateTime(created, '/proof/0/created'),
      )
      if (text !== null) return utf8(text)
      return toBytes(await signEmbedded({ unsigned, signer, created, canonicalizer: general, crypto }))
    },
  }
}

function valuesOf({ validFrom, validUntil, credentialSubject }: UnsignedCredential): string[] {
  const lists = objectsOf(credentialSubject).map(({ encodedList }) => encodedList)
  return [validFrom, validUntil, ...lists].map(String)
}
