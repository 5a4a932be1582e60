/** An identifier of ASCII with a scheme that no pinned context takes for a prefix: most are. */
const PLAIN_IRI = /^(?:https?|urn|did|mailto|data):[!#-;=?-[\]_a-z~]+$/
/** Text that is written as it stands and sorts in one way alone. */
const PLAIN = /^[ !#-[\]-~]*$/

/** Whether texts are written as they stand, in N-Quads and in JSON. */
export function arePlain(texts: readonly unknown[]): boolean {
  return PLAIN.test(texts.join(''))
}

/** Whether a text is an identifier by every rule for them. Others may be identifiers too. */
export function isPlainIri(text: string): boolean {
  return PLAIN_IRI.test(text)
}
