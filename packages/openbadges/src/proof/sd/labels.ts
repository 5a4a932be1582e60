import { base64url } from '../../encoding/base64url.ts'
import { utf8 } from '../../encoding/text.ts'
import type { Crypto } from '../../ports.ts'

// Names and text in quotes are passed over: only a blank node's label outside them is one.
const TERM = /<[^>]*>|"(?:[^"\\]|\\.)*"|_:(\S+)/g

/** The labels of the blank nodes in N-Quads, without `_:`. */
export function labelsIn(nquads: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [, label] of nquads.matchAll(TERM)) if (label !== undefined) found.add(label)
  return found
}

/** The N-Quads with other labels, in the order they had. A label that is not in the map stays. */
export function relabelled(nquads: string, labels: ReadonlyMap<string, string>): string {
  return nquads.replace(TERM, (term, label?: string) =>
    label === undefined ? term : `_:${labels.get(label) ?? label}`,
  )
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
