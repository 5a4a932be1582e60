import type { UnsignedCredential } from '../documents.ts'
import { sha256 } from '../encoding/sha256.ts'
import { fromUtf8, hex, sameBytes, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { Canonicalizer } from '../ports.ts'
import { isAbsolute } from './iri.ts'
import { mayDiffer } from './order.ts'
import { bytesOf } from './pair.ts'
import { put } from './places.ts'
import type { Woven } from './template-blocks.ts'
import { type Hash, linesOf, rendered } from './template-lines.ts'
import { escaped } from './values.ts'

/** What varies between credentials of one template: a name, and the JSON pointer of a string in the sample. */
export type SlotMap = Readonly<Record<string, Slot>>

/** A place in a document and what stands there: an identifier, or the text of a literal. */
export interface Slot {
  readonly path: string
  readonly kind: 'iri' | 'literal'
}
type Fill = (texts: readonly (string | undefined)[]) => Woven | null

/** Canonical form of many credentials that differ in their slots alone. */
export interface Template {
  /** Digest of the sample's canonical form: equal keys mean equal templates. */
  readonly key: string
  /** Canonical N-Quads with these texts in the slots; null when only the general path can tell. */
  fill(slots: Readonly<Record<string, string>>): string | null
}

// Not to be said in UTF-8. With the flag `u` a pair of surrogates is one character, so only a lone one matches.
const LONE = /\p{Surrogate}/u
/** Schemes that no pinned context takes for a prefix. */
const SCHEMES = /^(?:https?|urn|did|mailto|data):/

/**
 * Canonicalizes a sample once by the general path, with a mark in every slot, and keeps what does not depend on the marks
 * (03-credentials.md 14.3). Filling gives what the general path gives, or null.
 *
 * @throws OpenBadgesError `OB_DRAFT_INVALID` when a slot leads to no string of the sample, or its text is not in the signed form;
 * `OB_CANON_FAILED` when the sample cannot be canonicalized
 */
export async function compileTemplate(
  sample: UnsignedCredential,
  slots: SlotMap,
  general: Canonicalizer,
): Promise<Template> {
  const names = Object.keys(slots)
  const { key, fill } = await compileSlots(sample, Object.values(slots), {
    general,
    hash: (pieces) => sha256(bytesOf(pieces)),
  })
  return {
    key,
    fill: (texts) => {
      const pieces = fill(names.map((name) => texts[name]))
      return pieces && fromUtf8(bytesOf(pieces))
    },
  }
}

/** A template whose slots stand in a row. */
export interface Slotted {
  readonly key: string
  readonly fill: Fill
  /** `fill` of texts that are plain, and identifiers that are: nothing is asked of them again. */
  readonly fillPlain: (texts: readonly string[]) => Woven | null
}

/** The same with slots and their texts in a row. */
export async function compileSlots(
  sample: JsonObject,
  slots: readonly Slot[],
  { general, hash }: { general: Canonicalizer; hash: Hash },
): Promise<Slotted> {
  const kinds = slots.map(({ kind }) => kind)
  const nonce = ownHash(JSON.stringify([sample, slots])).slice(0, 32)
  const marks = kinds.map((kind, i) => (kind === 'iri' ? `urn:slot:${nonce}:${i}:` : `slot ${nonce} ${i} .`))
  const marked = slots.reduce((document, { path }, i) => put(document, path, marks[i] as string), sample)
  const text = await general.canonize(marked)
  const missing = marks.findIndex((mark) => !text.includes(mark))
  if (missing >= 0)
    throw new OpenBadgesError('OB_DRAFT_INVALID', 'This place is not in the signed form.', slots[missing]?.path)
  const lines = mayDiffer(text) ? undefined : linesOf(text, marks, hash)
  const fillPlain: Slotted['fillPlain'] = (texts) => (lines ? rendered(lines, texts, hash) : null)
  const key = ownHash(text.replaceAll(nonce, ''))
  const again = fillPlain(marks)
  if (!again || !sameBytes(bytesOf(again), utf8(text))) return { key, fill: () => null, fillPlain: () => null }
  return { key, fill: filler(fillPlain, kinds, widthOf(text)), fillPlain }
}

function ownHash(text: string): string {
  return hex(sha256(utf8(text)))
}

/** Fills texts in; null when only the general path can tell. @param wide one character of each kind that makes sort orders differ, as far as the sample holds it */
function filler(fillPlain: Slotted['fillPlain'], kinds: readonly Slot['kind'][], wide: string): Fill {
  return (texts) => {
    if (!areFit(texts, kinds)) return null
    const all = wide + texts.join('\n')
    if (mayDiffer(all) || LONE.test(all)) return null
    return fillPlain(texts.map((text, i) => (kinds[i] === 'iri' ? text : escaped(text))))
  }
}

function areFit(texts: readonly (string | undefined)[], kinds: readonly Slot['kind'][]): texts is readonly string[] {
  return texts.every(
    (text, i) => text !== undefined && (kinds[i] === 'literal' || (isAbsolute(text) && SCHEMES.test(text))),
  )
}

function widthOf(text: string): string {
  return (mayDiffer(`${text}\uffff`) ? '\u{10000}' : '') + (mayDiffer(`${text}\u{10000}`) ? '\uffff' : '')
}
