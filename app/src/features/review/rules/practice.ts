/** The starter entry that is earned by scoring: its candidates see no levels. */
export const SCORER_SLUG = 'review-a-colleagues-evidence'

/** The address of a set is the code of its entry in small letters. */
export function codeOfSet(set: string): string {
  return set.toUpperCase()
}
export function setOfCode(code: string): string {
  return code.toLowerCase()
}
