import { sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { Searched } from '../../catalog/rules/translation.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { RecognitionRule } from '../model.ts'
import { inForce } from '../rules.ts'
import type { RecognitionState, RecognitionTables } from '../tables.ts'

/** What one organization made of one of my awards. */
export interface OwnRecognition {
  readonly id: string
  readonly tenantId: string
  readonly slug: string
  readonly name: string
  readonly ruleVersionId: string
  readonly sourceId: string
  readonly achievementId: string
  readonly achievementVersionId: string
  readonly units: bigint
  readonly unitCode: string
  readonly periodKey: string
  readonly countedOn: string
  readonly state: RecognitionState
  readonly reasonCodes: readonly string[]
}

/** The educator's own, in every tenant, oldest first: the last word about an award comes last. */
export async function listOwnRecognitions(
  db: Db<RecognitionTables & OrganizationTables>,
  { personId }: PersonScope,
): Promise<OwnRecognition[]> {
  const rows = await on(db)
    .selectFrom('recognition as r')
    .innerJoin('publicIssuer as i', 'i.tenantId', 'r.tenantId')
    .select(['r.id', 'r.tenantId', 'i.slug', 'i.name', 'r.ruleVersionId', 'r.sourceId', 'r.achievementId'])
    .select([
      'r.achievementVersionId',
      'r.units',
      'r.unitCode',
      'r.periodKey',
      'r.countedOn',
      'r.state',
      'r.reasonCodes',
    ])
    .where('r.educatorId', '=', personId)
    .orderBy('r.createdAt')
    .orderBy('r.id')
    .limit(1000)
    .execute()
  return rows.map((row) => ({ ...row, units: BigInt(row.units) }))
}

export interface OwnBalance {
  readonly tenantId: string
  readonly slug: string
  readonly name: string
  readonly periodKey: string
  readonly units: bigint
}

/** Sums of the ledger by organization and period, reversals taken off. */
export async function listOwnBalances(
  db: Db<RecognitionTables & OrganizationTables>,
  { personId }: PersonScope,
): Promise<OwnBalance[]> {
  const rows = await on(db)
    .selectFrom('recognitionEntry as e')
    .innerJoin('publicIssuer as i', 'i.tenantId', 'e.tenantId')
    .select(['e.tenantId', 'i.slug', 'i.name', 'e.periodKey', sql<number | bigint>`sum(e.units)::bigint`.as('units')])
    .where('e.educatorId', '=', personId)
    .groupBy(['e.tenantId', 'i.slug', 'i.name', 'e.periodKey'])
    .orderBy('i.name')
    .orderBy('e.periodKey', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, units: BigInt(row.units) }))
}

/** To whom I opened which credential. */
export async function listOwnShares(
  db: Db<CredentialTables>,
  { personId }: PersonScope,
): Promise<{ credentialId: string; toTenant: string; sharedAt: Date }[]> {
  return on(db)
    .selectFrom('credentialShare')
    .select(['credentialId', 'toTenant', 'sharedAt'])
    .where('learnerId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
}

export interface PublicRule {
  readonly id: string
  readonly rule: RecognitionRule
  readonly publishedAt: Date
}

/** Who has published rules, demonstrations aside. */
export async function listRecognizers(
  db: Db<RecognitionTables>,
): Promise<{ tenantId: string; slug: string; name: string; timeZone: string }[]> {
  return on(db)
    .selectFrom('publicRecognitionRule')
    .select(['tenantId', 'slug', 'name', 'timeZone'])
    .distinct()
    .where('demo', '=', false)
    .orderBy('slug')
    .execute()
}

/** Published rules of these organizations; readable without an account. */
export async function rulesOfRecognizers(
  db: Db<RecognitionTables>,
  tenantIds: readonly string[],
): Promise<Map<string, PublicRule[]>> {
  const found = new Map<string, PublicRule[]>()
  if (tenantIds.length === 0) return found
  const rows = await on(db)
    .selectFrom('publicRecognitionRule')
    .select(['tenantId', 'id', 'body', 'publishedAt', 'effectiveTo'])
    .where('tenantId', 'in', [...tenantIds])
    .orderBy('publishedAt')
    .orderBy('id')
    .execute()
  for (const { tenantId, id, body, publishedAt, effectiveTo } of rows)
    found.set(tenantId, [...(found.get(tenantId) ?? []), { id, publishedAt, rule: inForce(body, effectiveTo) }])
  return found
}

/** An organization with the rules it published. */
export interface Ruling {
  readonly tenantId: string
  readonly slug: string
  readonly name: string
  readonly timeZone: string
  readonly rules: readonly PublicRule[]
}

/** Organizations this person belongs to that have published rules, the oldest membership first. */
export async function listOwnRulings(
  db: Db<RecognitionTables & OrganizationTables>,
  { personId }: PersonScope,
): Promise<Ruling[]> {
  const rows = await on(db)
    .selectFrom('membership as m')
    .innerJoin('publicRecognitionRule as r', 'r.tenantId', 'm.tenantId')
    .select(['r.tenantId', 'r.slug', 'r.name', 'r.timeZone', 'r.id', 'r.body', 'r.publishedAt', 'r.effectiveTo'])
    .where('m.personId', '=', personId)
    .where('m.endedAt', 'is', null)
    .orderBy('m.startedAt')
    .orderBy('r.tenantId')
    .orderBy('r.publishedAt')
    .orderBy('r.id')
    .execute()
  const found = new Map<string, Ruling>()
  for (const { tenantId, slug, name, timeZone, id, publishedAt, body, effectiveTo } of rows) {
    const before = found.get(tenantId) ?? { tenantId, slug, name, timeZone, rules: [] }
    const rule = { id, publishedAt, rule: inForce(body, effectiveTo) }
    found.set(tenantId, { ...before, rules: [...before.rules, rule] })
  }
  return [...found.values()]
}

export interface Title {
  readonly versionId: string
  readonly achievementId: string
  readonly title: string
  readonly slug: string
  readonly language: string
}

export async function titlesOf(
  db: Db<CatalogTables>,
  versionIds: readonly string[],
  language: Searched,
): Promise<ReadonlyMap<string, Title>> {
  if (versionIds.length === 0) return new Map()
  const rows = await on(db)
    .selectFrom('achievementVersion as v')
    .innerJoin('achievement as a', 'a.id', 'v.achievementId')
    .leftJoin('achievementTranslation as t', (join) =>
      join.onRef('t.achievementVersionId', '=', 'v.id').on('t.language', '=', language),
    )
    .select(['v.id as versionId', 'a.id as achievementId', 'a.slug'])
    .select([
      sql<string>`coalesce(t.title, v.title)`.as('title'),
      sql<string>`coalesce(t.language, v.language)`.as('language'),
    ])
    .where('v.id', 'in', [...versionIds])
    .execute()
  return new Map(rows.map((row) => [row.versionId, row]))
}

export interface IssuerOf {
  readonly name: string
  readonly timeZone: string
}

export async function issuersOf(
  db: Db<OrganizationTables>,
  tenantIds: readonly string[],
): Promise<ReadonlyMap<string, IssuerOf>> {
  if (tenantIds.length === 0) return new Map()
  const rows = await on(db)
    .selectFrom('publicIssuer')
    .select(['tenantId', 'name', 'timeZone'])
    .where('tenantId', 'in', [...tenantIds])
    .execute()
  return new Map(rows.map(({ tenantId, ...issuer }) => [tenantId, issuer]))
}
