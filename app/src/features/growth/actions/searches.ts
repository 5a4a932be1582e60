import { Conflict, NotFound } from '../../../lib/refusal.ts'
import type { SavedSearchInput } from '../model.ts'
import { listSearches } from '../reads/searches.ts'
import { mayKeepSearch } from '../rules/goals.ts'
import { deleteSearch, upsertSearch } from '../writes/searches.ts'
import { change, type World } from './world.ts'

/** Kept under a name; the same search a second time changes its name. */
export async function keepSearch(ctx: World, { name, address }: SavedSearchInput): Promise<void> {
  await change(ctx, async (tx) => {
    const kept = await listSearches(tx, ctx.person)
    const verdict = mayKeepSearch(kept.filter((search) => search.address !== address).length)
    if (!verdict.ok) throw new Conflict(verdict.because)
    await upsertSearch(tx, ctx.person, { id: ctx.newId(), name, address, createdAt: ctx.now() })
  })
}

export async function forgetSearch(ctx: World, id: string): Promise<void> {
  await change(ctx, async (tx) => {
    if (!(await deleteSearch(tx, ctx.person, id))) throw new NotFound('savedSearch')
  })
}
