import { currentLocale } from '../../../text.ts'
import type { FoundCard } from '../reads/cards.ts'
import { plain } from '../rules/plain.ts'
import type { CardRow } from '../tables.ts'
import { valueName } from './labels.ts'

type Written = Pick<CardRow, 'title' | 'summary' | 'tags' | 'subjects'>

interface Spelling {
  readonly locale: string
  readonly words: ReadonlyMap<string, string>
}

/** A card stays as long as its shelf, which is of one language. */
const spellings = new WeakMap<Written, Spelling>()

/** A word as the entry writes it, with its accents: what is searched has none. */
export function asWritten(found: string, card: Written): string {
  const { words } = spellingOf(card)
  return found
    .split(' ')
    .map((word) => words.get(word) ?? word)
    .join(' ')
}

function spellingOf(card: Written): Spelling {
  const [known, locale] = [spellings.get(card), currentLocale()]
  if (known?.locale === locale) return known
  const named = [
    ...card.tags.map((tag) => valueName('need', tag)),
    ...card.subjects.map((each) => valueName('subject', each)),
  ]
  const written = [card.title, card.summary, ...named].join(' ').match(/[\p{L}\p{N}]+/gu) ?? []
  // The first of several stands.
  const words = new Map(written.toReversed().map((each) => [plain(each), each.toLocaleLowerCase()]))
  spellings.set(card, { locale, words })
  return { locale, words }
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
