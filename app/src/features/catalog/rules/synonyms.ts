import { plainWords } from './plain.ts'
import { areNear, isNear, singular } from './spelling.ts'

/** Groups of words that mean the same, from `catalog/synonyms.yaml`. */
export type SynonymGroups = readonly (readonly string[])[]

/** One of them with its words in plain form. */
export type Group = readonly string[]

/** The groups as every search asks them. */
export interface Synonyms {
  readonly groups: readonly Group[]
  readonly members: ReadonlySet<string>
  /** By the singular of a word or phrase. */
  readonly bySingular: ReadonlyMap<string, readonly Group[]>
  /** Phrases of several words, the longest first. */
  readonly phrases: readonly Phrase[]
}

interface Phrase {
  readonly text: string
  /** The singular of each word. */
  readonly words: readonly string[]
  readonly group: Group
}

const kept = new WeakMap<SynonymGroups, Synonyms>()

/** A list of groups is asked at every search and never changes: it is laid out once. */
export function synonymsOf(listed: SynonymGroups): Synonyms {
  const known = kept.get(listed) ?? laidOut(listed)
  kept.set(listed, known)
  return known
}

function laidOut(listed: SynonymGroups): Synonyms {
  const groups = listed.map((group) => group.map((member) => plainWords(member).join(' ')))
  const bySingular = new Map<string, Group[]>()
  for (const group of groups)
    for (const one of new Set(group.map(singular))) bySingular.set(one, [...(bySingular.get(one) ?? []), group])
  const phrases = groups.flatMap((group) =>
    group.filter((text) => text.includes(' ')).map((text) => ({ text, words: text.split(' ').map(singular), group })),
  )
  const members = new Set(groups.flat())
  return { groups, members, bySingular, phrases: phrases.sort((a, b) => b.text.length - a.text.length) }
}

export function groupsOf(typed: string, { bySingular }: Synonyms): readonly Group[] {
  return bySingular.get(singular(typed)) ?? []
}

/** Groups with a word or a phrase that is nearly the typed one. */
export function groupsNear(typed: string, { groups, phrases }: Synonyms): readonly Group[] {
  if (!typed.includes(' '))
    return groups.filter((group) => group.some((one) => !one.includes(' ') && isNear(typed, one)))
  const words = typed.split(' ').map(singular)
  const near = new Set(phrases.filter((phrase) => areNear(words, phrase.words)).map(({ group }) => group))
  return groups.filter((group) => near.has(group))
}

/** The longest word or phrase of the groups that the words begin with. */
export function phraseBeginning(words: readonly string[], { phrases, members }: Synonyms): string | undefined {
  const line = `${words.join(' ')} `
  const phrase = phrases.find(({ text }) => line.startsWith(`${text} `))
  return phrase?.text ?? words.slice(0, 1).find((word) => members.has(word))
}

/** Words typed that are nearly a phrase of the groups: as typed, because the phrase itself is only a guess. */
export function phraseNear(words: readonly string[], { phrases }: Synonyms): string | undefined {
  const singulars = words.map(singular)
  const longest = phrases
    .filter((phrase) => areNear(singulars.slice(0, phrase.words.length), phrase.words))
    .reduce((most, { words: { length } }) => Math.max(most, length), 0)
  return longest > 0 ? words.slice(0, longest).join(' ') : undefined
}
