import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import { OWN_FRAMEWORK } from '../model.ts'
import { type Near, type Nearness, nearnessOf, nearTo } from '../rules/related.ts'
import type { CardRow, CatalogTables } from '../tables.ts'
import type { Shelf } from './shelf.ts'

export interface Related extends Near {
  readonly card: CardRow
}

/** Once for each shelf, and once for each entry that somebody looks at; they go with their shelf. */
const known = new WeakMap<Shelf, { nearness: Nearness; answers: Map<string, readonly Related[]> }>()

/** Up to three entries of the shelf that share topics or statements with this one. */
export async function listRelated(
  db: Db<CatalogTables>,
  shelf: Shelf,
  achievementId: string,
): Promise<readonly Related[]> {
  const { nearness, answers } = known.get(shelf) ?? (await lookedAt(db, shelf))
  const before = answers.get(achievementId)
  if (before) return before
  const related = nearTo(nearness, achievementId).flatMap((near) => {
    const card = shelf.byId.get(near.id)
    return card ? [{ ...near, card }] : []
  })
  if (nearness.all.has(achievementId)) answers.set(achievementId, related)
  return related
}

async function lookedAt(db: Db<CatalogTables>, shelf: Shelf) {
  const { rows } = await sql<{ id: string; statements: string[] }>`
    select s.achievement_id as id, array(
      select a ->> 'itemId' from jsonb_array_elements(v.content -> 'alignments') a where a ->> 'frameworkId' = ${OWN_FRAMEWORK}) as statements
    from achievement_search s join achievement e on e.id = s.achievement_id join achievement_version v on v.id = e.current_version_id
    where s.language = 'en'`.execute(on(db))
  const statements = new Map(rows.map((row) => [row.id, row.statements]))
  const entries = shelf.cards.map(({ achievementId: id, card: { strand, tags } }) => {
    return { id, strand, tags, statements: statements.get(id) ?? [] }
  })
  const looked = { nearness: nearnessOf(entries), answers: new Map<string, readonly Related[]>() }
  known.set(shelf, looked)
  return looked
}
