import { type Insertable, sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../tables.ts'

type Tables = Db<OrganizationTables>

export async function insertIssuerKey(
  db: Tables,
  { tenantId }: TenantScope,
  row: Omit<Insertable<OrganizationTables['issuerKey']>, 'tenantId'>,
): Promise<void> {
  await on(db)
    .insertInto('issuerKey')
    .values({ tenantId, ...row })
    .execute()
}

/** Until when it signs; the private part stays until then. */
export async function updateKeyEnd(
  db: Tables,
  { tenantId }: TenantScope,
  { id, notAfter }: { id: string; notAfter: Date },
): Promise<void> {
  await on(db)
    .updateTable('issuerKey')
    .set({ notAfter })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Its private part goes; null when its time is not over, it ended already, or an award still waits for it. */
export async function endKey(
  db: Tables,
  { tenantId }: TenantScope,
  { id, at }: { id: string; at: Date },
): Promise<{ purpose: 'award' | 'status' } | null> {
  // Held first: an award that is being reserved with it is then in sight of the question below.
  await on(db)
    .selectFrom('issuerKey')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const row = await on(db)
    .updateTable('issuerKey')
    .set({ state: 'ended', since: at, wrappedKey: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .where('notAfter', '<=', at)
    .where(sql<boolean>`not sec.is_key_awaited(tenant_id, id)`)
    .returning('purpose')
    .executeTakeFirst()
  return row ?? null
}

/** Its private part goes at once, whatever waits for it. */
export async function updateKeyWithdrawn(
  db: Tables,
  { tenantId }: TenantScope,
  { id, since, notAfter }: { id: string; since: Date; notAfter: Date | null },
): Promise<void> {
  await on(db)
    .updateTable('issuerKey')
    .set({ state: 'compromised', since, notAfter, wrappedKey: null })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** False: the same is proposed already. */
export async function insertKeyProposal(
  db: Tables,
  { tenantId }: TenantScope,
  row: Omit<Insertable<OrganizationTables['keyProposal']>, 'tenantId'>,
): Promise<boolean> {
  const made = await on(db)
    .insertInto('keyProposal')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export async function answerKeyProposal(
  db: Tables,
  { tenantId }: TenantScope,
  { id, ...set }: { id: string; answeredAt: Date; answeredBy: string; accepted: boolean },
): Promise<void> {
  await on(db)
    .updateTable('keyProposal')
    .set(set)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .execute()
}
