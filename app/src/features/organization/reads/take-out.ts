import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../tables.ts'

type Tables = Db<OrganizationTables>

/** Every membership of the person, ended ones too. */
export async function listEveryMembership(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('membership as m')
    .innerJoin('publicIssuer as i', 'i.tenantId', 'm.tenantId')
    .leftJoin('publicUnit as u', (join) => join.onRef('u.tenantId', '=', 'm.tenantId').onRef('u.id', '=', 'm.unitId'))
    .select(['i.name as organization', 'u.name as school', 'm.startedAt', 'm.endedAt'])
    .where('m.personId', '=', personId)
    .orderBy('m.startedAt')
    .execute()
}

export async function listEveryRole(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('roleGrant as r')
    .innerJoin('publicIssuer as i', 'i.tenantId', 'r.tenantId')
    .select(['i.name as organization', 'r.role', 'r.grantedAt', 'r.endedAt'])
    .where('r.personId', '=', personId)
    .orderBy('r.grantedAt')
    .execute()
}

export async function listEveryRequest(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('membershipRequest as r')
    .innerJoin('publicIssuer as i', 'i.tenantId', 'r.tenantId')
    .select(['i.name as organization', 'r.createdAt', 'r.answeredAt', 'r.accepted'])
    .where('r.personId', '=', personId)
    .orderBy('r.createdAt')
    .execute()
}

/** What was recorded of the person in one organization, and what they declared themselves; what others declared stays theirs. */
export async function listEveryTie(db: Tables, { tenantId }: TenantScope, personId: string) {
  return on(db)
    .selectFrom('tie as t')
    .innerJoin('publicIssuer as i', 'i.tenantId', 't.tenantId')
    .select(['i.name as organization', 't.kind', 't.createdAt', 't.endedAt'])
    .where('t.tenantId', '=', tenantId)
    .where((is) =>
      is.or([
        is('t.personId', '=', personId),
        is.and([is('t.otherId', '=', personId), is('t.kind', '<>', 'declared')]),
      ]),
    )
    .orderBy('t.createdAt')
    .orderBy('t.id')
    .execute()
}

/** Every organization the person belonged to. */
export async function listTenantsOf(db: Tables, { personId }: PersonScope): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('membership')
    .select('tenantId')
    .distinct()
    .where('personId', '=', personId)
    .orderBy('tenantId')
    .execute()
  return rows.map(({ tenantId }) => tenantId)
}

export async function listOpenRequestIds(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('membershipRequest')
    .select(['tenantId', 'id'])
    .where('personId', '=', personId)
    .where('answeredAt', 'is', null)
    .execute()
}

/** Who coaches, supervises or lives with the person, as one organization knows it. */
export async function listOpenTies(db: Tables, { tenantId }: TenantScope, personId: string) {
  return on(db)
    .selectFrom('tie')
    .select(['id', 'personId', 'otherId', 'kind'])
    .where('tenantId', '=', tenantId)
    .where('endedAt', 'is', null)
    .where((is) => is.or([is('personId', '=', personId), is('otherId', '=', personId)]))
    .orderBy('id')
    .execute()
}
