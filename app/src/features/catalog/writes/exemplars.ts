import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { Audience, ExemplarEnd } from '../rules/exemplar.ts'
import type { CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>

export interface NewExemplar {
  readonly id: string
  readonly achievementId: string
  readonly versionId: string
  readonly criterionId: string
  readonly levelId: string
  /** Whose work it is; null: constructed, and then somebody wrote it. */
  readonly lent: {
    readonly holderId: string
    readonly submissionId: string
    readonly evidenceId: string
    readonly class: 'A' | 'B'
    readonly consentId: string | null
  } | null
  readonly writtenBy: string | null
  readonly audience: Audience
  readonly showName: boolean
  readonly words: string
  readonly file: { readonly blobKey: string; readonly mediaType: string; readonly bytes: number } | null
  readonly offeredAt: Date
}

/** False when the same piece is lent for this criterion already. */
export async function insertExemplar(
  db: Catalog,
  { tenantId }: TenantScope,
  { lent, file, ...row }: NewExemplar,
): Promise<boolean> {
  const whose = lent ?? { holderId: null, submissionId: null, evidenceId: null, class: null, consentId: null }
  const copy = file ?? { blobKey: null, mediaType: null, bytes: null }
  const made = await on(db)
    .insertInto('exemplar')
    .values({ tenantId, ...row, ...whose, ...copy })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export async function publishExemplar(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, by, at }: { id: string; by: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('exemplar')
    .set({ state: 'published', publishedBy: by, publishedAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** It is over, and with it go words, file and name. */
export async function endExemplar(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, because, reason = '', at }: { id: string; because: ExemplarEnd; reason?: string; at: Date },
): Promise<void> {
  const state = because === 'declined' ? 'declined' : 'withdrawn'
  const gone = { words: '', blobKey: null, mediaType: null, bytes: null, showName: false }
  await on(db)
    .updateTable('exemplar')
    .set({ ...gone, state, reason, endedAt: at, endedBecause: because })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}
