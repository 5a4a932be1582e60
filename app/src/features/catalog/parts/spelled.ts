import type { FoundCard } from '../reads/cards.ts'

export interface Spelled {
  readonly typed: string
  readonly found: readonly string[]
}

/** Words that nobody wrote as they were typed, each once with what was taken for them. */
export function spelledIn(cards: readonly Pick<FoundCard, 'matches'>[]): Spelled[] {
  const near = cards.flatMap(({ matches }) => matches.filter(({ how }) => how === 'spelling'))
  const typed = [...new Set(near.map((match) => match.typed))]
  return typed.map((word) => ({
    typed: word,
    found: [...new Set(near.filter((match) => match.typed === word).map(({ found }) => found))],
  }))
}
