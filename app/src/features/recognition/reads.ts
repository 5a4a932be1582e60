import { NotFound } from '../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { RecognitionRule } from './model.ts'
import { inForce } from './rules.ts'
import type { RecognitionTables } from './tables.ts'

export { type AwardFacts, listOwnAwards, listSharedAwards, listSharedWith, listUnanswered } from './reads/awards.ts'
export { type HoursRow, hoursTotals, listHours, listYears } from './reads/hours.ts'
export { findHead, listEntries, listLedgers, lockHead } from './reads/ledger.ts'
export {
  issuersOf,
  listOwnBalances,
  listOwnRecognitions,
  listOwnRulings,
  listOwnShares,
  listRecognizers,
  type OwnRecognition,
  type Ruling,
  rulesOfRecognizers,
  titlesOf,
} from './reads/own.ts'

type Tables = Db<RecognitionTables>

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

/** Rules that gave something to somebody, also what was taken back later. */
export async function listGiving(db: Tables, { tenantId }: TenantScope): Promise<ReadonlySet<string>> {
  const rows = await on(db)
    .selectFrom('recognition')
    .select('ruleVersionId')
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('state', '<>', 'refused')
    .execute()
  return new Set(rows.map(({ ruleVersionId }) => ruleVersionId))
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
