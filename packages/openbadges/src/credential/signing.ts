import type { UnsignedCredential } from '../documents.ts'
import { fromUtf8, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import type { Canonicalizer, Crypto, Signer } from '../ports.ts'
import { type TextHash, textHash } from '../proof/pair.ts'
import { signEmbedded } from '../proof/sign.ts'
import { toBytes } from './bytes.ts'
import { type Mould, mouldOf } from './mould.ts'
import { laidOutDocument } from './prepared.ts'
import type { Laid } from './slots.ts'
import { dateTime } from './text.ts'

/** Input of {@link openSigning}. `general` canonicalizes a sample of every shape, and what no template can. */
export interface SigningInput {
  readonly signer: Signer
  readonly general: Canonicalizer
  readonly crypto: Crypto
}

/** Signed bytes, and which path made them. */
export interface PreparedSigned {
  /** The bytes to store: those of `signEmbedded` and `toBytes`, to the byte. */
  readonly bytes: Uint8Array
  /** How many credentials the same template had signed before this one; null when the general path was taken. */
  readonly turn: number | null
}

/** Signs credentials that were prepared before, many of one shape. */
export interface Signing {
  /**
   * Signs the bytes that `toBytes` made of an unsigned credential.
   *
   * @throws OpenBadgesError those of `signEmbedded`
   */
  sign(prepared: Uint8Array, created: Date): Promise<PreparedSigned>
  /** No template is trusted any more: everything goes the general way from now on. */
  stop(): void
}

interface Kept {
  readonly mould: Mould
  turns: number
}

const MOST_MOULDS = 32

/**
 * Prepares the signing of finished credentials by one key. The first of a shape makes a template, which fits those that differ in
 * an award's own texts alone (03-credentials.md 14.3): id, dates, subject, results, evidence, status.
 */
export function openSigning({ signer, general, crypto }: SigningInput): Signing {
  const moulds: Kept[] = []
  let stopped = false
  let hash: TextHash | undefined

  async function keptFor(document: UnsignedCredential, laid: Laid, text: string): Promise<Kept | undefined> {
    const known = moulds.find(({ mould }) => mould.unsigned(laid) === text)
    if (known) return known
    hash ??= await textHash(crypto)
    const mould = await mouldOf(document, laid.places, { signer, general, hash })
    // Written by another hand than ours: its own text is what would have to be kept.
    if (mould.unsigned(laid) !== text) return undefined
    const made = { mould, turns: 0 }
    moulds.unshift(made)
    moulds.splice(MOST_MOULDS)
    return made
  }

  async function filled(document: UnsignedCredential, text: string, created: Date): Promise<PreparedSigned | null> {
    const laid = laidOutDocument(document)
    const kept = await keptFor(document, laid, text)
    const signed = await kept?.mould.signed(laid, dateTime(created, '/proof/0/created'))
    return kept && typeof signed === 'string' ? { bytes: utf8(signed), turn: kept.turns++ } : null
  }

  return {
    async sign(prepared, created) {
      const text = fromUtf8(prepared)
      const document = JSON.parse(text) as UnsignedCredential
      const made = stopped ? null : await filled(document, text, created).catch(unlessOurs)
      if (made) return made
      const signed = await signEmbedded({ unsigned: document, signer, created, canonicalizer: general, crypto })
      return { bytes: toBytes(signed), turn: null }
    },
    stop() {
      stopped = true
      moulds.length = 0
    },
  }
}

/** What cannot be filled is refused, or made, by the general path. */
function unlessOurs(cause: unknown): null {
  if (cause instanceof OpenBadgesError) return null
  throw cause
}
