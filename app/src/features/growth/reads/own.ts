import { sql } from 'kysely'
import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { Sliders } from '../model.ts'
import type { Activity, Dismissal, Earned, Goal, GrowthTables, PlanItem, SuggestionRun } from '../tables.ts'

type Tables = Db<GrowthTables>

/** Active goals first, each kind the oldest first. */
export async function listGoals(db: Tables, { personId }: PersonScope): Promise<Goal[]> {
  return on(db)
    .selectFrom('goal')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('status')
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

export async function getGoal(db: Tables, { personId }: PersonScope, id: string): Promise<Goal> {
  const row = await on(db)
    .selectFrom('goal')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('goal')
  return row
}

export async function listPlan(db: Tables, { personId }: PersonScope): Promise<PlanItem[]> {
  return on(db).selectFrom('planItem').selectAll().where('personId', '=', personId).orderBy('place').execute()
}

export async function listDismissals(db: Tables, { personId }: PersonScope): Promise<Dismissal[]> {
  return on(db).selectFrom('dismissal').selectAll().where('personId', '=', personId).execute()
}

export interface Preference {
  readonly sliders: Sliders
  readonly hideOverHours: number | null
}

export async function findPreference(db: Tables, { personId }: PersonScope): Promise<Preference> {
  const row = await on(db)
    .selectFrom('growthPreference')
    .selectAll()
    .where('personId', '=', personId)
    .executeTakeFirst()
  return { sliders: row?.sliders ?? {}, hideOverHours: row?.hideOverHours ? Number(row.hideOverHours) : null }
}

/** Credentials that were not taken back, expired ones among them. */
export async function listEarned(db: Tables, { personId }: PersonScope): Promise<Earned[]> {
  return on(db)
    .selectFrom('growthEarned')
    .selectAll()
    .where('personId', '=', personId)
    .where('achievementId', 'is not', null)
    .where('revokedAt', 'is', null)
    .orderBy('awardedAt')
    .orderBy('credentialId')
    .execute()
}

/** Work that has begun and not ended. */
export async function listActivity(db: Tables, { personId }: PersonScope): Promise<Activity[]> {
  return on(db)
    .selectFrom('growthActivity')
    .selectAll()
    .where('personId', '=', personId)
    .where('achievementId', 'is not', null)
    .where('endedAt', 'is', null)
    .orderBy('startedAt')
    .execute()
}

export async function findLastRun(db: Tables, { personId }: PersonScope): Promise<SuggestionRun | undefined> {
  return on(db)
    .selectFrom('suggestionRun')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function listRuns(db: Tables, { personId }: PersonScope, since: Date): Promise<SuggestionRun[]> {
  return on(db)
    .selectFrom('suggestionRun')
    .selectAll()
    .where('personId', '=', personId)
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(1000)
    .execute()
}

/** How often this person began it; the numbers of colleagues count people, not tries. */
export async function countBegun(db: Tables, { personId }: PersonScope, achievementId: string): Promise<number> {
  const rows = await on(db)
    .selectFrom('growthActivity')
    .select('submissionId')
    .where('personId', '=', personId)
    .where('achievementId', '=', achievementId)
    .execute()
  return rows.length
}

export async function countAwarded(db: Tables, { personId }: PersonScope, achievementId: string): Promise<number> {
  const rows = await on(db)
    .selectFrom('growthEarned')
    .select('credentialId')
    .where('personId', '=', personId)
    .where('achievementId', '=', achievementId)
    .execute()
  return rows.length
}

/** Something of one's own: a goal, a plan, a work, a credential, of now or of before. */
export async function learnsHere(db: Tables, { personId }: PersonScope): Promise<boolean> {
  const { rows } = await sql<{ learns: boolean }>`
    select exists (select from goal where person_id = ${personId})
      or exists (select from plan_item where person_id = ${personId})
      or exists (select from growth_activity where person_id = ${personId})
      or exists (select from growth_earned where person_id = ${personId}) as learns`.execute(on(db))
  return rows[0]?.learns ?? false
}
