import type { Kind } from '../model.ts'
import { layersOf } from './gates.ts'
import { type DraftMember, type DraftPart, hasParts, numberIn, type StackContent } from './own-stack.ts'
import { keyOf } from './progress.ts'

/** What keeps a draft from being published: the field it stands beside, and a sentence by its key. */
export interface OwnProblem {
  readonly field: string
  readonly because:
    | 'title'
    | 'summary'
    | 'number'
    | 'too-many'
    | 'members-few'
    | 'member-gone'
    | 'stack-gone'
    | 'stack-in-stack'
    | 'member-place'
    | 'parts-few'
    | 'part-title'
    | 'part-empty'
    | 'part-too-many'
    | 'cycle'
    | 'unreached'
  readonly values?: Readonly<Record<string, string | number>>
}

/** Everything that is wrong or missing; `known` are the keys of what may be put together now. */
export function ownProblems(kind: Kind, content: StackContent, known: ReadonlySet<string>): OwnProblem[] {
  return [
    ...wordProblems(content),
    ...takesProblems(kind, content),
    ...memberProblems(kind, content, known),
    ...(hasParts(kind, content) ? partProblems(kind, content) : []),
    ...(kind === 'pathway' ? orderProblems(content.parts) : []),
  ]
}

function isBetween(text: string, least: number, most: number): boolean {
  const length = [...text.trim()].length
  return length >= least && length <= most
}

function wordProblems(content: StackContent): OwnProblem[] {
  const { title, summary, titleEs, summaryEs, parts } = content
  const spanish = [titleEs, summaryEs, ...parts.map((part) => part.titleEs)].some((words) => words.trim() !== '')
  return [
    ...(isBetween(title, 4, 70) ? [] : [{ field: 'title', because: 'title' } as const]),
    ...(isBetween(summary, 40, 240) ? [] : [{ field: 'summary', because: 'summary' } as const]),
    ...(spanish && !isBetween(titleEs, 4, 70) ? [{ field: 'titleEs', because: 'title' } as const] : []),
    ...(spanish && !isBetween(summaryEs, 40, 240) ? [{ field: 'summaryEs', because: 'summary' } as const] : []),
  ]
}

function takesProblems(kind: Kind, content: StackContent): OwnProblem[] {
  if (kind === 'pathway' || content.takes !== 'some') return []
  const some = numberIn(content.anyOf)
  const size = content.members.length
  if (!(some >= 1)) return [{ field: 'anyOf', because: 'number' }]
  return some > size ? [{ field: 'anyOf', because: 'too-many', values: { min: some, size } }] : []
}

function memberProblems(kind: Kind, content: StackContent, known: ReadonlySet<string>): OwnProblem[] {
  const { members, parts } = content
  const few: OwnProblem[] = members.length < 2 ? [{ field: 'find', because: 'members-few', values: { kind } }] : []
  const places = new Set(parts.map(({ id }) => id))
  const isPlaced = ({ part }: DraftMember) => !hasParts(kind, content) || places.has(part)
  return [
    ...few,
    ...members.flatMap((member): OwnProblem[] => {
      const field = `members.${keyOf(member)}.part`
      if ('stack' in member && kind === 'stack')
        return [{ field, because: 'stack-in-stack', values: { code: member.stack } }]
      if (!known.has(keyOf(member))) return [{ field, because: 'stack' in member ? 'stack-gone' : 'member-gone' }]
      return isPlaced(member) ? [] : [{ field, because: 'member-place' }]
    }),
  ]
}

function partProblems(kind: Kind, content: StackContent): OwnProblem[] {
  const { parts } = content
  const few: OwnProblem[] =
    parts.length < (kind === 'pathway' ? 2 : 1) ? [{ field: 'parts', because: 'parts-few' }] : []
  return [...few, ...parts.flatMap((part) => onePart(kind, content, part))]
}

function onePart(kind: Kind, { members, titleEs, summaryEs, parts }: StackContent, part: DraftPart): OwnProblem[] {
  const size = members.filter((member) => member.part === part.id).length
  const spanish = [titleEs, summaryEs, ...parts.map((one) => one.titleEs)].some((words) => words.trim() !== '')
  const field = (name: string) => `parts.${part.id}.${name}`
  return [
    ...(isBetween(part.title, 4, 70) ? [] : [{ field: field('title'), because: 'part-title' } as const]),
    ...(spanish && !isBetween(part.titleEs, 4, 70)
      ? [{ field: field('titleEs'), because: 'part-title' } as const]
      : []),
    ...countProblems({ kind, size, typed: part.min, field: field('min') }),
  ]
}

interface Count {
  readonly kind: Kind
  readonly size: number
  readonly typed: string
  readonly field: string
}

function countProblems({ kind, size, typed, field }: Count): OwnProblem[] {
  if (size === 0) return [{ field, because: 'part-empty' }]
  if (kind === 'pathway' && typed.trim() === '') return []
  const min = numberIn(typed)
  if (!(min >= 1)) return [{ field, because: 'number' }]
  return min > size ? [{ field, because: 'part-too-many', values: { min, size } }] : []
}

/** Steps that wait for themselves, however far around; and steps behind such ones, which nobody ever reaches. */
function orderProblems(parts: readonly DraftPart[]): OwnProblem[] {
  const placed = layersOf(parts)
  const numberOf = new Map(parts.map(({ id }, at) => [id, at + 1]))
  return parts.flatMap((part): OwnProblem[] => {
    if (placed.has(part.id)) return []
    const field = `parts.${part.id}.after`
    const waits = part.after.filter((id) => !placed.has(id)).map((id) => numberOf.get(id) ?? 0)
    const values = { step: numberOf.get(part.id) ?? 0, steps: waits.join(', ') }
    return [{ field, because: isBehind(parts, part.id, part.id) ? 'cycle' : 'unreached', values }]
  })
}

/** True when the way back from one step leads to another. */
function isBehind(parts: readonly DraftPart[], from: string, wanted: string, seen = new Set<string>()): boolean {
  const after = parts.find(({ id }) => id === from)?.after ?? []
  return after.some((id) => {
    if (id === wanted) return true
    if (seen.has(id)) return false
    seen.add(id)
    return isBehind(parts, id, wanted, seen)
  })
}
