import { sql } from 'kysely'
import { NotFound } from '../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { CredentialTables } from '../credential/tables.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import type { RecognitionRule } from './model.ts'
import { type Entry, GENESIS_HASH } from './rules/ledger.ts'
import { inForce } from './rules.ts'
import type { RecognitionTables } from './tables.ts'

export { type HoursQuery, type HoursRow, hoursTotals, listHours, listYears } from './reads/hours.ts'
export {
  issuerNames,
  listOwnBalances,
  listOwnRecognitions,
  listOwnShares,
  type OwnRecognition,
  rulesOfRecognizers,
  titlesOf,
} from './reads/own.ts'

type Tables = Db<RecognitionTables>

/** Every organization that may keep a ledger. */
export async function listLedgers(db: Db<OrganizationTables>): Promise<{ tenantId: string; slug: string }[]> {
  return on(db).selectFrom('publicIssuer').select(['tenantId', 'slug']).orderBy('slug').execute()
}

const LIVE = ['pending_approval', 'approved', 'reported', 'closed'] as const

/** A published rule with the row it stands in. */
export interface RuleInForce {
  readonly id: string
  readonly rule: RecognitionRule
  readonly publishedAt: Date | null
  readonly ended: boolean
}

/** Everything ever published, ended rules with their last day: an award counts by the rule of its own day. */
export async function listRules(db: Tables, { tenantId }: TenantScope): Promise<RuleInForce[]> {
  const rows = await on(db)
    .selectFrom('recognitionRuleVersion')
    .select(['id', 'body', 'effectiveTo', 'publishedAt', 'status'])
    .where('tenantId', '=', tenantId)
    .where('status', 'in', ['published', 'ended'])
    .orderBy('publishedAt')
    .orderBy('id')
    .execute()
  return rows.map(({ id, body, effectiveTo, publishedAt, status }) => ({
    id,
    rule: inForce(body, effectiveTo),
    publishedAt,
    ended: status === 'ended',
  }))
}

export async function getRuleForUpdate(
  db: Tables,
  { tenantId }: TenantScope,
  id: string,
): Promise<{ id: string; status: string; rule: RecognitionRule }> {
  const row = await on(db)
    .selectFrom('recognitionRuleVersion')
    .select(['id', 'status', 'body', 'effectiveTo'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('rule')
  return { id: row.id, status: row.status, rule: inForce(row.body, row.effectiveTo) }
}

export async function findProgram(
  db: Tables,
  { tenantId }: TenantScope,
  code: string,
): Promise<{ id: string; title: string } | undefined> {
  return on(db)
    .selectFrom('recognitionProgram')
    .select(['id', 'title'])
    .where('tenantId', '=', tenantId)
    .where('code', '=', code)
    .executeTakeFirst()
}

/** A live giving with the rule it came from. */
export interface Live {
  readonly id: string
  readonly ruleVersionId: string
  readonly educatorId: string
  readonly sourceId: string
  readonly achievementId: string
  readonly achievementVersionId: string
  readonly units: bigint
  readonly unitCode: string
  readonly periodKey: string
  readonly countedOn: string
  readonly state: string
}

function live(db: Tables, { tenantId }: TenantScope) {
  return on(db)
    .selectFrom('recognition')
    .select(['id', 'ruleVersionId', 'educatorId', 'sourceId', 'achievementId', 'achievementVersionId'])
    .select(['units', 'unitCode', 'periodKey', 'countedOn', 'state'])
    .where('tenantId', '=', tenantId)
    .where('state', 'in', LIVE)
}

export async function listLiveOf(db: Tables, scope: TenantScope, educatorId: string): Promise<Live[]> {
  const rows = await live(db, scope).where('educatorId', '=', educatorId).orderBy('id').execute()
  return rows.map((row) => ({ ...row, units: BigInt(row.units) }))
}

export async function listLiveFrom(db: Tables, scope: TenantScope, sourceId: string): Promise<Live[]> {
  const rows = await live(db, scope).where('sourceId', '=', sourceId).orderBy('id').execute()
  return rows.map((row) => ({ ...row, units: BigInt(row.units) }))
}

/** Which of these awards were answered before, with hours or with a reason. */
export async function listAnswered(
  db: Tables,
  { tenantId }: TenantScope,
  sourceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (sourceIds.length === 0) return new Set()
  const rows = await on(db)
    .selectFrom('recognition')
    .select('sourceId')
    .where('tenantId', '=', tenantId)
    .where('sourceId', 'in', [...sourceIds])
    .execute()
  return new Set(rows.map(({ sourceId }) => sourceId))
}

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
    .select(['id as credentialId', 'tenantId as issuerId', 'learnerId', 'achievementId', 'achievementVersionId'])
    .select('awardedAt')
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'published')
    .where('revokedAt', 'is', null)
  return 'learnerId' in wanted
    ? published.where('learnerId', '=', wanted.learnerId).execute()
    : published.where('id', '=', wanted.credentialId).execute()
}

/** What other issuers awarded and the holder opened to this organization. */
export async function listSharedAwards(db: Tables, wanted: Wanted): Promise<AwardFacts[]> {
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
