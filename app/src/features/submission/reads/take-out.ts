import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { SubmissionTables } from '../tables.ts'

type Tables = Db<SubmissionTables & CatalogTables & OrganizationTables>

/** Every work of the person, in whatever organization, the first one first. */
export async function listEveryWork(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('submission as s')
    .innerJoin('achievementVersion as v', 'v.id', 's.achievementVersionId')
    .innerJoin('publicIssuer as i', 'i.tenantId', 's.tenantId')
    .select(['s.id', 'v.title', 'v.version', 'i.name as organization', 's.status', 's.attemptNo', 's.startedAt'])
    .select(['s.lastEditAt', 's.closedAt', 's.aiUsed', 's.aiTools', 's.aiPurpose', 's.checks', 's.attestations'])
    .select(['s.activityFrom', 's.activityUntil', 's.showName'])
    .where('s.learnerId', '=', personId)
    .orderBy('s.startedAt')
    .orderBy('s.id')
    .execute()
}

/** The words of the drafts as they stand. */
export async function listEveryAnswer(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('submissionResponse')
    .select(['submissionId', 'promptId', 'body', 'words', 'savedAt'])
    .where('learnerId', '=', personId)
    .orderBy('submissionId')
    .orderBy('promptId')
    .execute()
}

/** What was sent in, as it was frozen. */
export async function listEveryAttempt(db: Tables, { personId }: PersonScope) {
  const rows = await on(db)
    .selectFrom('submissionAttempt')
    .select(['id', 'submissionId', 'attemptNo', 'manifest', 'submittedAt', 'admittedAt', 'undoneAt', 'sentBackAt'])
    .where('learnerId', '=', personId)
    .orderBy('submittedAt')
    .execute()
  return rows.map(({ manifest, ...row }) => ({ ...row, manifest: JSON.parse(manifest.toString('utf8')) as unknown }))
}

export async function listEverySentAnswer(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('attemptResponse')
    .select(['attemptId', 'promptId', 'body', 'words', 'sha256'])
    .where('learnerId', '=', personId)
    .orderBy('attemptId')
    .orderBy('promptId')
    .execute()
}

/** Every piece, erased ones too: of those, place, class, size and digest stand. */
export async function listEveryPiece(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('evidence')
    .select(['id', 'submissionId', 'requirementId', 'kind', 'evidenceType', 'name', 'mediaType', 'bytes', 'sha256'])
    .select(['blobKey', 'body', 'url', 'class', 'visibility', 'consentId', 'shared', 'captured'])
    .select(['addedAt', 'frozenAt', 'removedAt', 'erasedAt'])
    .where('learnerId', '=', personId)
    .orderBy('submissionId')
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function listEveryItem(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('inboxItem')
    .select(['id', 'kind', 'name', 'mediaType', 'bytes', 'sha256', 'blobKey', 'body', 'url', 'caption', 'captured'])
    .select(['receivedAt', 'expiresAt', 'sortedAt'])
    .where('personId', '=', personId)
    .orderBy('receivedAt')
    .orderBy('id')
    .execute()
}

export async function listEveryConsent(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('consent')
    .select(['id', 'scope', 'collectedBy', 'keptWhere', 'people', 'collectedOn', 'untilOn', 'createdAt', 'withdrawnAt'])
    .where('personId', '=', personId)
    .orderBy('createdAt')
    .execute()
}
