// Marks that change the direction of what stands around them, and letters nobody sees.
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Co}]/gu
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
]

/** A foreign name as text of ours: without what could move or hide other words, and not longer than a line or two. */
export function plainName(name: string, most = 120): string {
  const text = name
    .replaceAll(/[\n\r\t]/g, ' ')
    .replaceAll(UNSEEN, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text
}

/** For sentences, where no element can stand around it: a name that runs right to left leaves the rest in place. */
export function isolated(name: string): string {
  return `\u2068${plainName(name)}\u2069`
}

export type NameDoubt = 'unseen' | 'mixed'

/** Why a name may not be what it looks like: letters of two alphabets in one word, or letters nobody sees. */
export function doubtAbout(name: string): NameDoubt | null {
  if (name.replaceAll(/[\n\r\t]/g, ' ').replaceAll(UNSEEN, '') !== name.replaceAll(/[\n\r\t]/g, ' ')) return 'unseen'
  return name.split(/[\s\p{P}]+/u).some(isMixed) ? 'mixed' : null
}

function isMixed(word: string): boolean {
  return SCRIPTS.filter((script) => script.test(word)).length > 1
}
