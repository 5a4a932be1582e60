import type { AchievementContent } from '../model.ts'
import { type ChangeKind, PART_OF, PARTS, type Part } from './change-kinds.ts'
import { type ContentField, type Field, fieldsOf } from './content-fields.ts'
import { structuralChanges } from './structural-changes.ts'
import { type IsWord, replacedWords, wordingOf } from './wording.ts'

export interface Change {
  kind: ChangeKind
  part: Part
  /** Which one: `C2`, `R1.a`, a code; empty where there is but one. */
  of: string
}

/** What a text is called when its words say something else now. Parts that no row names are compared as facts. */
const REWORDED = {
  competency: 'competency',
  title: 'wording',
  summary: 'wording',
  firstStep: 'wording',
  talkThrough: 'wording',
  aiNote: 'wording',
  methodName: 'method',
  methodText: 'method',
  component: 'method',
  rationale: 'rationale',
  question: 'prompts',
  prompt: 'prompts',
  requirementTitle: 'instructions',
  instructions: 'instructions',
  readyCheck: 'instructions',
  indicator: 'indicators',
  criterionTitle: 'criterionReworded',
  descriptor: 'criterionReworded',
} as const satisfies Partial<Record<Field, ChangeKind>>

export interface VersionChange {
  /** Null when nothing changed. */
  part: Part | null
  changes: readonly Change[]
}

/** What changed between two versions and how far the number must move at least. */
export function versionChange(before: AchievementContent, after: AchievementContent, isWord: IsWord): VersionChange {
  const kinds = [...rewordings(before, after, isWord), ...structuralChanges(before, after)]
  const changes = once(kinds.map(({ kind, of }) => ({ kind, of, part: PART_OF[kind] })))
  changes.sort((a, b) => PARTS.indexOf(b.part) - PARTS.indexOf(a.part))
  return { part: changes[0]?.part ?? null, changes }
}

/** The number after a change of that part. */
export function nextVersion(version: string, part: Part): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  if (part === 'major') return `${major + 1}.0.0`
  return part === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

/** Words that would be called misspelled, to be looked up before. */
export function wordsInDoubt(before: AchievementContent, after: AchievementContent): string[] {
  return [...new Set(texts(before, after).flatMap(({ was, is }) => replacedWords(was, is)))]
}

function rewordings(before: AchievementContent, after: AchievementContent, isWord: IsWord) {
  return texts(before, after).flatMap(({ kind, of, was, is }): { kind: ChangeKind; of: string }[] => {
    const wording = wordingOf(was, is, isWord)
    if (wording === 'same') return []
    return [{ kind: wording === 'other' ? kind : wording, of }]
  })
}

/** Texts that stand in both versions, each under its own name; what was added or removed is a fact of its own. */
function texts(before: AchievementContent, after: AchievementContent) {
  const old = new Map(fieldsOf(before).map((field) => [field.path, field]))
  return fieldsOf(after).flatMap(({ path, field, of, value }) => {
    const kind = (REWORDED as Partial<Record<Field, ChangeKind>>)[field]
    const was = textOf(old.get(path))
    return kind && was !== undefined && typeof value === 'string' ? [{ kind, of, was, is: value }] : []
  })
}

function textOf(field: ContentField | undefined): string | undefined {
  return typeof field?.value === 'string' ? field.value : undefined
}

function once(changes: readonly Change[]): Change[] {
  const seen = new Map(changes.map((change) => [`${change.kind} ${change.of.split(' ')[0]}`, change]))
  return [...seen.values()]
}
