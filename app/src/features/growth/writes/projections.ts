import { sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { GrowthTables } from '../tables.ts'

type Tables = Db<GrowthTables>

export interface Begun {
  readonly submissionId: string
  readonly achievementId: string
  readonly at: Date
}

/** True when the line is new: it may be heard again, and after the line about its end. */
export async function upsertBegun(
  db: Tables,
  { personId }: PersonScope,
  { submissionId, achievementId, at }: Begun,
): Promise<boolean> {
  const rows = await on(db)
    .insertInto('growthActivity')
    .values({ personId, submissionId, achievementId, startedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'submissionId'])
        .doUpdateSet({ achievementId, startedAt: at })
        .where('growthActivity.achievementId', 'is', null),
    )
    .returning('submissionId')
    .execute()
  return rows.length > 0
}

export async function upsertEnded(
  db: Tables,
  { personId }: PersonScope,
  { submissionId, at }: { submissionId: string; at: Date },
): Promise<void> {
  await on(db)
    .insertInto('growthActivity')
    .values({ personId, submissionId, endedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'submissionId'])
        .doUpdateSet({ endedAt: at })
        .where('growthActivity.endedAt', 'is', null),
    )
    .execute()
}

export interface Award {
  readonly credentialId: string
  readonly achievementId: string
  readonly achievementVersionId: string
  readonly awardedAt: Date
  readonly validUntil: Date | null
}

/** True when the line is new. */
export async function upsertAwarded(
  db: Tables,
  { personId }: PersonScope,
  { credentialId, ...award }: Award,
): Promise<boolean> {
  const rows = await on(db)
    .insertInto('growthEarned')
    .values({ personId, credentialId, ...award })
    .onConflict((conflict) =>
      conflict.columns(['personId', 'credentialId']).doUpdateSet(award).where('growthEarned.achievementId', 'is', null),
    )
    .returning('credentialId')
    .execute()
  return rows.length > 0
}

export async function upsertRevoked(
  db: Tables,
  { personId }: PersonScope,
  { credentialId, at }: { credentialId: string; at: Date },
): Promise<void> {
  await on(db)
    .insertInto('growthEarned')
    .values({ personId, credentialId, revokedAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'credentialId'])
        .doUpdateSet({ revokedAt: at })
        .where('growthEarned.revokedAt', 'is', null),
    )
    .execute()
}

/** What was earned is done, wherever it stood in the plan. */
export async function closePlanItem(db: Tables, { personId }: PersonScope, achievementId: string): Promise<void> {
  await on(db)
    .updateTable('planItem')
    .set({ state: 'done' })
    .where('personId', '=', personId)
    .where('achievementId', '=', achievementId)
    .execute()
}

export interface PeerStep {
  readonly achievementId: string
  readonly workRole: string
  readonly demo: boolean
  readonly step: 'started' | 'earned'
}

export async function addPeer(db: Tables, { achievementId, workRole, demo, step }: PeerStep): Promise<void> {
  const one = { started: step === 'started' ? 1 : 0, earned: step === 'earned' ? 1 : 0 }
  await on(db)
    .insertInto('growthPeerCount')
    .values({ achievementId, workRole, demo, ...one })
    .onConflict((conflict) =>
      conflict.columns(['achievementId', 'workRole', 'demo']).doUpdateSet({
        started: sql`growth_peer_count.started + ${one.started}`,
        earned: sql`growth_peer_count.earned + ${one.earned}`,
      }),
    )
    .execute()
}
