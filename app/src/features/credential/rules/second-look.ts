/** One in so many credentials of a template is looked at by other people's code from end to end. */
const EVERY = 100

/**
 * Who looks at a signed credential before it is stored: never the code that signed it. What a template signed, compiled contexts
 * look at; the first of a template, one in a hundred after it, and what no template signed, the reference implementation.
 *
 * @param turn how many the template had signed before; null when none did
 */
export function secondLook(turn: number | null): 'compiled' | 'reference' {
  return turn === null || turn % EVERY === 0 ? 'reference' : 'compiled'
}
