import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { AchievementContent, Alignment, Prerequisite } from '../../catalog/model.ts'
import type { Shelf } from '../../catalog/reads.ts'
import type { CatalogTables } from '../../catalog/tables.ts'

/** Of one published micro-credential, what a suggestion may look at. */
export interface CatalogItem {
  readonly id: string
  readonly code: string
  /** Null: the starter catalogue. */
  readonly creatorId: string | null
  readonly slug: string
  readonly title: string
  readonly version: string
  readonly publishedAt: Date
  readonly retiredAt: Date | null
  readonly facts: {
    readonly alignments: readonly Pick<Alignment, 'frameworkId' | 'itemId' | 'weight'>[]
    readonly prerequisites: readonly Prerequisite[]
    readonly audience: AchievementContent['audience']
    readonly grades: AchievementContent['grades']
    readonly subjects: readonly string[]
    readonly hours: number
  }
}

// Kept with the shelf it belongs to, titles in its language: a new import makes a new shelf.
const kept = new WeakMap<Shelf, readonly CatalogItem[]>()

/** The public catalogue in the order of ids, retired entries too: what is hidden is accounted for. */
export async function listItems(db: Db<CatalogTables>, shelf: Shelf): Promise<readonly CatalogItem[]> {
  const known = kept.get(shelf)
  if (known) return known
  const items = await on(db)
    .selectFrom('achievement as a')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .leftJoin('achievementTranslation as t', (join) =>
      join.onRef('t.achievementVersionId', '=', 'v.id').on('t.language', '=', shelf.language),
    )
    .select(['a.id', 'a.code', 'a.creatorId', 'a.slug', 'v.version', 'v.publishedAt', 'v.retiredAt'])
    .select(sql<string>`coalesce(t.title, v.title)`.as('title'))
    .select(
      sql<CatalogItem['facts']>`jsonb_build_object(
        'alignments', v.content -> 'alignments', 'prerequisites', v.content -> 'prerequisites',
        'audience', v.content -> 'audience', 'grades', v.content -> 'grades', 'subjects', v.content -> 'subjects',
        'hours', v.content #> '{effort,hours}')`.as('facts'),
    )
    .where('a.visibility', '=', 'public')
    .orderBy('a.id')
    .execute()
  if (shelf.stamp !== '') kept.set(shelf, items)
  return items
}

export interface ProvenLevel {
  readonly versionId: string
  readonly alignments: readonly Pick<Alignment, 'frameworkId' | 'itemId' | 'frameworkLevel'>[]
}

/** What the versions that were earned prove. */
export async function listProvenLevels(db: Db<CatalogTables>, versionIds: readonly string[]): Promise<ProvenLevel[]> {
  if (versionIds.length === 0) return []
  return on(db)
    .selectFrom('achievementVersion')
    .select(['id as versionId', sql<ProvenLevel['alignments']>`content -> 'alignments'`.as('alignments')])
    .where('id', 'in', [...new Set(versionIds)])
    .execute()
}
