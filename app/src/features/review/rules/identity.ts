const MASK = '•••'
const WORD_END = '(?![\\p{L}\\p{N}])'
const WORD_START = '(?<![\\p{L}\\p{N}])'

/** Names, schools and handles of either side that occur in a text, as whole words. */
export function identityHits(text: string, identities: readonly string[]): string[] {
  return known(identities).filter((identity) => patternOf(identity).test(text.normalize('NFC')))
}

/** The same text with each of them covered; only the QA lead can lift it, with a reason. */
export function masked(text: string, identities: readonly string[]): string {
  return known(identities).reduce(
    (covered, identity) => covered.replace(patternOf(identity), MASK),
    text.normalize('NFC'),
  )
}

/** Longest first, so that a full name is covered as one. */
function known(identities: readonly string[]): string[] {
  const usable = identities
    .map((identity) => identity.normalize('NFC').trim())
    .filter((identity) => [...identity].length > 1)
  return [...new Set(usable)].sort((one, other) => other.length - one.length)
}

/** A single name only as a name is written: "May" and "Will" are words too. Longer ones and handles in any case. */
function patternOf(identity: string): RegExp {
  const written = identity.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const single = /^[\p{L}\p{M}'’]+$/u.test(identity)
  return new RegExp(`${WORD_START}${written}${WORD_END}`, single ? 'gu' : 'giu')
}
