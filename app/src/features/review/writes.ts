import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { ReviewTables } from './tables.ts'

type Tables = Db<ReviewTables>
type New<Name extends keyof ReviewTables> = Omit<ReviewTables[Name], 'tenantId'>

export * from './writes/bank.ts'
export * from './writes/evidence.ts'
export * from './writes/readers.ts'

export interface NewReview
  extends Pick<
    New<'review'>,
    'id' | 'attemptId' | 'submissionId' | 'slot' | 'familyId' | 'purpose' | 'criteria' | 'dueAt' | 'openedAt'
  > {}

/** False when the slot is taken: readings of an attempt are opened once. */
export async function insertReview(db: Tables, { tenantId }: TenantScope, review: NewReview): Promise<boolean> {
  const row = await on(db)
    .insertInto('review')
    .values({ ...review, tenantId, status: 'open' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export interface Leasing {
  readonly id: string
  readonly readerId: string | null
  readonly accountId: string
  readonly claimKey: string | null
  readonly at: Date
  readonly until: Date
}

export async function updateClaimed(
  db: Tables,
  { tenantId }: TenantScope,
  { id, readerId, accountId, claimKey, at, until }: Leasing,
): Promise<void> {
  await on(db)
    .updateTable('review')
    .set({ status: 'leased', readerId, accountId, claimKey, leaseStartedAt: at, leaseUntil: until })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Back to everybody; the sheet stays with who wrote it. `givenBackBy`: offered to that person last. */
export async function updateReopened(
  db: Tables,
  { tenantId }: TenantScope,
  { id, givenBackBy }: { id: string; givenBackBy?: string },
): Promise<void> {
  const free = { readerId: null, accountId: null, claimKey: null, leaseStartedAt: null, leaseUntil: null }
  const givenBack = givenBackBy ? { givenBack: sql<string[]>`array_append(given_back, ${givenBackBy}::uuid)` } : {}
  await on(db)
    .updateTable('review')
    .set({ status: 'open', ...free, ...givenBack })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export interface Saved {
  readonly id: string
  readonly version: number
  readonly leaseUntil: Date
}

export async function updateSaved(db: Tables, { tenantId }: TenantScope, saved: Saved): Promise<void> {
  await on(db)
    .updateTable('review')
    .set({ version: saved.version, leaseUntil: saved.leaseUntil })
    .where('tenantId', '=', tenantId)
    .where('id', '=', saved.id)
    .execute()
}

export interface Submitted {
  readonly id: string
  readonly at: Date
  readonly version: number
  readonly submitKey: string
  readonly seconds: number
  readonly provisional: boolean
}

export async function updateSubmitted(db: Tables, { tenantId }: TenantScope, given: Submitted): Promise<void> {
  const { id, at, version, submitKey, seconds, provisional } = given
  await on(db)
    .updateTable('review')
    .set({ status: 'submitted', submittedAt: at, submittedVersion: version, submitKey, seconds, provisional })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export async function updateUndone(
  db: Tables,
  { tenantId }: TenantScope,
  { id, leaseUntil }: { id: string; leaseUntil: Date },
): Promise<void> {
  await on(db)
    .updateTable('review')
    .set({ status: 'leased', leaseUntil, submittedAt: null, submittedVersion: null, submitKey: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export async function updateEnded(
  db: Tables,
  { tenantId }: TenantScope,
  { ids, status }: { ids: readonly string[]; status: 'settled' | 'cancelled' },
): Promise<void> {
  if (ids.length === 0) return
  await on(db)
    .updateTable('review')
    .set({ status, leaseUntil: null })
    .where('tenantId', '=', tenantId)
    .where('id', 'in', ids)
    .execute()
}

/** Whoever held a reading has a sheet of it, empty or not; an earlier one stays as it is. */
export async function insertSheet(
  db: Tables,
  { tenantId }: TenantScope,
  sheet: { reviewId: string; accountId: string; savedAt: Date },
): Promise<void> {
  await on(db)
    .insertInto('reviewSheet')
    .values({ ...sheet, tenantId, overall: '' })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function upsertSheet(
  db: Tables,
  { tenantId }: TenantScope,
  sheet: Omit<ReviewTables['reviewSheet'], 'tenantId'>,
): Promise<void> {
  await on(db)
    .insertInto('reviewSheet')
    .values({ ...sheet, tenantId })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'reviewId', 'accountId'])
        .doUpdateSet({ overall: sheet.overall, savedAt: sheet.savedAt }),
    )
    .execute()
}

export interface NewScore extends Omit<New<'score'>, 'anchors' | 'releasedAt' | 'bothWrong' | 'seconds'> {
  readonly anchors: readonly object[]
  readonly bothWrong?: boolean
  readonly seconds: number
}

export async function upsertScores(db: Tables, { tenantId }: TenantScope, scores: readonly NewScore[]): Promise<void> {
  if (scores.length === 0) return
  const rows = scores.map(({ anchors, ...score }) => ({ ...score, tenantId, anchors: JSON.stringify(anchors) }))
  await on(db)
    .insertInto('score')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'reviewId', 'accountId', 'criterionId']).doUpdateSet((is) => ({
        levelId: is.ref('excluded.levelId'),
        confidence: is.ref('excluded.confidence'),
        comment: is.ref('excluded.comment'),
        missing: is.ref('excluded.missing'),
        nextStep: is.ref('excluded.nextStep'),
        anchors: is.ref('excluded.anchors'),
        bothWrong: is.ref('excluded.bothWrong'),
        seconds: is.ref('excluded.seconds'),
        savedAt: is.ref('excluded.savedAt'),
      })),
    )
    .execute()
}

/** From a decision on, its scores are what was judged. */
export async function updateReleased(
  db: Tables,
  { tenantId }: TenantScope,
  { readings, at }: { readings: readonly { reviewId: string; accountId: string }[]; at: Date },
): Promise<void> {
  for (const { reviewId, accountId } of readings)
    await on(db)
      .updateTable('score')
      .set({ releasedAt: at })
      .where('tenantId', '=', tenantId)
      .where('reviewId', '=', reviewId)
      .where('accountId', '=', accountId)
      .execute()
}

export async function insertRouting(
  db: Tables,
  { tenantId }: TenantScope,
  { inputs, ...routing }: Omit<ReviewTables['routing'], 'tenantId' | 'inputs'> & { inputs: object },
): Promise<void> {
  await on(db)
    .insertInto('routing')
    .values({ ...routing, tenantId, inputs: JSON.stringify(inputs) })
    .execute()
}

export async function insertLift(
  db: Tables,
  { tenantId }: TenantScope,
  lift: { attemptId: string; liftedBy: string; reason: string; liftedAt: Date },
): Promise<void> {
  await on(db)
    .insertInto('readingLift')
    .values({ ...lift, tenantId })
    .execute()
}

export interface NewDecision {
  readonly id: string
  readonly attemptId: string
  readonly submissionId: string
  readonly learnerId: string
  readonly achievementVersionId: string
  readonly attemptNo: number
  readonly result: 'earned' | 'returned'
  readonly final: readonly object[]
  readonly rule: object
  readonly readings: readonly string[]
  readonly provisional: boolean
  readonly adjudicated: boolean
  readonly rubricDigest: string
  readonly manifestDigest: string
  readonly decidedAt: Date
}

export async function insertDecision(db: Tables, { tenantId }: TenantScope, decision: NewDecision): Promise<void> {
  const { final, rule, readings, ...row } = decision
  await on(db)
    .insertInto('decision')
    .values({
      ...row,
      tenantId,
      final: JSON.stringify(final),
      rule: JSON.stringify(rule),
      readings: JSON.stringify(readings),
    })
    .execute()
}
