import type { Insertable } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../tables.ts'

type Tables = Db<OrganizationTables>
type Own<Table extends keyof OrganizationTables> = Omit<Insertable<OrganizationTables[Table]>, 'tenantId'>

export async function insertInvitation(db: Tables, { tenantId }: TenantScope, row: Own<'invitation'>): Promise<void> {
  await on(db)
    .insertInto('invitation')
    .values({ tenantId, ...row })
    .execute()
}

export async function updateInvitation(
  db: Tables,
  { tenantId }: TenantScope,
  { id, ...set }: { id: string; acceptedAt?: Date; withdrawnAt?: Date },
): Promise<boolean> {
  const row = await on(db)
    .updateTable('invitation')
    .set(set)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** A newer invitation of the same address takes the place of an open one. */
export async function withdrawInvitationsOf(
  db: Tables,
  { tenantId }: TenantScope,
  { email, at }: { email: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('invitation')
    .set({ withdrawnAt: at })
    .where('tenantId', '=', tenantId)
    .where('email', '=', email)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .execute()
}

/** False: one is open already. */
export async function insertRequest(
  db: Tables,
  { tenantId }: TenantScope,
  row: Own<'membershipRequest'>,
): Promise<boolean> {
  const made = await on(db)
    .insertInto('membershipRequest')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

interface Answered {
  readonly id: string
  readonly answeredAt: Date
  readonly answeredBy: string
  readonly accepted: boolean
}

export async function answerRequest(db: Tables, { tenantId }: TenantScope, { id, ...set }: Answered): Promise<void> {
  await on(db)
    .updateTable('membershipRequest')
    .set(set)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .execute()
}

/** False: one about this person is open already. */
export async function insertProposal(
  db: Tables,
  { tenantId }: TenantScope,
  row: Own<'roleProposal'>,
): Promise<boolean> {
  const made = await on(db)
    .insertInto('roleProposal')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** What a person proposed and what was proposed about them ends with their place in the organization. */
export async function closeProposalsOf(
  db: Tables,
  { tenantId }: TenantScope,
  { personId, at }: { personId: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('roleProposal')
    .set({ answeredAt: at, accepted: false })
    .where('tenantId', '=', tenantId)
    .where('answeredAt', 'is', null)
    .where((where) => where.or([where('personId', '=', personId), where('proposedBy', '=', personId)]))
    .execute()
  await on(db)
    .updateTable('keyProposal')
    .set({ answeredAt: at, accepted: false })
    .where('tenantId', '=', tenantId)
    .where('proposedBy', '=', personId)
    .where('answeredAt', 'is', null)
    .execute()
}

export async function answerProposal(db: Tables, { tenantId }: TenantScope, { id, ...set }: Answered): Promise<void> {
  await on(db)
    .updateTable('roleProposal')
    .set(set)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .execute()
}
