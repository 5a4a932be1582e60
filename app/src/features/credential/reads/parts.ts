import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { CredentialTables } from '../tables.ts'

/** The award of this stack that one holder has of this issuer and that was not taken back. */
export async function findStackAward(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { learnerId, code }: { learnerId: string; code: string },
): Promise<{ id: string } | undefined> {
  return on(db)
    .selectFrom('credential')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('learnerId', '=', learnerId)
    .where('stackCode', '=', code)
    .where('revokedAt', 'is', null)
    .where('state', '<>', 'refused')
    .executeTakeFirst()
}

/** What a stack's credential says of each of its parts, the earliest first. */
export async function listParts(
  db: Db<CredentialTables & CatalogTables & SubmissionTables>,
  { tenantId }: TenantScope,
  { learnerId, ids }: { learnerId: string; ids: readonly string[] },
) {
  return on(db)
    .selectFrom('credential as c')
    .innerJoin('achievementVersion as v', 'v.id', 'c.achievementVersionId')
    .innerJoin('achievement as a', 'a.id', 'v.achievementId')
    .innerJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'c.tenantId').onRef('s.id', '=', 'c.submissionId'),
    )
    .select(['c.id', 'c.publicId', 'c.signedDigest', 'c.provisional', 's.showName', 'a.slug', 'v.version', 'v.title'])
    .where('c.tenantId', '=', tenantId)
    .where('c.learnerId', '=', learnerId)
    .where('c.id', 'in', [...ids])
    .where('c.state', '=', 'published')
    .where('c.revokedAt', 'is', null)
    .orderBy('c.awardedAt')
    .orderBy('c.id')
    .execute()
}

/** In force: awards of stacks that this credential is a part of. */
export async function listWholes(db: Db<CredentialTables>, { tenantId }: TenantScope, partId: string) {
  return on(db)
    .selectFrom('credential as c')
    .innerJoin('basisPart as p', (join) =>
      join.onRef('p.tenantId', '=', 'c.tenantId').onRef('p.stackBasisId', '=', 'c.stackBasisId'),
    )
    .select('c.id')
    .where('c.tenantId', '=', tenantId)
    .where('p.credentialId', '=', partId)
    .where('c.revokedAt', 'is', null)
    .where('c.state', '<>', 'refused')
    .orderBy('c.id')
    .execute()
}

/** Awards of stacks that wait for a part to be replaced. */
export async function listLapsing(db: Db<CredentialTables>, { tenantId }: TenantScope, learnerId: string) {
  return on(db)
    .selectFrom('credential')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('learnerId', '=', learnerId)
    .where('lapsesAt', 'is not', null)
    .where('revokedAt', 'is', null)
    .orderBy('id')
    .execute()
}

/** Whether what the holder has of this issuer in force is still what the awarded version takes. */
export async function isSatisfied(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { stackBasisId, learnerId }: { stackBasisId: string | null; learnerId: string },
): Promise<boolean> {
  const { rows } = await sql<{ still: boolean }>`
    select sec.satisfies(s.rule, ${tenantId}::uuid, ${learnerId}::uuid, array(select c.id from credential c
      where c.tenant_id = ${tenantId} and c.learner_id = ${learnerId} and c.decision_id is not null)) as still
    from stack_basis b join stack_said s on s.code = b.stack_code and s.version = b.stack_version
    where b.tenant_id = ${tenantId} and b.id = ${stackBasisId}`.execute(on(db))
  return rows[0]?.still ?? false
}

/** The parts of a credential that anybody looks at, by the address each has. */
export async function listPublicParts(db: Db<CredentialTables>, wholeId: string) {
  return on(db).selectFrom('publicPart').selectAll().where('wholeId', '=', wholeId).orderBy('place').execute()
}
