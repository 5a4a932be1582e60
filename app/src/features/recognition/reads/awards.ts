import { type NotNull, sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { RecognitionTables } from '../tables.ts'

export interface AwardFacts {
  readonly credentialId: string
  readonly issuerId: string
  readonly learnerId: string
  readonly achievementId: string
  readonly achievementVersionId: string
  readonly awardedAt: Date
}

type Wanted = { readonly learnerId: string } | { readonly credentialId: string }

/** What this organization itself awarded and has not taken back: to one person, or one award. */
export async function listOwnAwards(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  wanted: Wanted,
): Promise<AwardFacts[]> {
  const published = on(db)
    .selectFrom('credential')
    .select(['id as credentialId', 'tenantId as issuerId', 'learnerId', 'awardedAt'])
    .select(['achievementId', 'achievementVersionId'])
    // A stack is no claim of its own: its parts are.
    .where('decisionId', 'is not', null)
    .$narrowType<{ achievementId: NotNull; achievementVersionId: NotNull }>()
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'published')
    .where('revokedAt', 'is', null)
  return 'learnerId' in wanted
    ? published.where('learnerId', '=', wanted.learnerId).execute()
    : published.where('id', '=', wanted.credentialId).execute()
}

/** What other issuers awarded and the holder opened to this organization. */
export async function listSharedAwards(db: Db<RecognitionTables>, wanted: Wanted): Promise<AwardFacts[]> {
  const learner = 'learnerId' in wanted ? wanted.learnerId : null
  const credential = 'credentialId' in wanted ? wanted.credentialId : null
  const { rows } =
    await sql<AwardFacts>`select * from sec.shared_awards(${learner}::uuid, ${credential}::uuid)`.execute(on(db))
  return rows
}

/** Organizations to which the holder opened a credential of this tenant, now or once. */
export async function listSharedWith(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  credentialId: string,
): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('credentialShare')
    .select('toTenant')
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('credentialId', '=', credentialId)
    .orderBy('toTenant')
    .execute()
  return rows.map(({ toTenant }) => toTenant)
}

/** Awards of present members that this organization has not answered, own ones and shared ones, person by person. */
export async function listUnanswered(
  db: Db<CredentialTables & RecognitionTables & OrganizationTables>,
  { tenantId }: TenantScope,
  { after = null, limit }: { after?: string | null | undefined; limit: number },
): Promise<AwardFacts[]> {
  const { rows } = await sql<AwardFacts>`
    with award as (
      select c.id as credential_id, c.tenant_id as issuer_id, c.learner_id, c.achievement_id, c.achievement_version_id, c.awarded_at
      from credential c
      where c.tenant_id = ${tenantId} and c.state = 'published' and c.revoked_at is null and c.decision_id is not null
      union
      select * from sec.shared_awards(null, null)
    )
    select award.* from award
    where exists (select from membership m where m.tenant_id = ${tenantId} and m.person_id = award.learner_id and m.ended_at is null)
      and not exists (select from recognition r where r.tenant_id = ${tenantId} and r.source_id = award.credential_id)
      and (${after}::uuid is null or award.learner_id > ${after}::uuid)
    order by award.learner_id, award.credential_id
    limit ${limit}`.execute(on(db))
  return rows
}
