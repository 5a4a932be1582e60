import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { type Entry, GENESIS_HASH } from '../rules/ledger.ts'
import type { RecognitionTables } from '../tables.ts'

type Tables = Db<RecognitionTables>

/** Every organization that may keep a ledger. */
export async function listLedgers(db: Db<OrganizationTables>): Promise<{ tenantId: string; slug: string }[]> {
  return on(db).selectFrom('publicIssuer').select(['tenantId', 'slug']).orderBy('slug').execute()
}

/** The end of the chain, locked: entries of one organization are numbered one after the other. */
export async function lockHead(db: Tables, { tenantId }: TenantScope): Promise<{ seq: bigint; hash: string }> {
  await on(db)
    .insertInto('recognitionHead')
    .values({ tenantId, seq: 0n, hash: Buffer.from(GENESIS_HASH, 'hex') })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const head = await on(db)
    .selectFrom('recognitionHead')
    .select(['seq', 'hash'])
    .where('tenantId', '=', tenantId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { seq: BigInt(head.seq), hash: head.hash.toString('hex') }
}

export async function findHead(
  db: Tables,
  { tenantId }: TenantScope,
): Promise<{ seq: bigint; hash: string } | undefined> {
  const head = await on(db)
    .selectFrom('recognitionHead')
    .select(['seq', 'hash'])
    .where('tenantId', '=', tenantId)
    .executeTakeFirst()
  return head && { seq: BigInt(head.seq), hash: head.hash.toString('hex') }
}

/** Entries after a number, in the order of the chain, as they were hashed. */
export async function listEntries(
  db: Tables,
  { tenantId }: TenantScope,
  { after, limit }: { after: bigint; limit: number },
): Promise<Entry[]> {
  const rows = await on(db)
    .selectFrom('recognitionEntry')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('seq', '>', after as never)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    seq: BigInt(row.seq),
    recognitionId: row.recognitionId,
    kind: row.kind,
    quantity: BigInt(row.units),
    unitId: row.unitCode,
    unroundedNum: BigInt(row.unroundedNum),
    unroundedDen: BigInt(row.unroundedDen),
    periodKey: row.periodKey,
    effectiveDate: row.effectiveOn,
    reasonCode: row.reasonCode || null,
    note: row.note,
    actorId: row.actorId,
    createdAt: row.createdAt.toISOString(),
    prevHash: row.prevHash.toString('hex'),
    hash: row.hash.toString('hex'),
  }))
}
