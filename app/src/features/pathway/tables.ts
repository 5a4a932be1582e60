import type { ColumnType } from 'kysely'
import type { Kind } from './model.ts'
import type { StackRule } from './rules/progress.ts'

/** jsonb: read as parsed, written as text. */
type Json<T> = ColumnType<T, string, string>

export interface Words {
  readonly title: string
  readonly summary: string
  /** What each group or step of the rule is called. */
  readonly groups: Readonly<Record<string, string>>
}

/** English is what is signed; Spanish stands beside it where somebody wrote it. */
export interface StackWords {
  readonly en: Words
  readonly es?: Words
}

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
}
