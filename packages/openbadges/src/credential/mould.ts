import type { UnsignedCredential } from '../documents.ts'
import { base58 } from '../encoding/base58.ts'
import type { Canonicalizer, Signer } from '../ports.ts'
import { proofConfig } from '../proof/config.ts'
import { type Digest, optionsHash, pairOf, type TextHash } from '../proof/pair.ts'
import { checkSigner, proofBy, signatureOf } from '../proof/sign.ts'
import { compileSlots, type Slot } from '../proof/template.ts'
import type { Laid } from './slots.ts'
import { piecesOf, quoted, textWith } from './stored-text.ts'

type Values = Pick<Laid, 'values' | 'plain'>

/** Everything that the slots of one shape do not say: signed form, proof configuration and stored text, each with gaps. */
export interface Mould {
  /** The text to store, proof included; null when only the general path can tell what is signed. */
  signed(given: Values, created: string): Promise<string | null>
  /** The same text without a proof. */
  unsigned(given: Values): string
  /** The sample from which it was made. */
  readonly sample: UnsignedCredential
}

/**
 * Makes the mould of a sample's shape; its places are those of the sample.
 *
 * @throws OpenBadgesError those of `signEmbedded`
 */
export async function mouldOf(
  sample: UnsignedCredential,
  places: readonly Slot[],
  by: { signer: Signer; general: Canonicalizer; hash: TextHash },
): Promise<Mould> {
  checkSigner(sample, by.signer)
  const ways = { general: by.general, hash: by.hash.now }
  const document = await compileSlots(sample, places, ways)
  const proof = proofBy(by.signer.id, '2000-01-01T00:00:00Z')
  const created = { path: '/created', kind: 'literal' } as const
  const config = await compileSlots(proofConfig(proof, sample), [created], ways)
  const options = optionsHash((at) => config.fill([at]), by.hash)
  const paths = places.map(({ path }) => path)
  const bare = piecesOf(sample, paths, document.key)
  const whole = piecesOf(
    { ...sample, proof: [{ ...proof, proofValue: '' }] },
    [...paths, '/proof/0/created', '/proof/0/proofValue'],
    document.key,
  )
  function toSign({ values, plain }: Values, at: string): Digest | null {
    const canonical = plain ? document.fillPlain(values) : document.fill(values)
    const first = canonical === null ? null : options(at)
    return canonical === null || first === null ? null : pairOf(first, by.hash.of(canonical))
  }
  return {
    async signed(given, at) {
      const data = toSign(given, at)
      if (!data) return null
      const signature = await signatureOf(by.signer, data instanceof Uint8Array ? data : await data)
      return textWith(whole, [...textsOf(given), at, `z${base58(signature)}`])
    },
    unsigned: (given) => textWith(bare, textsOf(given)),
    sample,
  }
}

function textsOf({ values, plain }: Values): readonly string[] {
  return plain ? values : values.map(quoted)
}
