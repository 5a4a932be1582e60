import type { Ctx, Db } from '../../../platform/ctx.ts'
import { listStackEntries } from '../../catalog/reads/for-stacks.ts'
import { openShelf } from '../../catalog/reads.ts'
import type { CardRow, CatalogTables } from '../../catalog/tables.ts'

/** What a line and a map say of one member. */
export type MemberCard = Pick<CardRow, 'code' | 'slug' | 'title' | 'summary' | 'hours' | 'language' | 'wordsIn'>

/** Members that are on the shelf, and of what these organizations keep for themselves the rest. */
export async function cardsOf(
  { locale }: Pick<Ctx<CatalogTables>, 'locale'>,
  tx: Db<CatalogTables>,
  { ids, sight }: { ids: readonly string[]; sight: readonly string[] },
): Promise<ReadonlyMap<string, MemberCard>> {
  const { byId } = await openShelf(tx, locale)
  const cards = new Map<string, MemberCard>(ids.flatMap((id) => [[id, byId.get(id)] as const]).flatMap(present))
  const missing = ids.filter((id) => !cards.has(id))
  if (missing.length === 0 || sight.length === 0) return cards
  for (const entry of await listStackEntries(tx, { ids: missing, sight, inside: true }))
    cards.set(entry.achievementId, entry)
  return cards
}

function present([id, card]: readonly [string, MemberCard | undefined]): [string, MemberCard][] {
  return card ? [[id, card]] : []
}
