import type { ColumnType } from 'kysely'
import type { Kind, StackWords } from './model.ts'
import type { StackContent } from './rules/own-stack.ts'
import type { StackRule } from './rules/progress.ts'
import type { Sealed } from './rules/seal.ts'

/** jsonb: read as parsed, written as text. */
type Json<T> = ColumnType<T, string, string>

export interface PathwayTables {
  stack: {
    code: string
    slug: string
    kind: Kind
    /** The version that counts now. */
    version: number
    /** Its place among the others; null: it is offered no more. */
    place: number | null
    /** Who made it; null: the starter catalogue. */
    creatorId: ColumnType<string | null, string | null | undefined, never>
    visibility: ColumnType<'public' | 'organization', 'public' | 'organization' | undefined, 'public' | 'organization'>
  }
  /** Written once: awards name it. */
  stackVersion: {
    code: string
    version: number
    /** Most of its members' strand: what its badge is drawn in. */
    strand: string
    words: Json<StackWords>
    rule: Json<StackRule>
    digest: string
    publishedAt: Date
  }
  stackDraft: {
    tenantId: string
    id: string
    kind: Kind
    /** What it is the next version of. */
    code: string | null
    state: ColumnType<StackDraftState, StackDraftState | undefined, StackDraftState>
    content: Json<StackContent>
    /** As it will be published, with the digest of what it says. */
    sealed: ColumnType<SealedStack | null, undefined, string | null>
    revision: ColumnType<number, number | undefined, number>
    createdBy: string
    createdAt: Date
    updatedBy: string
    updatedAt: Date
  }
  stackDraftAuthor: { tenantId: string; draftId: string; personId: string; since: Date }
  stackPublication: {
    tenantId: string
    id: string
    draftId: string
    revision: number
    proposedBy: string
    proposedAt: Date
    answeredBy: ColumnType<string | null, undefined, string>
    answeredAt: ColumnType<Date | null, undefined, Date>
    accepted: ColumnType<boolean | null, undefined, boolean>
  }
}

/** Ready: its words are settled and wait for two who wrote none of them. */
export type StackDraftState = 'draft' | 'ready' | 'published' | 'discarded'
export type SealedStack = Sealed & { readonly digest: string }
