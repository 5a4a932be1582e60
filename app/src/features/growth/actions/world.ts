import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import type { AccountTables } from '../../account/tables.ts'
import { maySeePublicly } from '../../catalog/policy.ts'
import { type AchievementVersion, getCurrentVersion } from '../../catalog/reads.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import { mayKeep } from '../policy.ts'
import type { GrowthTables } from '../tables.ts'
import { holdPerson } from '../writes/own.ts'

export type GrowthWorld = GrowthTables & CatalogTables & FrameworkTables & AccountTables
export type World = Ctx<GrowthWorld>
export type Tx = Db<GrowthWorld>

/** One change of one's own notes; two at once come one after the other, so that a limit holds. */
export function change<Result>(ctx: World, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  insist(mayKeep(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    await holdPerson(tx, ctx.person)
    return work(tx)
  })
}

/** The entry as the catalogue shows it now; one that is no public page is not there. */
export async function publicEntry(tx: Tx, achievementId: string): Promise<AchievementVersion> {
  const version = await getCurrentVersion(tx, achievementId)
  if (!maySeePublicly(version).ok) throw new NotFound('achievement')
  return version
}
