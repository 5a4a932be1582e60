import { FIELDS, type SearchText } from './search-rank.ts'

/** Where each word and each phrase that is asked for stands: of every entry its place on the shelf and the best field. */
export interface SearchIndex {
  size: number
  postings: ReadonlyMap<string, Uint32Array>
}

const MOST_FIELDS = 8

export function postingOf(place: number, field: number): number {
  return place * MOST_FIELDS + field
}
export function placeIn(posting: number): number {
  return Math.floor(posting / MOST_FIELDS)
}
export function fieldIn(posting: number): number {
  return posting % MOST_FIELDS
}

/** @param phrases of several words, as `plainLine` writes them: no other is found as a whole */
export function indexing(phrases: readonly string[]) {
  const postings = new Map<string, number[]>()
  let size = 0
  return {
    add(place: number, text: SearchText): void {
      for (const [word, field] of bestFields(text, phrases)) {
        const known = postings.get(word) ?? []
        known.push(postingOf(place, field))
        postings.set(word, known)
      }
      size = Math.max(size, place + 1)
    },
    index: (): SearchIndex => ({
      size,
      postings: new Map([...postings].map(([word, found]) => [word, Uint32Array.from(found)])),
    }),
  }
}

const SAID = FIELDS.indexOf('said')
const OTHERS = [...FIELDS.keys()].filter((at) => at !== SAID)

/** The best field of each word; beside it what educators say, which counts in fewer ways. */
function bestFields(text: SearchText, phrases: readonly string[]): [string, number][] {
  return [...bestAmong(OTHERS, text, phrases), ...bestAmong([SAID], text, phrases)]
}

/** Fields stand in the order of their worth: the first that has a word is the best. */
function bestAmong(fields: readonly number[], text: SearchText, phrases: readonly string[]): Map<string, number> {
  const best = new Map<string, number>()
  for (const at of fields)
    for (const word of lineAt(text, at).trim().split(' ')) if (word !== '' && !best.has(word)) best.set(word, at)
  const whole = phrases.filter((phrase) => phrase.split(' ').every((word) => best.has(word)))
  for (const phrase of whole) {
    const at = fields.find((one) => lineAt(text, one).includes(` ${phrase} `))
    if (at !== undefined) best.set(phrase, at)
  }
  return best
}

function lineAt(text: SearchText, at: number): string {
  const field = FIELDS[at]
  return field === undefined ? '' : text[field]
}
