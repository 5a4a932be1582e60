import { type Insertable, sql, type Updateable } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { DismissalReason, Sliders } from '../model.ts'
import type { GrowthTables } from '../tables.ts'

type Tables = Db<GrowthTables>
type Own<Table extends keyof GrowthTables> = Omit<Insertable<GrowthTables[Table]>, 'personId'>

/** Limits are counted and kept one change at a time. */
export async function holdPerson(db: Tables, { personId }: PersonScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('growth ' || ${personId}, 0))`.execute(on(db))
}

export async function insertGoal(db: Tables, { personId }: PersonScope, row: Own<'goal'>): Promise<void> {
  await on(db)
    .insertInto('goal')
    .values({ ...row, personId })
    .execute()
}

export async function updateGoal(
  db: Tables,
  { personId }: PersonScope,
  { id, ...set }: { id: string } & Updateable<GrowthTables['goal']>,
): Promise<void> {
  await on(db).updateTable('goal').set(set).where('personId', '=', personId).where('id', '=', id).execute()
}

export async function deleteGoal(db: Tables, { personId }: PersonScope, id: string): Promise<void> {
  await on(db).deleteFrom('goal').where('personId', '=', personId).where('id', '=', id).execute()
}

export async function insertPlanItem(db: Tables, { personId }: PersonScope, row: Own<'planItem'>): Promise<void> {
  await on(db)
    .insertInto('planItem')
    .values({ ...row, personId })
    .execute()
}

export async function updatePlanItem(
  db: Tables,
  { personId }: PersonScope,
  { id, ...set }: { id: string } & Updateable<GrowthTables['planItem']>,
): Promise<void> {
  await on(db).updateTable('planItem').set(set).where('personId', '=', personId).where('id', '=', id).execute()
}

export async function upsertDismissal(
  db: Tables,
  { personId }: PersonScope,
  { achievementId, reason, at }: { achievementId: string; reason: DismissalReason; at: Date },
): Promise<void> {
  await on(db)
    .insertInto('dismissal')
    .values({ personId, achievementId, reason, at })
    .onConflict((conflict) => conflict.columns(['personId', 'achievementId']).doUpdateSet({ reason, at }))
    .execute()
}

export async function deleteDismissal(db: Tables, { personId }: PersonScope, achievementId: string): Promise<void> {
  await on(db)
    .deleteFrom('dismissal')
    .where('personId', '=', personId)
    .where('achievementId', '=', achievementId)
    .execute()
}

export async function upsertPreference(
  db: Tables,
  { personId }: PersonScope,
  { sliders, hideOverHours }: { sliders: Sliders; hideOverHours: number | null },
): Promise<void> {
  const row = { sliders: JSON.stringify(sliders), hideOverHours: hideOverHours === null ? null : String(hideOverHours) }
  await on(db)
    .insertInto('growthPreference')
    .values({ personId, ...row })
    .onConflict((conflict) => conflict.column('personId').doUpdateSet(row))
    .execute()
}

/** Records older than the promise go with the writing of a new one. */
export async function insertRun(
  db: Tables,
  { personId }: PersonScope,
  { keptSince, ...row }: Own<'suggestionRun'> & { keptSince: Date },
): Promise<void> {
  await on(db).deleteFrom('suggestionRun').where('personId', '=', personId).where('at', '<', keptSince).execute()
  await on(db)
    .insertInto('suggestionRun')
    .values({ ...row, personId })
    .execute()
}
