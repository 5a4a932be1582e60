import type { Selectable } from 'kysely'
import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'
import type { Draft } from './drafts.ts'

type Catalog = Db<CatalogTables>
export type DraftAnswer = Selectable<CatalogTables['draftAnswer']>
export type Publication = Selectable<CatalogTables['draftPublication']>

/** Who is asked to read it now. */
export async function listReviewers(db: Catalog, { tenantId }: TenantScope, draftId: string): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('draftReviewer')
    .select('personId')
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .where('endedAt', 'is', null)
    .orderBy('assignedAt')
    .orderBy('personId')
    .execute()
  return rows.map(({ personId }) => personId)
}

/** Everything that was answered, the latest revision first: a form begins with what its person said last. */
export async function listAnswers(db: Catalog, { tenantId }: TenantScope, draftId: string): Promise<DraftAnswer[]> {
  return on(db)
    .selectFrom('draftAnswer')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .orderBy('revision', 'desc')
    .orderBy('component')
    .execute()
}

/** Who signed these very words off. */
export async function listSignOffs(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, revision }: Pick<Draft, 'id' | 'revision'>,
): Promise<{ personId: string; signedAt: Date }[]> {
  return on(db)
    .selectFrom('draftSignOff')
    .select(['personId', 'signedAt'])
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', id)
    .where('revision', '=', revision)
    .orderBy('signedAt')
    .execute()
}

export async function listWaivers(
  db: Catalog,
  { tenantId }: TenantScope,
  { id, revision }: Pick<Draft, 'id' | 'revision'>,
) {
  return on(db)
    .selectFrom('draftWaiver')
    .select(['component', 'reason'])
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', id)
    .where('revision', '=', revision)
    .orderBy('component')
    .execute()
}

/** A number that one quality lead has named and nobody has answered. */
export async function findOpenPublication(
  db: Catalog,
  { tenantId }: TenantScope,
  draftId: string,
): Promise<Publication | undefined> {
  return on(db)
    .selectFrom('draftPublication')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('draftId', '=', draftId)
    .where('answeredAt', 'is', null)
    .executeTakeFirst()
}

export async function getOpenPublication(db: Catalog, scope: TenantScope, draftId: string): Promise<Publication> {
  const found = await findOpenPublication(db, scope, draftId)
  if (!found) throw new NotFound('publication')
  return found
}

/** Organizations that asked the person to read a draft, as the person's own rows say. */
export async function listTenantsAsking(db: Catalog, { personId }: PersonScope): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('draftReviewer')
    .select('tenantId')
    .distinct()
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
  return rows.map(({ tenantId }) => tenantId)
}

/** Drafts of the organization that wait for this person's word as a reviewer. */
export async function listWaitingForReader(
  db: Catalog,
  { tenantId }: TenantScope,
  { personId }: PersonScope,
): Promise<Draft[]> {
  return on(db)
    .selectFrom('achievementDraft as d')
    .innerJoin('draftReviewer as r', (join) =>
      join.onRef('r.tenantId', '=', 'd.tenantId').onRef('r.draftId', '=', 'd.id'),
    )
    .selectAll('d')
    .where('d.tenantId', '=', tenantId)
    .where('r.personId', '=', personId)
    .where('r.endedAt', 'is', null)
    .where('d.state', '=', 'inReview')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('draftSignOff as s')
            .select('s.draftId')
            .whereRef('s.tenantId', '=', 'd.tenantId')
            .whereRef('s.draftId', '=', 'd.id')
            .whereRef('s.revision', '=', 'd.revision')
            .where('s.personId', '=', personId),
        ),
      ),
    )
    .orderBy('d.updatedAt')
    .orderBy('d.id')
    .limit(50)
    .execute()
}

/** What a person answered about drafts of others and of their own, in whatever organization. */
export async function listGivenAnswers(db: Catalog, { personId }: PersonScope) {
  return on(db)
    .selectFrom('draftAnswer')
    .select(['tenantId', 'draftId', 'revision', 'component', 'answer', 'comment', 'answeredAt'])
    .where('personId', '=', personId)
    .orderBy('answeredAt')
    .orderBy('component')
    .execute()
}

/** The texts a person signed off. */
export async function listGivenSignOffs(db: Catalog, { personId }: PersonScope) {
  return on(db)
    .selectFrom('draftSignOff')
    .select(['tenantId', 'draftId', 'revision', 'signedAt'])
    .where('personId', '=', personId)
    .orderBy('signedAt')
    .execute()
}
