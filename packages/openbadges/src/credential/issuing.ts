import { utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import type { Canonicalizer, Crypto, Signer } from '../ports.ts'
import { textHash } from '../proof/pair.ts'
import { signEmbedded } from '../proof/sign.ts'
import { agrees, type Levels, levelsOf } from './agreeing.ts'
import { buildCredential } from './build.ts'
import { toBytes } from './bytes.ts'
import type { AchievementDraft, AwardDraft, ProfileDraft } from './drafts.ts'
import { type Mould, mouldOf } from './mould.ts'
import { areAlike, laidOut, type Shape } from './slots.ts'
import { dateTime } from './text.ts'

/** Input of {@link openIssuing}. `general` canonicalizes a sample of every shape, and what no template can. */
export interface IssuingInput {
  readonly issuer: ProfileDraft
  readonly achievement: AchievementDraft
  readonly signer: Signer
  readonly general: Canonicalizer
  readonly crypto: Crypto
}

/** Issues many credentials of one achievement version. */
export interface Issuing {
  /**
   * The bytes to store: those of `buildCredential`, `signEmbedded` and `toBytes` one after the other, to the byte, and refused
   * where they refuse, with their errors. `created` is cut to whole seconds.
   */
  issue(award: AwardDraft, created: Date): Promise<Uint8Array>
  /** How many were filled into a template, and how many went the long way. */
  counts(): { readonly template: number; readonly general: number }
}

interface Made {
  readonly mould: Mould
  readonly levels: Levels
}
interface Kept extends Shape {
  made: Made | Promise<Made | null>
}

const MOST_MOULDS = 64
/** Nearer to the largest credential than a proof is long: the long way measures it. */
const LONG = 250_000

/**
 * Prepares the issuing of one achievement version by one issuer. Both are copied: to change them, open another.
 * The first award of a shape makes a template; every award costs little more than its signature then (03-credentials.md 14.3).
 */
export function openIssuing(input: IssuingInput): Issuing {
  const { signer, general, crypto } = input
  const fixed = structuredClone({ issuer: input.issuer, achievement: input.achievement })
  let moulds: readonly Kept[] = []
  const counts = { template: 0, general: 0 }

  async function long(award: AwardDraft, created: Date): Promise<Uint8Array> {
    const unsigned = buildCredential({ ...award, ...fixed })
    const signed = await signEmbedded({ unsigned, signer, created, canonicalizer: general, crypto })
    counts.general++
    return toBytes(signed)
  }

  async function made(award: AwardDraft, places: Shape['places']): Promise<Made> {
    const hash = await textHash(crypto)
    const mould = await mouldOf(buildCredential({ ...award, ...fixed }), places, { signer, general, hash })
    return { mould, levels: levelsOf(mould.sample) }
  }

  /** Made once for those who come together; what cannot be built leaves none, and the long way says why. */
  function newMould(award: AwardDraft, { places, rest }: Shape): Kept {
    const making = made(award, places).then(
      (ready) => {
        kept.made = ready
        return ready
      },
      (cause: unknown) => {
        moulds = moulds.filter((one) => one !== kept)
        if (cause instanceof OpenBadgesError) return null
        throw cause
      },
    )
    const kept: Kept = { places, rest, made: making }
    moulds = [kept, ...moulds.slice(0, MOST_MOULDS - 1)]
    return kept
  }

  return {
    async issue(award, created) {
      const laid = laidOut(award)
      const kept = laid && (moulds.find((one) => areAlike(one, laid)) ?? newMould(award, laid))
      const ready = kept?.made instanceof Promise ? await kept.made : kept?.made
      const text =
        laid && ready && agrees(award, ready.levels)
          ? await ready.mould.signed(laid, dateTime(created, '/proof/0/created'))
          : null
      if (text === null || text.length > LONG) return long(award, created)
      counts.template++
      return utf8(text)
    },
    counts: () => ({ ...counts }),
  }
}
