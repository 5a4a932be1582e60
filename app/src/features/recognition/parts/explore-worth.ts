import type { Ctx } from '../../../platform/ctx.ts'
import type { ShelfCard } from '../../catalog/reads.ts'
import { countsHere } from '../views.ts'

/** For the search of the catalogue: which entries count where the reader belongs. It has no face; the facet is one. */
export async function load(ctx: Ctx<never>): Promise<{ counts: (entry: ShelfCard) => boolean } | null> {
  const counts = await countsHere(ctx)
  return counts && { counts }
}

export function Part(): null {
  return null
}
