import { sql } from 'kysely'
import { NotFound } from '../../lib/refusal.ts'
import { type Db, on, type PersonScope, type TenantScope } from '../../platform/ctx.ts'
import { historyOf, type LogTables } from '../../platform/log.ts'
import { AttemptManifest, type Edited, SubmissionEntry } from './model.ts'
import type { AttemptRow, EvidenceRow, ResponseRow, SubmissionRow, SubmissionTables } from './tables.ts'

type Tables = Db<SubmissionTables>

export type Attempt = Omit<AttemptRow, 'manifest'> & { readonly manifest: AttemptManifest }
export interface FrozenResponse {
  readonly promptId: string
  readonly body: string
  readonly words: number
}

export async function getSubmission(db: Tables, scope: TenantScope, id: string): Promise<SubmissionRow> {
  const row = await submissions(db, scope).where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('submission')
  return row
}

/** Held until the transaction ends: two moves of one Submission come one after the other. */
export async function getSubmissionForUpdate(db: Tables, scope: TenantScope, id: string): Promise<SubmissionRow> {
  const row = await submissions(db, scope).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('submission')
  return row
}

function submissions(db: Tables, { tenantId }: TenantScope) {
  return on(db).selectFrom('submission').selectAll().where('tenantId', '=', tenantId)
}

/** The learner's own, in whichever tenant it lies. */
export async function findOwnSubmission(
  db: Tables,
  { personId }: PersonScope,
  id: string,
): Promise<SubmissionRow | undefined> {
  return on(db)
    .selectFrom('submission')
    .selectAll()
    .where('learnerId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** All of a learner's work in every tenant, the latest touched first. */
export async function listOwnSubmissions(db: Tables, { personId }: PersonScope): Promise<SubmissionRow[]> {
  return on(db)
    .selectFrom('submission')
    .selectAll()
    .where('learnerId', '=', personId)
    .orderBy('lastEditAt', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

/** By when decisions on one's attempts that readers have now are expected. */
export async function listOwnDueDates(db: Tables, { personId }: PersonScope): Promise<ReadonlyMap<string, Date>> {
  const rows = await on(db)
    .selectFrom('submissionAttempt')
    .select(['submissionId', 'dueAt', 'expectedAt'])
    .where('learnerId', '=', personId)
    .where('admittedAt', 'is not', null)
    .orderBy('attemptNo')
    .execute()
  return new Map(
    rows.flatMap(({ submissionId, dueAt, expectedAt }) => {
      const at = expectedAt ?? dueAt
      return at ? [[submissionId, at] as const] : []
    }),
  )
}

export async function findOpenSubmission(
  db: Tables,
  { tenantId }: TenantScope,
  { learnerId, achievementId }: { learnerId: string; achievementId: string },
): Promise<SubmissionRow | undefined> {
  return on(db)
    .selectFrom('submission')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('learnerId', '=', learnerId)
    .where('achievementId', '=', achievementId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
}

/** An attempt as it was frozen; its manifest is parsed, so that nothing else can be in it. */
export async function getAttempt(db: Tables, scope: TenantScope, attemptId: string): Promise<Attempt> {
  const row = await on(db)
    .selectFrom('submissionAttempt')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', attemptId)
    .executeTakeFirst()
  if (!row) throw new NotFound('attempt')
  return parsed(row)
}

/** Every freeze of one Submission, the first one first; undone and sent-back ones among them. */
export async function listAttempts(db: Tables, scope: TenantScope, submissionId: string): Promise<Attempt[]> {
  const rows = await on(db)
    .selectFrom('submissionAttempt')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('submissionId', '=', submissionId)
    .orderBy('attemptNo')
    .execute()
  return rows.map(parsed)
}

function parsed(row: AttemptRow): Attempt {
  return { ...row, manifest: AttemptManifest.parse(JSON.parse(row.manifest.toString('utf8'))) }
}

/** The pieces that the manifest names, in its order, whatever became of the draft since. */
export async function listAttemptEvidence(db: Tables, scope: TenantScope, attemptId: string): Promise<EvidenceRow[]> {
  const { manifest } = await getAttempt(db, scope, attemptId)
  const ids = manifest.evidence.map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await on(db)
    .selectFrom('evidence')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', 'in', ids)
    .execute()
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** The answers of an attempt as they were submitted. */
export async function listResponses(db: Tables, scope: TenantScope, attemptId: string): Promise<FrozenResponse[]> {
  const rows = await on(db)
    .selectFrom('attemptResponse')
    .select(['promptId', 'body', 'words'])
    .where('tenantId', '=', scope.tenantId)
    .where('attemptId', '=', attemptId)
    .execute()
  const { manifest } = await getAttempt(db, scope, attemptId)
  return manifest.responses.flatMap(({ promptId }) => rows.find((row) => row.promptId === promptId) ?? [])
}

/** The draft's answers. */
export async function listDraftResponses(
  db: Tables,
  { tenantId }: TenantScope,
  submissionId: string,
): Promise<ResponseRow[]> {
  return on(db)
    .selectFrom('submissionResponse')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('submissionId', '=', submissionId)
    .orderBy('promptId')
    .execute()
}

/** The pieces of the draft, in the order of their places. */
export async function listEvidence(
  db: Tables,
  { tenantId }: TenantScope,
  submissionId: string,
): Promise<EvidenceRow[]> {
  return on(db)
    .selectFrom('evidence')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('submissionId', '=', submissionId)
    .where('removedAt', 'is', null)
    .orderBy('requirementId')
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Every piece there ever was in it, frozen, removed and erased ones too. */
export async function listPieces(db: Tables, { tenantId }: TenantScope, submissionId: string): Promise<EvidenceRow[]> {
  return on(db)
    .selectFrom('evidence')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('submissionId', '=', submissionId)
    .orderBy('id')
    .execute()
}

/** One learner's piece, also a frozen or removed one: a reader's address may still lead to it. */
export async function findOwnEvidence(
  db: Tables,
  { personId }: PersonScope,
  id: string,
): Promise<EvidenceRow | undefined> {
  return on(db)
    .selectFrom('evidence')
    .selectAll()
    .where('learnerId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Achievements this learner holds in force at that moment. */
export async function listEarned(
  db: Tables,
  { personId }: PersonScope,
  at: Date,
): Promise<{ achievementId: string; credentialId: string }[]> {
  return on(db)
    .selectFrom('earnedAchievement')
    .select(['achievementId', 'credentialId'])
    .where('learnerId', '=', personId)
    .where('endedAt', 'is', null)
    .where((is) => is.or([is('validUntil', 'is', null), is('validUntil', '>', at)]))
    .execute()
}

/** Works whose credential was taken back, and when; where another edition took its place, nothing was. */
export async function listTakenBack(db: Tables, { personId }: PersonScope): Promise<ReadonlyMap<string, Date>> {
  const rows = await on(db)
    .selectFrom('earnedAchievement')
    .select(['submissionId', 'endedAt'])
    .where('learnerId', '=', personId)
    .where('submissionId', 'is not', null)
    .execute()
  const held = new Set(rows.flatMap(({ submissionId, endedAt }) => (endedAt ? [] : [submissionId])))
  return new Map(
    rows.flatMap(({ submissionId, endedAt }) =>
      submissionId && endedAt && !held.has(submissionId) ? [[submissionId, endedAt] as const] : [],
    ),
  )
}

/** How each criterion was decided last. */
export async function listDecided(db: Tables, { tenantId }: TenantScope, submissionId: string) {
  return on(db)
    .selectFrom('decidedCriterion')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('submissionId', '=', submissionId)
    .orderBy('criterionId')
    .execute()
}

/** What the log says about one Submission; other rooms' lines about it are left out. */
export async function entriesOf(db: Db<LogTables>, tenantId: string, submissionId: string): Promise<SubmissionEntry[]> {
  const lines = await historyOf(db, tenantId, submissionId)
  return lines
    .filter(({ type }) => type.startsWith('submission.'))
    .map(({ type, at, body }) => SubmissionEntry.parse({ type, at, body }))
}

/** Whether the log tells of such an edit since then. */
export async function wasEdited(
  db: Db<LogTables>,
  { tenantId }: TenantScope,
  { submissionId, of, since }: { submissionId: string; of: Edited; since: Date },
): Promise<boolean> {
  const row = await on(db)
    .selectFrom('logEntry')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('subjectId', '=', submissionId)
    .where('type', '=', 'submission.edited')
    .where('at', '>', since)
    .where(sql`body ->> 'of'`, '=', of)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
