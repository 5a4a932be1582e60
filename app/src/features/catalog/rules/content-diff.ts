import type { AchievementContent } from '../model.ts'
import { type ContentField, type Field, fieldsOf } from './content-fields.ts'
import { diffMembers, diffWords, type Piece } from './text-diff.ts'

/** One part that differs between two versions. */
export interface FieldDiff {
  path: string
  field: Field
  of: string
  /** A list without an order, or a text. */
  list: boolean
  pieces: readonly Piece[]
}

/** Field by field, only what differs, in the order of the page: added and removed parts stand whole. */
export function diffContent(before: AchievementContent, after: AchievementContent): FieldDiff[] {
  const old = new Map(fieldsOf(before).map((field) => [field.path, field]))
  const now = fieldsOf(after)
  const kept = new Set(now.map(({ path }) => path))
  const gone = [...old.values()].filter(({ path }) => !kept.has(path))
  return [
    ...now.map((field) => diffField(old.get(field.path), field)),
    ...gone.map((field) => diffField(field, undefined)),
  ]
    .filter((diff) => diff !== undefined)
    .filter(({ pieces }) => pieces.some(({ kind }) => kind !== 'same'))
}

function diffField(before: ContentField | undefined, after: ContentField | undefined): FieldDiff | undefined {
  const named = after ?? before
  if (!named) return undefined
  const { path, field, of } = named
  const list = typeof named.value !== 'string'
  const pieces = list
    ? diffMembers(membersOf(before), membersOf(after))
    : diffWords(String(before?.value ?? ''), String(after?.value ?? ''))
  return { path, field, of, list, pieces }
}

function membersOf(field: ContentField | undefined): readonly string[] {
  if (field === undefined) return []
  return typeof field.value === 'string' ? [field.value] : field.value
}
