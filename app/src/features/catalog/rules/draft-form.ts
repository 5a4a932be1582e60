import type { DraftContent, SectionId } from './draft.ts'
import { type DraftField, type PlainField, type RowsField, SECTION_FIELDS } from './draft-fields.ts'

type Tree = Readonly<Record<string, unknown>>
/** What a form sent, nested by the dots in its names. */
export type Sent = Readonly<Record<string, unknown>>

const MOST_ITEMS = 60

/** The draft with one section as the form says it; the other sections stay as they are. */
export function withSection(content: DraftContent, section: SectionId, sent: Sent): DraftContent {
  const read = SECTION_FIELDS[section].reduce<Tree>(
    (tree, field) => put(tree, field.name.split('.'), readAs(field, at(sent, field.name), at(tree, field.name))),
    content as Tree,
  )
  return pruned(read) as DraftContent
}

/** What stands at a dotted path, if anything does. */
export function at(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((place, step) => (place as Tree | undefined)?.[step], tree)
}

function put(tree: Tree, [step = '', ...rest]: readonly string[], value: unknown): Tree {
  const { [step]: before, ...others } = tree
  const after = rest.length === 0 ? value : put((before ?? {}) as Tree, rest, value)
  return after === undefined ? others : { ...others, [step]: after }
}

function readAs(field: DraftField, sent: unknown, before: unknown): unknown {
  return field.kind === 'rows' ? rowsOf(field, sent, before) : plainOf(field, sent)
}

function plainOf({ kind }: PlainField, sent: unknown): unknown {
  if (kind === 'yes') return sent === 'yes'
  if (kind === 'many') return listed(sent)
  const typed = tidy(sent)
  if (kind === 'lines') return typed === '' ? [] : listed(typed.split('\n'))
  if (typed === '') return undefined
  // A number that is none stays as it was typed, for the linter to name.
  return kind === 'number' && Number.isFinite(Number(typed)) ? Number(typed) : typed
}

function tidy(sent: unknown): string {
  return typeof sent === 'string'
    ? sent
        .replace(/\p{Surrogate}/gu, '\ufffd')
        .replaceAll('\r\n', '\n')
        .normalize('NFC')
        .trim()
    : ''
}

function listed(sent: unknown): string[] {
  return (Array.isArray(sent) ? sent : [sent])
    .map(tidy)
    .filter((item) => item !== '')
    .slice(0, MOST_ITEMS)
}

/** Rows come under their places; each keeps the id it has, and what the form does not ask. */
function rowsOf({ fields, begins, most }: RowsField, sent: unknown, before: unknown): Tree[] {
  const known = (Array.isArray(before) ? before : []) as Tree[]
  return Object.entries((sent ?? {}) as Tree)
    .filter(([place, row]) => /^\d{1,2}$/.test(place) && typeof row === 'object' && row !== null)
    .sort(([a], [b]) => Number(a) - Number(b))
    .slice(0, most)
    .map(([, row]) => rowOf(fields, row as Tree, { known, begins }))
}

function rowOf(
  fields: readonly DraftField[],
  sent: Tree,
  { known, begins }: { known: readonly Tree[]; begins: Tree },
): Tree {
  const id = tidy(sent.id)
  const before = id === '' ? undefined : known.find((row) => row.id === id)
  const start: Tree = { ...(id === '' ? {} : { id }), ...(begins.unit === undefined ? {} : { unit: begins.unit }) }
  return fields.reduce<Tree>((row, field) => {
    if (field.name.endsWith('.*')) return put(row, [field.name.slice(0, -2)], textsOf(field.name.slice(0, -2), sent))
    const value = readAs(field, at(sent, field.name), at(before, field.name))
    return put(row, field.name.split('.'), value)
  }, start)
}

/** One text for each level, under the id of the level. */
function textsOf(name: string, sent: Tree): Tree {
  const texts = Object.entries((sent[name] ?? {}) as Tree).map(([level, text]) => [level, tidy(text)] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

/** A choice that is not taken leaves nothing of its details behind, and an empty group is absent. */
function pruned(tree: Tree): Tree {
  const { rubric, expiry, prerequisites, recognitionDefaults, firstStep, ...rest } = tree as DraftContent
  const rule = rubric?.rule
  return {
    ...rest,
    ...(firstStep === undefined ? {} : { firstStep }),
    ...(rubric && { rubric: { ...rubric, ...(rule && { rule: ruleAlone(rule as Tree) }) } }),
    ...(expiry && { expiry: expiry.kind === 'after' ? expiry : { kind: 'never' } }),
    ...(prerequisites && { prerequisites: prerequisites.map((one) => onlyOne(one as Tree)) }),
    ...(recognitionDefaults?.length ? { recognitionDefaults } : {}),
  }
}

function onlyOne({ achievementId, code, ...need }: Tree): Tree {
  return code === undefined && achievementId !== undefined
    ? { achievementId, ...need }
    : { ...(code ? { code } : {}), ...need }
}

function ruleAlone({ kind, k, minTotal, sectionMin }: Tree): Tree {
  if (kind === 'k_of_n') return { kind, ...(k === undefined ? {} : { k }) }
  if (kind === 'compensatory')
    return {
      kind,
      ...(minTotal === undefined ? {} : { minTotal }),
      ...(sectionMin === undefined ? {} : { sectionMin }),
    }
  return { kind: 'conjunctive' }
}

/** Flat names and what was typed under them, nested as a form is; names that end in [] gather. */
export function sentOf(typed: Readonly<Record<string, string | readonly string[]>>): Sent {
  return Object.entries(typed).reduce<Tree>(
    (tree, [name, value]) => put(tree, name.replace(/\[\]$/, '').split('.'), value),
    {},
  )
}

/** Every text of a section by its path, for two versions to be laid side by side. */
export function textsBy(content: DraftContent, section: SectionId): ReadonlyMap<string, string> {
  return new Map(SECTION_FIELDS[section].flatMap(({ name }) => leavesOf(at(content, name), name)))
}

function leavesOf(value: unknown, path: string): [string, string][] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[path, String(value)]]
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return [[path, value.join(', ')]]
  return Object.entries(value).flatMap(([step, inner]) => leavesOf(inner, `${path}.${step}`))
}

export interface Differing {
  readonly path: string
  readonly mine: string
  readonly theirs: string
}

/** Where two versions of a section part. */
export function differing(mine: DraftContent, theirs: DraftContent, section: SectionId): Differing[] {
  const [one, other] = [textsBy(mine, section), textsBy(theirs, section)]
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((path) => one.get(path) !== other.get(path))
    .map((path) => ({ path, mine: one.get(path) ?? '', theirs: other.get(path) ?? '' }))
}
