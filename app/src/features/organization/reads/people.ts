import { sql } from 'kysely'
import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../tables.ts'

type Tables = Db<OrganizationTables>
const INVITED = ['id', 'email', 'roles', 'unitId', 'createdAt', 'expiresAt', 'acceptedAt', 'withdrawnAt'] as const

export interface Invitation {
  readonly id: string
  readonly email: string
  readonly roles: readonly string[]
  readonly unitId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly withdrawnAt: Date | null
}

export async function listOpenInvitations(db: Tables, { tenantId }: TenantScope, at: Date): Promise<Invitation[]> {
  return on(db)
    .selectFrom('invitation')
    .select(INVITED)
    .where('tenantId', '=', tenantId)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', at)
    .orderBy('createdAt')
    .limit(200)
    .execute()
}

/** Where an invitation lives; asked by a function, before the person is inside that organization. */
export async function findInvitationPlace(
  db: Tables,
  tokenHash: Buffer,
): Promise<{ tenantId: string; id: string } | undefined> {
  const { rows } = await sql<{
    tenantId: string
    id: string
  }>`select tenant_id, id from sec.invitation_by_token(${tokenHash})`.execute(on(db))
  return rows[0]
}

export async function findInvitation(
  db: Tables,
  { tenantId }: TenantScope,
  { id, lock }: { id: string; lock?: boolean },
): Promise<Invitation | undefined> {
  const query = on(db).selectFrom('invitation').select(INVITED).where('tenantId', '=', tenantId).where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

export async function listOpenRequests(db: Tables, { tenantId }: TenantScope) {
  return on(db)
    .selectFrom('membershipRequest')
    .select(['id', 'personId', 'unitId', 'createdAt'])
    .where('tenantId', '=', tenantId)
    .where('answeredAt', 'is', null)
    .orderBy('createdAt')
    .limit(200)
    .execute()
}

export async function findOpenRequest(db: Tables, { tenantId }: TenantScope, id: string) {
  return on(db)
    .selectFrom('membershipRequest')
    .select(['id', 'personId', 'unitId'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** What the person asked of organizations, through their own rows. */
export async function listOwnRequests(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('membershipRequest')
    .innerJoin('publicIssuer', 'publicIssuer.tenantId', 'membershipRequest.tenantId')
    .select([
      'membershipRequest.id',
      'membershipRequest.tenantId',
      'publicIssuer.name',
      'membershipRequest.createdAt',
      'membershipRequest.answeredAt',
      'membershipRequest.accepted',
    ])
    .where('membershipRequest.personId', '=', personId)
    .orderBy('membershipRequest.createdAt', 'desc')
    .limit(20)
    .execute()
}

export async function listOpenProposals(db: Tables, { tenantId }: TenantScope) {
  return on(db)
    .selectFrom('roleProposal')
    .select(['id', 'personId', 'role', 'deed', 'proposedBy', 'proposedAt'])
    .where('tenantId', '=', tenantId)
    .where('answeredAt', 'is', null)
    .orderBy('proposedAt')
    .execute()
}

export async function findOpenProposal(db: Tables, { tenantId }: TenantScope, id: string) {
  return on(db)
    .selectFrom('roleProposal')
    .select(['id', 'personId', 'role', 'deed', 'proposedBy', 'proposedAt'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** At most one about a person is open. */
export async function findProposalAbout(db: Tables, { tenantId }: TenantScope, personId: string) {
  return on(db)
    .selectFrom('roleProposal')
    .select(['deed', 'proposedBy'])
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('answeredAt', 'is', null)
    .executeTakeFirst()
}

/** Organizations whose name holds these letters; the demonstration stays among its own. */
export async function searchOrganizations(db: Tables, words: string) {
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return on(db)
    .selectFrom('publicIssuer')
    .select(['tenantId', 'slug', 'name', 'kind', 'url'])
    .where('demo', '=', false)
    .where('name', 'ilike', pattern)
    .orderBy('name')
    .limit(20)
    .execute()
}

/** Those who run the site; for letters alone. */
export async function listPlatformAdministrators(db: Tables): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select sec.platform_administrators() as id`.execute(on(db))
  return rows.map(({ id }) => id)
}
