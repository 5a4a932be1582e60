import * as z from 'zod'
import { type DraftContent, type DraftNotes, type KeptFinding, SECTION_IDS } from './draft.ts'
import { at } from './draft-form.ts'
import type { Finding } from './draft-lint.ts'
import { fieldName } from './draft-places.ts'

export const REASON_LEAST = 10
export const REASON_MOST = 300

/** One remark is kept with a reason, or judged again: the button says which. */
export const KeepFinding = z.strictObject({
  section: z.enum(SECTION_IDS).default('about'),
  keep: z.string().max(64).default(''),
  release: z.string().max(64).default(''),
  reasons: z.record(z.string().max(64), z.string().trim().max(REASON_MOST, 'catalog.keep.reason.length')).default({}),
})
export type KeepFinding = z.infer<typeof KeepFinding>

export interface Judged extends Finding {
  /** Of the rule and the words it stands on: other words are another finding. */
  readonly key: string
  readonly kept: KeptFinding | null
}

/** Each finding with whether it was kept; an error never is. `digest` makes a short name of a long text. */
export function judged(
  findings: readonly Finding[],
  { content, notes }: { content: DraftContent; notes: DraftNotes },
  digest: (text: string) => string,
): Judged[] {
  const kept = new Map((notes.kept ?? []).map((each) => [each.key, each]))
  return findings.map((finding) => {
    const key = digest(standsOn(finding, content))
    return { ...finding, key, kept: finding.level === 'warning' ? (kept.get(key) ?? null) : null }
  })
}

/** The rule with the words it speaks of, wherever their row stands now. */
function standsOn({ code, path, message }: Finding, content: DraftContent): string {
  const words = leavesOf(at(content, path.replace(/ .*/, '')))
  return JSON.stringify([code, fieldName(path), message, words])
}

/** Blind to the order of keys, and to what is filled in when a draft is sent for review. */
function leavesOf(value: unknown): unknown[] {
  if (value === undefined || value === null || value === '' || typeof value === 'boolean') return []
  if (typeof value !== 'object') return [value]
  return Object.entries(value)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .flatMap(([name, inner]) => {
      const leaves = leavesOf(inner)
      return leaves.length > 0 ? [name, ...leaves] : []
    })
}

export interface Counts {
  readonly errors: number
  readonly warnings: number
  readonly kept: number
}

/** Kept remarks are counted apart: they wait for nobody. */
export function countsOf(findings: readonly { readonly level: string; readonly kept: object | null }[]): Counts {
  const errors = findings.filter(({ level }) => level === 'error').length
  const kept = findings.filter((finding) => finding.kept !== null).length
  return { errors, kept, warnings: findings.length - errors - kept }
}
