import type { UnsignedCredential } from '../documents.ts'
import { sha256 } from '../encoding/sha256.ts'
import { hex, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { Canonicalizer } from '../ports.ts'
import { isAbsolute } from './iri.ts'
import { mayDiffer } from './order.ts'
import { put } from './places.ts'
import { type Lines, linesOf, rendered } from './template-lines.ts'
import { escaped } from './values.ts'

/** What varies between credentials of one template: a name, and the JSON pointer of a string in the sample. */
export type SlotMap = Readonly<Record<string, { readonly path: string; readonly kind: 'iri' | 'literal' }>>

/** Canonical form of many credentials that differ in their slots alone. */
export interface Template {
  /** Digest of the sample's canonical form: equal keys mean equal templates. */
  readonly key: string
  /** Canonical N-Quads with these texts in the slots; null when only the general path can tell. */
  fill(slots: Readonly<Record<string, string>>): string | null
}

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
  const kinds = names.map((name) => slots[name]?.kind)
  const nonce = hex(sha256(utf8(JSON.stringify([sample, slots])))).slice(0, 32)
  const marks = names.map((_, i) => (kinds[i] === 'iri' ? `urn:slot:${nonce}:${i}:` : `slot ${nonce} ${i} .`))
  const marked = names.reduce<JsonObject>((at, name, i) => put(at, slots[name]?.path ?? '', marks[i] ?? ''), sample)
  const text = await general.canonize(marked)
  const missing = marks.findIndex((mark) => !text.includes(mark))
  if (missing >= 0)
    throw new OpenBadgesError(
      'OB_DRAFT_INVALID',
      'This place is not part of the signed form.',
      slots[names[missing] ?? '']?.path,
    )
  const lines = linesOf(text, marks)
  const fill = lines ? filler(lines, { names, kinds, wide: widthOf(text) }) : () => null
  const faithful = fill(Object.fromEntries(names.map((name, i) => [name, marks[i] ?? '']))) === text
  return { key: hex(sha256(utf8(text.replaceAll(nonce, '')))), fill: faithful ? fill : () => null }
}

interface Slots {
  readonly names: readonly string[]
  readonly kinds: readonly ('iri' | 'literal' | undefined)[]
  /** One character of each kind that makes the two sort orders differ, as far as the sample holds it. */
  readonly wide: string
}

function filler(lines: Lines, { names, kinds, wide }: Slots): Template['fill'] {
  return (slots) => {
    const values = names.map((name) => slots[name])
    if (!values.every((value, i) => isFit(value, kinds[i])) || mayDiffer(wide + values.join(''))) return null
    return rendered(
      lines,
      values.map((value, i) => (kinds[i] === 'iri' ? (value ?? '') : escaped(value ?? ''))),
    )
  }
}

function isFit(value: string | undefined, kind: 'iri' | 'literal' | undefined): boolean {
  return value !== undefined && (kind === 'literal' || (isAbsolute(value) && SCHEMES.test(value)))
}

function widthOf(text: string): string {
  return (mayDiffer(`${text}\uffff`) ? '\u{10000}' : '') + (mayDiffer(`${text}\u{10000}`) ? '\uffff' : '')
}
