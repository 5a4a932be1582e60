import type { FoundCard } from '../reads/cards.ts'

export interface Spelled {
  readonly typed: string
  readonly found: readonly string[]
  /** It stands here as it was typed, too. */
  readonly also: boolean
}

/** Words that nobody wrote as they were typed, each once with what was taken for them. */
export function spelledIn(cards: readonly Pick<FoundCard, 'matches'>[]): Spelled[] {
  const all = cards.flatMap(({ matches }) => matches)
  const near = all.filter(({ how }) => how === 'spelling')
  const typed = [...new Set(near.map((match) => match.typed))]
  return typed.map((word) => ({
    typed: word,
    found: [...new Set(near.filter((match) => match.typed === word).map(({ found }) => found))],
    also: all.some((match) => match.typed === word && match.how !== 'spelling'),
  }))
}
