import { type Db, on } from '../../../platform/ctx.ts'
import type { GrowthTables } from '../tables.ts'

export interface PeerCount {
  readonly started: number
  readonly earned: number
}

/** By achievement: how many people of this role began it and earned it, on this whole installation. */
export async function listPeerCounts(
  db: Db<GrowthTables>,
  { workRole, demo }: { workRole: string; demo: boolean },
): Promise<Record<string, PeerCount>> {
  const rows = await on(db)
    .selectFrom('growthPeerCount')
    .select(['achievementId', 'started', 'earned'])
    .where('workRole', '=', workRole)
    .where('demo', '=', demo)
    .orderBy('achievementId')
    .execute()
  // An award whose start was never heard of counts as a start too.
  return Object.fromEntries(
    rows.map(({ achievementId, started, earned }) => [achievementId, { started: Math.max(started, earned), earned }]),
  )
}
