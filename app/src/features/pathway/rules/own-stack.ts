import { isStackCode, type Kind } from '../model.ts'
import { keyOf, type Named, type StackRule } from './progress.ts'

/** A group of a stack or a step of a pathway as far as it is written: numbers are kept as they were typed. */
export interface DraftPart {
  readonly id: string
  readonly title: string
  readonly titleEs: string
  /** How many of its members it takes; of a step empty, all of them. */
  readonly min: string
  /** Steps that come before it. */
  readonly after: readonly string[]
}
/** A micro-credential, or of a pathway a stack. */
export type DraftMember = Named & {
  /** The group or step it stands in; empty, none yet. */
  readonly part: string
}
export const TAKES = ['all', 'some', 'groups'] as const

/** What an organization is writing; any of it may be missing or wrong. */
export interface StackContent {
  readonly title: string
  readonly summary: string
  readonly titleEs: string
  readonly summaryEs: string
  /** How many members a stack takes; a pathway has steps. */
  readonly takes: (typeof TAKES)[number]
  readonly anyOf: string
  readonly parts: readonly DraftPart[]
  readonly members: readonly DraftMember[]
}

export const MOST_MEMBERS = 60
export const MOST_PARTS = { stack: 6, pathway: 8 } as const satisfies Record<Kind, number>

export function blankStack(kind: Kind): StackContent {
  const words = { title: '', summary: '', titleEs: '', summaryEs: '' }
  const first: StackContent = { ...words, takes: 'all', anyOf: '', parts: [], members: [] }
  return kind === 'pathway' ? withPart(withPart(first, kind), kind) : first
}

/** True where members stand in parts: in every pathway, and in a stack of groups. */
export function hasParts(kind: Kind, { takes }: Pick<StackContent, 'takes'>): boolean {
  return kind === 'pathway' || takes === 'groups'
}

/** One more group or step; a step comes after the one above it until somebody says otherwise. */
export function withPart(content: StackContent, kind: Kind): StackContent {
  if (content.parts.length >= MOST_PARTS[kind]) return content
  const used = new Set(content.parts.map(({ id }) => id))
  const id = Array.from({ length: MOST_PARTS[kind] }, (_, at) => `p${at + 1}`).find((one) => !used.has(one)) ?? ''
  const before = content.parts.slice(-1).map((part) => part.id)
  const min = kind === 'pathway' ? '' : '1'
  const part = { id, title: '', titleEs: '', min, after: kind === 'pathway' ? before : [] }
  return { ...content, parts: [...content.parts, part] }
}

/** Without this part: its members stand in none, and what came after it comes after what stood before it. */
export function withoutPart(content: StackContent, id: string): StackContent {
  const before = content.parts.find((part) => part.id === id)?.after ?? []
  const parts = content.parts.filter((part) => part.id !== id)
  return {
    ...content,
    parts: parts.map((part) =>
      part.after.includes(id)
        ? { ...part, after: [...new Set([...part.after.filter((one) => one !== id), ...before])] }
        : part,
    ),
    members: content.members.map((member) => (member.part === id ? { ...member, part: '' } : member)),
  }
}

/** With these too: ids of micro-credentials, codes of stacks. */
export function withMembers(content: StackContent, keys: readonly string[]): StackContent {
  const known = new Set(content.members.map(keyOf))
  const fresh = [...new Set(keys)].filter((key) => !known.has(key))
  const members = [...content.members, ...fresh.map((key) => ({ ...namedBy(key), part: '' }))]
  return { ...content, members: members.slice(0, MOST_MEMBERS) }
}

function namedBy(key: string): Named {
  return isStackCode(key) ? { stack: key } : { achievementId: key }
}

export function withoutMember(content: StackContent, key: string): StackContent {
  return { ...content, members: content.members.filter((member) => keyOf(member) !== key) }
}

/** One place up or down among the others; at an end it stays where it is. */
export function withMoved(content: StackContent, key: string, by: -1 | 1): StackContent {
  const from = content.members.findIndex((member) => keyOf(member) === key)
  const [member, other] = [content.members[from], content.members[from + by]]
  if (!member || !other) return content
  return { ...content, members: content.members.with(from, other).with(from + by, member) }
}

/** A whole number as it was typed; NaN for anything else. */
export function numberIn(typed: string): number {
  return /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN
}

/** The rule of what is written, in the one form that everything else reads: as it would count now. */
export function ruleIn(kind: Kind, content: StackContent): StackRule {
  const { takes, anyOf, members } = content
  const parted = hasParts(kind, content)
  const parts = parted ? content.parts : []
  const sizeOf = (id: string) => members.filter(({ part }) => part === id).length
  const groups = parts.map(({ id, min, after }) => ({
    id,
    min: min.trim() === '' && kind === 'pathway' ? sizeOf(id) : numberIn(min) || 0,
    ...(kind === 'pathway' ? { after } : {}),
  }))
  const sum = groups.reduce((all, { min }) => all + min, 0)
  const some = numberIn(anyOf) || 0
  return {
    anyOf: parted ? sum : takes === 'all' ? members.length : some,
    groups,
    members: members.map(({ part, ...named }) => ({ ...named, group: parted && part !== '' ? part : null })),
  }
}
