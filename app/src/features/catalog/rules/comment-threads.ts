import { sectionOfPlace } from './comment-places.ts'
import type { SectionId } from './draft.ts'

interface Written {
  readonly id: string
  readonly text: string
  readonly writtenBy: string
  readonly writtenAt: Date
}
/** A comment as it is kept; an answer names the comment above it. */
export interface KeptComment extends Written {
  readonly place: string
  readonly answers: string | null
  readonly resolvedBy: string | null
  readonly resolvedAt: Date | null
}
export interface Said {
  readonly id: string
  readonly text: string
  readonly by: string
  readonly at: Date
}
export interface Thread extends Said {
  readonly place: string
  readonly section: SectionId
  readonly done: { readonly by: string; readonly at: Date } | null
  readonly answers: readonly Said[]
}

/** Comments in the order written, each with its answers. Texts change under them; they stay. */
export function threadsOf(kept: readonly KeptComment[], name: (personId: string) => string): Thread[] {
  const said = ({ id, text, writtenBy, writtenAt }: Written): Said => ({ id, text, by: name(writtenBy), at: writtenAt })
  return kept
    .filter(({ answers }) => answers === null)
    .map((comment) => ({
      ...said(comment),
      place: comment.place,
      section: sectionOfPlace(comment.place),
      done:
        comment.resolvedBy !== null && comment.resolvedAt !== null
          ? { by: name(comment.resolvedBy), at: comment.resolvedAt }
          : null,
      answers: kept.filter(({ answers }) => answers === comment.id).map(said),
    }))
}

/** How many comments wait beside a part. */
export function openIn(threads: readonly Pick<Thread, 'section' | 'done'>[], section: SectionId): number {
  return threads.filter((thread) => thread.section === section && thread.done === null).length
}
