import { base64url } from '../../encoding/base64url.ts'
import { utf8 } from '../../encoding/text.ts'
import type { Crypto } from '../../ports.ts'
import { termsOf } from '../nquads.ts'

/** The labels of the blank nodes in N-Quads, without `_:`. */
export function labelsIn(nquads: string): ReadonlySet<string> {
  const terms = nquads.split('\n').flatMap(termsOf)
  return new Set(terms.filter((term) => term.startsWith('_:')).map((term) => term.slice(2)))
}

/** The N-Quads with other labels, in the order they had. */
export function relabelled(nquads: string, labels: ReadonlyMap<string, string>): string {
  const named = (term: string) => (term.startsWith('_:') ? `_:${labels.get(term.slice(2))}` : term)
  return linesOf(nquads)
    .map((line) => `${termsOf(line).map(named).join(' ')} .\n`)
    .join('')
}

/** The label a blank node is signed with, from its bytes; the `u` makes it a label N-Quads allow. */
export function signedLabel(bytes: Uint8Array): string {
  return `u${base64url(bytes)}`
}

/**
 * What replaces each canonical label: HMAC-SHA-256 of it, so that the labels of what is disclosed say nothing about what is not
 * (vc-di-ecdsa, section 3.4.4).
 */
export async function hmacLabels(
  labels: Iterable<string>,
  key: Uint8Array,
  crypto: Crypto,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const made = new Map<string, Uint8Array>()
  for (const label of labels) made.set(label, await crypto.hmac(key, utf8(label)))
  return made
}

/** The lines of N-Quads, each with its end. */
export function linesOf(nquads: string): readonly string[] {
  return nquads
    .split('\n')
    .slice(0, -1)
    .map((line) => `${line}\n`)
}

/** The lines in UTF-16 code unit order. */
export function sorted(nquads: string): string {
  return [...linesOf(nquads)].sort().join('')
}
