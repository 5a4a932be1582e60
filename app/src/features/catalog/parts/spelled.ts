import type { FoundCard } from '../reads/cards.ts'
import { plain } from '../rules/search-words.ts'
import type { CardRow } from '../tables.ts'
import { valueName } from './labels.ts'

type Written = Pick<CardRow, 'title' | 'summary' | 'tags' | 'subjects'>

/** A word as the entry writes it, with its accents: what is searched has none. */
export function asWritten(found: string, { title, summary, tags, subjects }: Written): string {
  const named = [...tags.map((tag) => valueName('need', tag)), ...subjects.map((each) => valueName('subject', each))]
  const written = [title, summary, ...named].join(' ').match(/[\p{L}\p{N}]+/gu) ?? []
  const spell = (word: string) => written.find((each) => plain(each) === word)?.toLocaleLowerCase() ?? word
  return found.split(' ').map(spell).join(' ')
}

export interface Spelled {
  readonly typed: string
  readonly found: readonly string[]
  /** It stands here as it was typed, too. */
  readonly also: boolean
}

/** Words that nobody wrote as they were typed, each once with what was taken for them. */
export function spelledIn(cards: readonly (Pick<FoundCard, 'matches'> & { readonly card: Written })[]): Spelled[] {
  const all = cards.flatMap(({ matches, card }) =>
    matches.map((match) => ({ ...match, found: asWritten(match.found, card) })),
  )
  const near = all.filter(({ how }) => how === 'spelling')
  const typed = [...new Set(near.map((match) => match.typed))]
  return typed.map((word) => ({
    typed: word,
    found: [...new Set(near.filter((match) => match.typed === word).map(({ found }) => found))],
    also: all.some((match) => match.typed === word && match.how !== 'spelling'),
  }))
}
