import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { Severity } from './rules/finding.ts'
import type { CriterionOutcome, EvidenceRow, SubmissionRow, SubmissionTables } from './tables.ts'

type Tables = Db<SubmissionTables>
type New<Table extends keyof SubmissionTables> = Omit<SubmissionTables[Table], 'tenantId'>

export interface NewSubmission {
  readonly id: string
  readonly learnerId: string
  readonly achievementId: string
  readonly achievementVersionId: string
  readonly unitId: string | null
  readonly salt: Buffer
  readonly startedAt: Date
}

export async function insertSubmission(db: Tables, { tenantId }: TenantScope, row: NewSubmission): Promise<void> {
  await on(db)
    .insertInto('submission')
    .values({ ...row, tenantId, status: 'draft', lastEditAt: row.startedAt })
    .execute()
}

export type SubmissionChange = Partial<
  Pick<
    SubmissionRow,
    | 'status'
    | 'achievementVersionId'
    | 'attemptNo'
    | 'aiUsed'
    | 'aiTools'
    | 'aiPurpose'
    | 'attestations'
    | 'activityFrom'
    | 'activityUntil'
    | 'showName'
    | 'lastEditAt'
    | 'undoUntil'
    | 'closedAt'
    | 'checks'
  >
>

export async function updateSubmission(
  db: Tables,
  { tenantId }: TenantScope,
  { id, checks, ...change }: SubmissionChange & { id: string },
): Promise<void> {
  await on(db)
    .updateTable('submission')
    .set((is) => ({
      ...change,
      ...(checks ? { checks: JSON.stringify(checks) } : {}),
      version: is('version', '+', 1),
    }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export interface SavedResponse {
  readonly submissionId: string
  readonly learnerId: string
  readonly promptId: string
  readonly body: string
  readonly words: number
  readonly revision: number
  readonly savedAt: Date
}

export async function upsertResponse(db: Tables, { tenantId }: TenantScope, row: SavedResponse): Promise<void> {
  const { body, words, revision, savedAt } = row
  await on(db)
    .insertInto('submissionResponse')
    .values({ ...row, tenantId })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'submissionId', 'promptId']).doUpdateSet({ body, words, revision, savedAt }),
    )
    .execute()
}

export interface NewEvidence
  extends Omit<
    EvidenceRow,
    'tenantId' | 'class' | 'visibility' | 'consentId' | 'shared' | 'position' | 'frozenAt' | 'removedAt' | 'erasedAt'
  > {
  readonly class?: EvidenceRow['class']
  readonly consentId?: string | null
  readonly shared?: boolean
}

/** Takes the last place of its requirement. */
export async function insertEvidence(db: Tables, { tenantId }: TenantScope, row: NewEvidence): Promise<void> {
  const { position } = await on(db)
    .selectFrom('evidence')
    .select((is) => is.fn.coalesce(is.fn.max('position'), is.val(0)).as('position'))
    .where('tenantId', '=', tenantId)
    .where('submissionId', '=', row.submissionId)
    .where('requirementId', '=', row.requirementId)
    .executeTakeFirstOrThrow()
  await on(db)
    .insertInto('evidence')
    .values({
      ...row,
      tenantId,
      captured: JSON.stringify(row.captured),
      facts: JSON.stringify(row.facts),
      position: position + 1,
    })
    .execute()
}

export interface EvidenceChange {
  readonly id: string
  readonly evidenceType?: string
  readonly class?: EvidenceRow['class']
  readonly visibility?: EvidenceRow['visibility']
  readonly consentId?: string | null
  readonly facts?: EvidenceRow['facts']
  readonly removedAt?: Date
}

export async function updateEvidence(
  db: Tables,
  { tenantId }: TenantScope,
  { id, facts, ...change }: EvidenceChange,
): Promise<void> {
  await on(db)
    .updateTable('evidence')
    .set({ ...change, ...(facts ? { facts: JSON.stringify(facts) } : {}) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** A piece that no attempt names leaves for good; its bytes go when nothing else names them. */
export async function deleteEvidence(db: Tables, { tenantId }: TenantScope, id: string): Promise<void> {
  await on(db).deleteFrom('evidence').where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

/** The content of a piece that an attempt names: what was judged stays as place, class, size and digest. */
export async function updateErased(
  db: Tables,
  { tenantId }: TenantScope,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('evidence')
    .set({ name: '', blobKey: null, body: null, url: null, captured: '{}', facts: '{}', erasedAt: at, removedAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('erasedAt', 'is', null)
    .execute()
}

export async function freezeEvidence(
  db: Tables,
  { tenantId }: TenantScope,
  { ids, at }: { ids: readonly string[]; at: Date },
): Promise<void> {
  if (ids.length === 0) return
  await on(db)
    .updateTable('evidence')
    .set({ frozenAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', 'in', ids)
    .where('frozenAt', 'is', null)
    .execute()
}

export interface NewAttempt {
  readonly id: string
  readonly submissionId: string
  readonly learnerId: string
  readonly attemptNo: number
  readonly manifest: Buffer
  readonly manifestDigest: string
  readonly submittedAt: Date
  readonly randomDraw: number
}

export async function insertAttempt(
  db: Tables,
  { tenantId }: TenantScope,
  row: NewAttempt,
  responses: readonly Omit<New<'attemptResponse'>, 'attemptId' | 'learnerId'>[],
): Promise<void> {
  await on(db)
    .insertInto('submissionAttempt')
    .values({ ...row, tenantId })
    .execute()
  if (responses.length === 0) return
  const of = { tenantId, attemptId: row.id, learnerId: row.learnerId }
  await on(db)
    .insertInto('attemptResponse')
    .values(responses.map((response) => ({ ...response, ...of })))
    .execute()
}

export async function updateAttempt(
  db: Tables,
  { tenantId }: TenantScope,
  { id, settings, ...change }: AttemptChange & { id: string },
): Promise<void> {
  await on(db)
    .updateTable('submissionAttempt')
    .set({ ...change, ...(settings ? { settings: JSON.stringify(settings) } : {}) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}
export interface AttemptChange {
  readonly admittedAt?: Date
  readonly dueAt?: Date
  readonly expectedAt?: Date
  readonly undoneAt?: Date
  readonly sentBackAt?: Date
  readonly settings?: object
}

export interface NewFinding {
  readonly attemptId: string
  readonly code: string
  readonly severity: Severity
  readonly requirementId: string
  readonly evidenceId: string
  readonly foundAt: Date
}

export async function insertFindings(
  db: Tables,
  { tenantId }: TenantScope,
  rows: readonly NewFinding[],
): Promise<void> {
  if (rows.length === 0) return
  await on(db)
    .insertInto('precheckFinding')
    .values(rows.map((row) => ({ ...row, tenantId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The holder of a credential, as the log told it; told twice is told once. */
export async function upsertEarned(
  db: Tables,
  { tenantId }: TenantScope,
  row: {
    learnerId: string
    achievementId: string
    credentialId: string
    submissionId: string
    validUntil: Date | null
  },
): Promise<void> {
  await on(db)
    .insertInto('earnedAchievement')
    .values({ ...row, tenantId })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'credentialId']).doUpdateSet({ validUntil: row.validUntil }),
    )
    .execute()
}

export async function endEarned(
  db: Tables,
  { tenantId }: TenantScope,
  { credentialId, at }: { credentialId: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('earnedAchievement')
    .set({ endedAt: at })
    .where('tenantId', '=', tenantId)
    .where('credentialId', '=', credentialId)
    .where('endedAt', 'is', null)
    .execute()
}

export interface DecidedRow {
  readonly submissionId: string
  readonly learnerId: string
  readonly criterionId: string
  readonly attemptId: string
  readonly state: CriterionOutcome
  readonly levelId: string | null
  readonly contentDigest: string
  readonly decidedAt: Date
}

export async function upsertDecided(
  db: Tables,
  { tenantId }: TenantScope,
  { submissionId, learnerId, criterionId, ...result }: DecidedRow,
): Promise<void> {
  await on(db)
    .insertInto('decidedCriterion')
    .values({ tenantId, submissionId, learnerId, criterionId, ...result })
    .onConflict((conflict) => conflict.columns(['tenantId', 'submissionId', 'criterionId']).doUpdateSet(result))
    .execute()
}
