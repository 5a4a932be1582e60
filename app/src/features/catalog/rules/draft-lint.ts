import type { z } from 'zod'
import { type AchievementContent, AchievementFile } from '../model.ts'
import { askedForm } from './asked-form.ts'
import type { DraftContent, SectionId } from './draft.ts'
import { at } from './draft-form.ts'
import { sectionOfPath } from './draft-places.ts'
import { type Known, lintContent, type Taken } from './lint.ts'
import { error, type Problem } from './problem.ts'

/** What stands in the way of publishing, or is worth a second look, and where it is mended. */
export interface Finding extends Problem {
  readonly section: SectionId
  /** For the sentence: the limit and what is there, or the names of files. */
  readonly values: Readonly<Record<string, number | string>>
}

type Issue = z.core.$ZodIssue
type Tree = Readonly<Record<string, unknown>>

const ROUNDS = 8

/** Every finding on a draft, also on one that is half written: what is blank is named as blank and judged no further. */
export function lintDraft(draft: DraftContent, known: Known): Finding[] {
  const { file, shape, blank } = completed(fileOf(draft))
  const judged = lintContent(file as unknown as AchievementContent, known).filter(
    ({ path }) => !blank.some((place) => path === place || path.startsWith(`${place}.`)),
  )
  return [...shape, ...takenFrom(draft, known.taken), ...judged.map((problem) => asFinding(problem))]
}

/** Told while it is written, not first when it is to be published. */
export function takenFrom({ slug, code }: DraftContent, taken: readonly Taken[] = []): Finding[] {
  const said = {
    slug: error('slug', 'slug_taken', `${slug} is the address of another micro-credential.`),
    code: error('code', 'code_taken', `${code} is the code of another micro-credential of the organization.`),
  }
  return taken.map((field) => asFinding(said[field]))
}

/** The draft as the file it will be: the picture is drawn from its address. */
export function fileOf(draft: DraftContent): DraftContent {
  return draft.image ? draft : { ...draft, image: { kind: 'generated', seed: draft.slug ?? 'draft' } }
}

/** Fills what is absent with blanks, round by round, until only the words themselves can be wrong. */
export function completed(draft: DraftContent): { file: Tree; shape: Finding[]; blank: string[] } {
  const shape = new Map<string, Finding>()
  const blank: string[] = []
  let file = draft as Tree
  for (let round = 0; round < ROUNDS; round++) {
    const issues = AchievementFile.safeParse(file).error?.issues ?? []
    for (const issue of issues) note(shape, file, issue)
    const holes = issues.filter(isHole)
    if (holes.length === 0) break
    for (const issue of holes) {
      blank.push(issue.path.join('.'))
      file = filled(file, issue.path, blankFor(issue)) as Tree
    }
  }
  return { file: withDefaults(file), shape: [...shape.values()], blank }
}

/** What may be left out of a file stands there when it is judged. */
function withDefaults(file: Tree): Tree {
  const { part2, rubric } = file as DraftContent
  const requirements = part2?.requirements?.map((one) => ({ readyChecks: [], ...one }))
  const { rule = { kind: 'conjunctive' } } = rubric ?? {}
  return {
    ...{ tags: [], talkThrough: [], prerequisites: [] },
    ...file,
    rubric: { ...rubric, rule: { ...(rule.kind === 'compensatory' ? { sectionMin: {} } : {}), ...rule } },
    ...(requirements && { part2: { ...part2, requirements } }),
  }
}

/** A group that is absent is no finding of its own: its parts are. */
function note(shape: Map<string, Finding>, file: Tree, issue: Issue): void {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) noteUnknown(shape, [...issue.path, key].join('.'), issue.message)
    return
  }
  const path = issue.path.join('.')
  const value = at(file, path)
  const isAbsentGroup = value === undefined && issue.code === 'invalid_type' && issue.expected === 'object'
  if (isAbsentGroup || isNamed(shape, path)) return
  shape.set(path, asFinding({ path, level: 'error', ...said(issue, value) }))
}

/** Of a part that is of another kind altogether nothing is said of what it lacks. */
function isNamed(shape: ReadonlyMap<string, Finding>, path: string): boolean {
  return shape.has(path) || [...shape.values()].some((one) => one.code === 'form' && path.startsWith(`${one.path}.`))
}

/** Each field that a file of the catalogue has not, by its own name. */
function noteUnknown(shape: Map<string, Finding>, path: string, message: string): void {
  shape.set(path, asFinding({ path, level: 'error', code: 'unknown', message }))
}

const TOO_SMALL: Readonly<Record<string, string>> = { string: 'short', array: 'few' }
const TOO_BIG: Readonly<Record<string, string>> = { string: 'long', array: 'many' }

interface Said {
  code: string
  message: string
  values?: Finding['values']
}

function said(issue: Issue, value: unknown): Said {
  const { code, message } = issue
  if (value === undefined || value === '') return { code: 'missing', message }
  const now = sizeOf(value)
  if (code === 'too_small')
    return { code: TOO_SMALL[issue.origin] ?? 'low', message, values: { limit: Number(issue.minimum), now } }
  if (code === 'too_big')
    return { code: TOO_BIG[issue.origin] ?? 'high', message, values: { limit: Number(issue.maximum), now } }
  return code === 'custom' ? { code: 'control', message } : { code: 'form', message, values: askedForm(issue, value) }
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return [...value].length
  return Array.isArray(value) ? value.length : Number(value)
}

function isHole(issue: Issue): boolean {
  return ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code)
}

function blankFor(issue: Issue): unknown {
  if (issue.code === 'invalid_value') return issue.values[0]
  if (issue.code !== 'invalid_type') {
    const fallback = UNIONS[String(issue.path[0])]
    return issue.path.at(-1) === 'kind' ? fallback?.kind : fallback
  }
  const blanks: Record<string, unknown> = { string: '', array: [], object: {}, boolean: false, record: {} }
  return issue.expected in blanks ? blanks[issue.expected] : 0
}

/** What a choice between shapes falls back on while none is recognized. */
const UNIONS: Readonly<Record<string, Tree>> = {
  rubric: { kind: 'conjunctive' },
  expiry: { kind: 'never' },
  image: { kind: 'generated', seed: 'draft' },
  prerequisites: { code: 'A1', kind: 'recommended' },
}

export function filled(place: unknown, [step, ...rest]: readonly PropertyKey[], value: unknown): unknown {
  if (step === undefined) return value
  const inner = filled((place as Record<PropertyKey, unknown> | undefined)?.[step], rest, value)
  if (Array.isArray(place)) return place.map((item, index) => (index === step ? inner : item))
  return { ...(place as object | undefined), [step]: inner }
}

/** A problem with the part of the editor in which it is mended. */
export function asFinding(problem: Problem & { values?: Finding['values'] }): Finding {
  return { values: {}, ...problem, section: sectionOfPath(problem.path) }
}
