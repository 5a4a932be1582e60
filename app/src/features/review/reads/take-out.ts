import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { DecisionRow, ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables>

/** Decisions about the person's work that stand, in whatever organization they were made. */
export async function listEveryDecision(db: Tables, { personId }: PersonScope): Promise<DecisionRow[]> {
  return on(db)
    .selectFrom('decision')
    .selectAll()
    .where('learnerId', '=', personId)
    .where('supersededAt', 'is', null)
    .orderBy('decidedAt')
    .orderBy('id')
    .execute()
}

/** What the person wrote as a reader in one organization; of whose work stands nowhere in it. */
export async function listWrittenSheets(db: Tables, { tenantId }: TenantScope, { personId }: PersonScope) {
  return on(db)
    .selectFrom('reviewSheet as s')
    .innerJoin('review as r', (join) => join.onRef('r.tenantId', '=', 's.tenantId').onRef('r.id', '=', 's.reviewId'))
    .select(['s.reviewId as reading', 'r.submittedAt', 's.overall', 's.savedAt'])
    .where('s.tenantId', '=', tenantId)
    .where('s.accountId', '=', personId)
    .orderBy('s.savedAt')
    .execute()
}

export async function listWrittenScores(db: Tables, { tenantId }: TenantScope, { personId }: PersonScope) {
  return on(db)
    .selectFrom('score')
    .select([
      'reviewId as reading',
      'criterionId',
      'levelId',
      'confidence',
      'comment',
      'missing',
      'nextStep',
      'savedAt',
    ])
    .where('tenantId', '=', tenantId)
    .where('accountId', '=', personId)
    .orderBy('savedAt')
    .orderBy('criterionId')
    .execute()
}

export async function listWrittenBankLines(db: Tables, { tenantId }: TenantScope, { personId }: PersonScope) {
  return on(db)
    .selectFrom('bankComment')
    .select(['text', 'writtenAt', 'retiredAt'])
    .where('tenantId', '=', tenantId)
    .where('writtenBy', '=', personId)
    .orderBy('writtenAt')
    .execute()
}

/** Levels of scoring sets that the person opened, in whatever organization. */
export async function listOwnOpenings(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('scoringKeyOpening')
    .select(['tenantId', 'setCode as set', 'openedAt'])
    .where('personId', '=', personId)
    .orderBy('openedAt')
    .execute()
}

/** Sheets of panels on scoring sets that the person was named for, in whatever organization. */
export async function listOwnPanelSheets(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('scoringPanelMember')
    .select(['tenantId', 'panelId as panel', 'levels', 'handedInAt'])
    .where('personId', '=', personId)
    .orderBy('panelId')
    .execute()
}

/** Where the person is or was a reader. */
export async function listEveryStanding(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('reader')
    .select(['tenantId', 'status', 'provisional', 'languages', 'since'])
    .where('accountId', '=', personId)
    .orderBy('since')
    .execute()
}
