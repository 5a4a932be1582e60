import type { ColumnType } from 'kysely'
import type { StackRule } from './rules/progress.ts'

/** jsonb: read as parsed, written as text. */
type Json<T> = ColumnType<T, string, string>

export interface Words {
  readonly title: string
  readonly summary: string
  /** What each group of the rule is called. */
  readonly groups: Readonly<Record<string, string>>
}

export interface PathwayTables {
  stack: {
    code: string
    slug: string
    /** Its place among the others. */
    place: number
    words: Json<Readonly<Record<'en' | 'es', Words>>>
    rule: Json<StackRule>
  }
}
