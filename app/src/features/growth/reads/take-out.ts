import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { GrowthTables } from '../tables.ts'

type Tables = Db<GrowthTables & CatalogTables>

export async function listEveryGoal(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('goal')
    .select(['id', 'text', 'competencies', 'byDate', 'why', 'status', 'createdAt', 'endedAt'])
    .where('personId', '=', personId)
    .orderBy('createdAt')
    .execute()
}

export async function listEveryPlanItem(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('planItem as p')
    .innerJoin('achievement as a', 'a.id', 'p.achievementId')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['v.title as microCredential', 'a.code', 'p.version', 'p.state', 'p.startBy', 'p.withWhom', 'p.firstStep'])
    .select('p.createdAt')
    .where('p.personId', '=', personId)
    .orderBy('p.place')
    .execute()
}

export async function listEveryDismissal(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('dismissal as d')
    .innerJoin('achievement as a', 'a.id', 'd.achievementId')
    .select(['a.code', 'd.reason', 'd.at'])
    .where('d.personId', '=', personId)
    .orderBy('d.at')
    .execute()
}

export async function listEverySearch(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('savedSearch')
    .select(['name', 'address', 'createdAt'])
    .where('personId', '=', personId)
    .orderBy('createdAt')
    .execute()
}

export async function listEveryPreference(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('growthPreference')
    .select(['sliders', 'hideOverHours'])
    .where('personId', '=', personId)
    .execute()
}

export async function listEveryRun(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('suggestionRun')
    .select(['at', 'engineVersion', 'weights', 'list'])
    .where('personId', '=', personId)
    .orderBy('at')
    .execute()
}

/** What was earned anywhere, as plan and suggestions know it. */
export async function listEveryEarned(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('growthEarned as e')
    .leftJoin('achievement as a', 'a.id', 'e.achievementId')
    .leftJoin('achievementVersion as v', 'v.id', 'e.achievementVersionId')
    .select(['v.title as microCredential', 'a.code', 'e.awardedAt', 'e.validUntil', 'e.revokedAt'])
    .where('e.personId', '=', personId)
    .orderBy('e.awardedAt')
    .orderBy('e.credentialId')
    .execute()
}

/** What was begun anywhere, and when it ended. */
export async function listEveryActivity(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('growthActivity as g')
    .leftJoin('achievement as a', 'a.id', 'g.achievementId')
    .leftJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['g.submissionId', 'v.title as microCredential', 'a.code', 'g.startedAt', 'g.endedAt'])
    .where('g.personId', '=', personId)
    .orderBy('g.startedAt')
    .orderBy('g.submissionId')
    .execute()
}
