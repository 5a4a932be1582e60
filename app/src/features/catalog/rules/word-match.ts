import type { Lexicon, Neighbors } from './lexicon.ts'
import { FIELD_WEIGHTS, HOW_WEIGHTS, type SearchField, type SearchText, type WordMatch } from './search-rank.ts'
import type { SearchTerm } from './search-words.ts'
import { formsOf } from './spelling.ts'

const FIELDS = [
  'code',
  'title',
  'competency',
  'keyMethod',
  'components',
  'rest',
] as const satisfies readonly SearchField[]

/** The words of one entry as numbers of the lexicon, field after field: made once, read at every search. */
export interface NumberedText {
  text: SearchText
  ids: Uint32Array
  /** Where each field of `FIELDS` ends. */
  ends: readonly number[]
}

export function numberedText({ idOf }: Lexicon, text: SearchText): NumberedText {
  const ids: number[] = []
  const ends = FIELDS.map((field) => {
    for (const word of text[field].trim().split(' ')) ids.push(idOf.get(word) ?? 0)
    return ids.length
  })
  return { text, ids: Uint32Array.from(ids), ends }
}

const GROUPS = ['synonyms', 'guesses'] as const
const GROUP_WORTH = {
  synonyms: { how: 'synonym', weight: FIELD_WEIGHTS.synonyms },
  guesses: { how: 'spelling', weight: FIELD_WEIGHTS.synonyms * HOW_WEIGHTS.spelling },
} as const

/** What a word or a phrase of the catalogue is to a term. */
interface Role {
  found: string
  /** The word itself: its place among the forms as one and as many. */
  whole?: number
  start?: true
  near?: true
  synonyms?: readonly string[]
  guesses?: readonly string[]
}

/** A term made ready to be looked for in many texts. */
export interface SoughtTerm {
  term: SearchTerm
  /** At 0 what a word is that is nothing to the term. */
  roles: readonly (Role | undefined)[]
  /** Of each word of the lexicon the place of its role. */
  places: Uint16Array
  phrases: readonly { line: string; role: Role }[]
}

type Around = Pick<Neighbors, 'starts' | 'near'>

/** @param around of a term that is one word */
export function soughtTerm({ idOf }: Lexicon, term: SearchTerm, around: Around = { starts: [], near: [] }): SoughtTerm {
  const all = rolesOf(term, around)
  const words = all.filter(({ found }) => idOf.has(found))
  const places = new Uint16Array(idOf.size + 1)
  for (const [at, { found }] of words.entries()) places[idOf.get(found) ?? 0] = at + 1
  const phrases = all.filter(({ found }) => found.includes(' ')).map((role) => ({ line: ` ${role.found} `, role }))
  return { term, roles: [undefined, ...words], places, phrases }
}

function rolesOf(term: SearchTerm, { starts, near }: Around): Role[] {
  const roles = new Map<string, Role>()
  const give = (found: string, more: Partial<Role>) => roles.set(found, { found, ...roles.get(found), ...more })
  for (const found of near) give(found, { near: true })
  for (const found of starts) give(found, { start: true })
  for (const [whole, form] of formsOf(term.typed).entries()) give(form, { whole })
  const named = GROUPS.flatMap((name) => term[name].flatMap((one) => formsOf(one).map((form) => ({ name, one, form }))))
  for (const { name, one, form } of named) give(form, { [name]: [...(roles.get(form)?.[name] ?? []), one] })
  return [...roles.values()]
}

interface InField {
  field: SearchField
  /** In the order in which they stand there. */
  roles: readonly Role[]
}

/** The best hit of a term in one entry. */
export function matchOf(sought: SoughtTerm, text: NumberedText): WordMatch | undefined {
  const fields = FIELDS.map((field, at) => ({ field, roles: rolesIn(sought, text, at) }))
  const known = [
    ...fields.flatMap((one) => hit(sought, one, wholeOf(one.roles), 'word')),
    ...fromGroup(sought, fields, 'synonyms'),
    ...fields.flatMap((one) => hit(sought, one, inside(one, 'start'), 'start')),
  ]
  // Spelling is asked only of a word that nothing surer answers.
  const spelled = known.length > 0 ? [] : fields.flatMap((one) => hit(sought, one, inside(one, 'near'), 'spelling'))
  return best([...known, ...spelled, ...fromGroup(sought, fields, 'guesses')])
}

function rolesIn({ roles, places, phrases }: SoughtTerm, { text, ids, ends }: NumberedText, at: number): Role[] {
  const here = new Set<Role | undefined>()
  for (const id of ids.subarray(ends[at - 1] ?? 0, ends[at])) here.add(roles[places[id] ?? 0])
  const line = text[FIELDS[at] ?? 'rest']
  for (const phrase of phrases) if (line.includes(phrase.line)) here.add(phrase.role)
  return [...here].filter((role) => role !== undefined)
}

function wholeOf(roles: readonly Role[]): Role | undefined {
  const place = ({ whole }: Role) => whole ?? Number.POSITIVE_INFINITY
  const [first] = roles.filter(({ whole }) => whole !== undefined).sort((a, b) => place(a) - place(b))
  return first
}

/** A code is typed whole or not at all. */
function inside({ field, roles }: InField, name: 'start' | 'near'): Role | undefined {
  return field === 'code' ? undefined : roles.find((role) => role[name])
}

function hit(
  { term: { typed } }: SoughtTerm,
  { field }: InField,
  role: Role | undefined,
  how: keyof typeof HOW_WEIGHTS,
): WordMatch[] {
  return role ? [{ typed, found: role.found, field, how, weight: FIELD_WEIGHTS[field] * HOW_WEIGHTS[how] }] : []
}

/** Each word or phrase of the groups where it stands first. */
function fromGroup({ term }: SoughtTerm, fields: readonly InField[], name: (typeof GROUPS)[number]): WordMatch[] {
  return term[name].flatMap((found) => {
    const first = fields.find(({ roles }) => roles.some((role) => role[name]?.includes(found)))
    return first ? [{ typed: term.typed, found, field: first.field, ...GROUP_WORTH[name] }] : []
  })
}

/** The worthiest; among equals the one that stands in the better place. */
function best(matches: readonly WordMatch[]): WordMatch | undefined {
  const place = ({ field }: WordMatch) => FIELD_WEIGHTS[field]
  const [top] = [...matches].sort((a, b) => b.weight - a.weight || place(b) - place(a))
  return top
}
