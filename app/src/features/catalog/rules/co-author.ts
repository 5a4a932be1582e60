import * as z from 'zod'
import { SECTION_IDS, type SectionId } from './draft.ts'

/** Somebody is asked into a draft, or no longer; the page it was said on is opened again. */
export const InviteAuthor = z.strictObject({
  personId: z.uuid('catalog.authors.choose.missing'),
  deed: z.enum(['invite', 'remove']).default('invite'),
  section: z.enum(SECTION_IDS).default('about'),
})
export type InviteAuthor = z.infer<typeof InviteAuthor>

export interface AuthorRow {
  readonly personId: string
  readonly wroteAt: Date | null
  readonly wroteIn: string | null
}
export interface WritingBeside {
  readonly personId: string
  readonly at: Date
  /** The part, when it was one. */
  readonly section: SectionId | null
}

const RECENT_MS = 10 * 60_000

/** Who else wrote in the draft a moment ago, the latest first. */
export function writingBeside(rows: readonly AuthorRow[], reader: string, now: Date): WritingBeside[] {
  return rows
    .flatMap(({ personId, wroteAt, wroteIn }) =>
      wroteAt && personId !== reader && now.getTime() - wroteAt.getTime() <= RECENT_MS
        ? [{ personId, at: wroteAt, section: SECTION_IDS.find((id) => id === wroteIn) ?? null }]
        : [],
    )
    .sort((a, b) => b.at.getTime() - a.at.getTime())
}
