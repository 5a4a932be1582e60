import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { ExemplarEnd, ExemplarState, OwnPiece, ShownExemplar } from '../rules/exemplar.ts'
import type { CatalogTables } from '../tables.ts'

type Catalog = Db<CatalogTables>

const SHOWN = ['id', 'criterionId', 'levelId', 'constructed', 'audience', 'words', 'mediaType', 'bytes'] as const
const MOST_SHOWN = 200

/** What whoever asks may be shown of one micro-credential: real ones first, the latest first. Revoked consents are asked anew by the view. */
export async function listShownExemplars(db: Catalog, achievementId: string): Promise<ShownExemplar[]> {
  return on(db)
    .selectFrom('shownExemplar')
    .select([...SHOWN, 'name', 'version', 'publishedAt'])
    .where('achievementId', '=', achievementId)
    .orderBy('constructed')
    .orderBy('publishedAt', 'desc')
    .orderBy('id')
    .limit(MOST_SHOWN)
    .execute()
}

export interface ExemplarFile {
  readonly blobKey: string
  readonly mediaType: string
  readonly bytes: number
  readonly audience: 'public' | 'members'
}

/** The copy of a file, for whoever may be shown it. */
export async function findShownFile(
  db: Catalog,
  { id, achievementId }: { id: string; achievementId?: string },
): Promise<ExemplarFile | undefined> {
  const row = await on(db)
    .selectFrom('shownExemplar')
    .select(['blobKey', 'mediaType', 'bytes', 'audience'])
    .where('id', '=', id)
    .$if(achievementId !== undefined, (one) => one.where('achievementId', '=', achievementId ?? ''))
    .executeTakeFirst()
  return row && fileOf(row)
}

function fileOf(row: { [Key in keyof ExemplarFile]: ExemplarFile[Key] | null }): ExemplarFile | undefined {
  const { blobKey, mediaType, bytes, audience } = row
  return blobKey && mediaType && bytes !== null && audience ? { blobKey, mediaType, bytes, audience } : undefined
}

let exemplified: { readonly mark: string; readonly ids: ReadonlySet<string> } | undefined

/**
 * Which entries have one for everybody.
 * @param mark changes with them, and was just read
 */
export async function listExemplified(db: Catalog, mark: string): Promise<ReadonlySet<string>> {
  if (exemplified?.mark === mark) return exemplified.ids
  const rows = await on(db).selectFrom('exemplified').select('achievementId').execute()
  const ids = new Set(rows.map(({ achievementId }) => achievementId))
  exemplified = { mark, ids }
  return ids
}

/** One's own pieces of one work. */
export async function listOwnPieces(db: Catalog, { personId }: PersonScope, submissionId: string) {
  return on(db)
    .selectFrom('ownPiece')
    .selectAll()
    .where('learnerId', '=', personId)
    .where('submissionId', '=', submissionId)
    .orderBy('id')
    .execute() as Promise<OwnPiece[]>
}

export interface Exemplar {
  tenantId: string
  id: string
  achievementId: string
  versionId: string
  criterionId: string
  levelId: string
  holderId: string | null
  audience: 'public' | 'members'
  showName: boolean
  words: string
  blobKey: string | null
  mediaType: string | null
  bytes: number | null
  state: ExemplarState
  offeredAt: Date
  publishedAt: Date | null
  reason: string
  endedAt: Date | null
  endedBecause: ExemplarEnd | null
}
const COLUMNS = ['tenantId', 'id', 'achievementId', 'versionId', 'criterionId', 'levelId', 'holderId'] as const
const MORE = ['audience', 'showName', 'words', 'blobKey', 'mediaType', 'bytes', 'state', 'offeredAt'] as const
const ENDS = ['publishedAt', 'reason', 'endedAt', 'endedBecause'] as const

function exemplars(db: Catalog) {
  return on(db)
    .selectFrom('exemplar')
    .select([...COLUMNS, ...MORE, ...ENDS])
}

/** One of the organization, its row held. */
export async function getExemplarForUpdate(db: Catalog, { tenantId }: TenantScope, id: string): Promise<Exemplar> {
  const row = await exemplars(db).where('tenantId', '=', tenantId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new NotFound('exemplar')
  return row
}

export async function findExemplar(db: Catalog, { tenantId }: TenantScope, id: string): Promise<Exemplar | undefined> {
  return exemplars(db).where('tenantId', '=', tenantId).where('id', '=', id).executeTakeFirst()
}

const MOST_OWN = 200

/** What a person ever lent, in whatever organization, the latest first. */
export async function listLent(db: Catalog, { personId }: PersonScope): Promise<Exemplar[]> {
  return exemplars(db)
    .where('holderId', '=', personId)
    .orderBy('offeredAt', 'desc')
    .orderBy('id')
    .limit(MOST_OWN)
    .execute()
}

/** Of the organization, in one state, the oldest first where somebody waits. */
export async function listExemplars(
  db: Catalog,
  { tenantId }: TenantScope,
  { state, limit }: { state: ExemplarState; limit: number },
): Promise<Exemplar[]> {
  return exemplars(db)
    .where('tenantId', '=', tenantId)
    .where('state', '=', state)
    .orderBy('offeredAt', state === 'offered' ? 'asc' : 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** What the person of this transaction still lends, and in which organization. */
export async function listStillLent(
  db: Catalog,
  { personId }: PersonScope,
): Promise<{ tenantId: string; id: string }[]> {
  return on(db)
    .selectFrom('exemplar')
    .select(['tenantId', 'id'])
    .where('holderId', '=', personId)
    .where('state', 'in', ['offered', 'published'])
    .execute()
}
