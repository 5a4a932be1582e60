import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { SubmissionTables } from '../tables.ts'

type Tables = Db<SubmissionTables>

/** The words of one work, drafted and sent in; how many there were. Count and digest of what was sent in stay. */
export async function eraseWords(
  db: Tables,
  { tenantId }: TenantScope,
  { submissionId }: { submissionId: string },
): Promise<number> {
  const drafted = await on(db)
    .deleteFrom('submissionResponse')
    .where('tenantId', '=', tenantId)
    .where('submissionId', '=', submissionId)
    .returning('promptId')
    .execute()
  const sent = await on(db)
    .updateTable('attemptResponse')
    .set({ body: '' })
    .where('tenantId', '=', tenantId)
    .where('body', '<>', '')
    .where('attemptId', 'in', (is) =>
      is
        .selectFrom('submissionAttempt')
        .select('id')
        .where('tenantId', '=', tenantId)
        .where('submissionId', '=', submissionId),
    )
    .returning('promptId')
    .execute()
  return drafted.length + sent.length
}

/** Answers of one work that differ from all that was sent in; how many there were. */
export async function eraseUnsent(
  db: Tables,
  { tenantId }: TenantScope,
  { submissionId }: { submissionId: string },
): Promise<number> {
  const gone = await on(db)
    .deleteFrom('submissionResponse as r')
    .where('r.tenantId', '=', tenantId)
    .where('r.submissionId', '=', submissionId)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('attemptResponse as sent')
            .innerJoin('submissionAttempt as a', (join) =>
              join.onRef('a.tenantId', '=', 'sent.tenantId').onRef('a.id', '=', 'sent.attemptId'),
            )
            .select('a.id')
            .where('a.tenantId', '=', tenantId)
            .where('a.submissionId', '=', submissionId)
            .whereRef('sent.promptId', '=', 'r.promptId')
            .whereRef('sent.body', '=', 'r.body'),
        ),
      ),
    )
    .returning('r.promptId')
    .execute()
  return gone.length
}

/** The manifest of an attempt without what its author wrote in it; the digest stays that of what was judged. */
export async function updateManifest(
  db: Tables,
  { tenantId }: TenantScope,
  { id, manifest }: { id: string; manifest: Buffer },
): Promise<void> {
  await on(db)
    .updateTable('submissionAttempt')
    .set({ manifest })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** What the learner said about the work; without the salt nothing leads from a digest back to what it is of. */
export async function eraseSaid(
  db: Tables,
  { tenantId }: TenantScope,
  { submissionId, salt }: { submissionId: string; salt: boolean },
): Promise<void> {
  await on(db)
    .updateTable('submission')
    .set({ aiTools: '', aiPurpose: '', checks: '{}', showName: false, ...(salt ? { salt: Buffer.alloc(0) } : {}) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', submissionId)
    .execute()
}

export async function deleteConsents(db: Tables, { personId }: PersonScope): Promise<number> {
  const gone = await on(db).deleteFrom('consent').where('personId', '=', personId).returning('id').execute()
  return gone.length
}
