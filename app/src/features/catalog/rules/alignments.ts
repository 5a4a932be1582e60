import { Invalid } from '../../../lib/refusal.ts'
import type { DraftContent } from './draft.ts'

/** A row of the alignments as far as it is written. */
export type AlignmentRow = NonNullable<DraftContent['alignments']>[number]

export const MOST_ALIGNMENTS = 20
const LONGEST_LABEL = 400

/** A statement that was chosen: `pick:cairn-teaching-practice LRN.1`. */
const PICK = /^pick:([a-z0-9-]{1,60}) (\S{1,120})$/
export function pickOf(said: string): { frameworkId: string; key: string } | undefined {
  const [, frameworkId, key] = PICK.exec(said) ?? []
  return frameworkId && key ? { frameworkId, key } : undefined
}

interface Statement {
  readonly itemId: string
  readonly label: string | null
  readonly words: string | null
  readonly uri: string | null
}

/** The draft aligned to one statement more; to one that it names already, as it was. */
export function withAlignment(content: DraftContent, frameworkId: string, statement: Statement): DraftContent {
  const rows = content.alignments ?? []
  if (rowOf(rows, { frameworkId, itemId: statement.itemId }) >= 0) return content
  if (rows.length >= MOST_ALIGNMENTS) throw new Invalid('alignments-full', {}, { most: MOST_ALIGNMENTS })
  const label = statement.label ?? statement.words
  const row = {
    ...{ frameworkId, itemId: statement.itemId },
    ...(statement.uri === null ? {} : { uri: statement.uri }),
    ...(label === null ? {} : { label: shortened(label) }),
    strength: 'full' as const,
  }
  return { ...content, alignments: [...rows, row] }
}

/** Where a statement stands among the rows; -1 when it does not. */
export function rowOf(
  rows: readonly AlignmentRow[],
  { frameworkId, itemId }: { frameworkId: string; itemId: string },
): number {
  return rows.findIndex((row) => row.frameworkId === frameworkId && row.itemId === itemId)
}

/** Words of a statement stay only while its framework lets them be passed on; of one that is not held here nobody can tell. */
export function withoutClosedWords(
  content: DraftContent,
  frameworks: ReadonlyMap<string, { readonly redistributable: boolean }>,
): DraftContent {
  const isClosed = (id: string | undefined) => frameworks.get(id ?? '')?.redistributable === false
  if (!content.alignments?.some((row) => row.label !== undefined && isClosed(row.frameworkId))) return content
  const alignments = content.alignments.map(({ label, ...row }) =>
    label === undefined || isClosed(row.frameworkId) ? row : { ...row, label },
  )
  return { ...content, alignments }
}

function shortened(text: string): string {
  const signs = [...text]
  return signs.length > LONGEST_LABEL ? `${signs.slice(0, LONGEST_LABEL - 1).join('')}…` : text
}

export interface AlignmentGroup {
  /** Empty for rows that name no statement. */
  readonly frameworkId: string
  readonly rows: readonly { readonly row: AlignmentRow; readonly place: number }[]
}

/** The rows by framework, each with its place in the draft. */
export function groupsOf(rows: readonly AlignmentRow[]): AlignmentGroup[] {
  const placed = rows.map((row, place) => ({ row, place, frameworkId: row.itemId ? (row.frameworkId ?? '') : '' }))
  return [...new Set(placed.map(({ frameworkId }) => frameworkId))].map((frameworkId) => ({
    frameworkId,
    rows: placed.filter((each) => each.frameworkId === frameworkId),
  }))
}

export interface Weights {
  readonly kind: 'equal' | 'whole' | 'some' | 'off'
  readonly given: readonly number[]
  readonly sum: number
  readonly count: number
}

const NEARLY = 1e-6

/** How much each row of one framework counts: all the same when none says, else they sum to 1. */
export function weightsOf(rows: readonly { readonly weight?: unknown }[]): Weights {
  const given = rows.flatMap(({ weight }) => (typeof weight === 'number' ? [weight] : []))
  const sum = given.reduce((total, weight) => total + weight, 0)
  const kind = () => {
    if (given.length === 0) return 'equal'
    if (given.length < rows.length) return 'some'
    return Math.abs(sum - 1) < NEARLY ? 'whole' : 'off'
  }
  return { kind: kind(), given, sum, count: rows.length }
}
