import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import { stackPath } from '../rules/awarded.ts'
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

/** What a stack's credential says of each of its parts, the earliest first: credentials of micro-credentials, of a pathway those of stacks too. */
export async function listParts(
  db: Db<CredentialTables & CatalogTables & SubmissionTables>,
  { tenantId }: TenantScope,
  { learnerId, ids }: { learnerId: string; ids: readonly string[] },
): Promise<Part[]> {
  const rows = await on(db)
    .selectFrom('credential as c')
    .leftJoin('achievementVersion as v', 'v.id', 'c.achievementVersionId')
    .leftJoin('achievement as a', 'a.id', 'v.achievementId')
    .leftJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'c.tenantId').onRef('s.id', '=', 'c.submissionId'),
    )
    .leftJoin('stackBasis as b', (join) =>
      join.onRef('b.tenantId', '=', 'c.tenantId').onRef('b.id', '=', 'c.stackBasisId'),
    )
    .leftJoin('stackSaid as w', (join) =>
      join.onRef('w.code', '=', 'b.stackCode').onRef('w.version', '=', 'b.stackVersion'),
    )
    .select(['c.id', 'c.publicId', 'c.signedDigest', 'c.provisional', 'a.slug', 'v.version', 'v.title'])
    .select(['w.kind', 'w.slug as stackSlug', 'w.version as stackVersion', 'w.words'])
    .select(nameShown.as('showName'))
    .where('c.tenantId', '=', tenantId)
    .where('c.learnerId', '=', learnerId)
    .where('c.id', 'in', [...ids])
    .where('c.state', '=', 'published')
    .where('c.revokedAt', 'is', null)
    .orderBy('c.awardedAt')
    .orderBy('c.id')
    .execute()
  return rows.map(({ kind, stackSlug, stackVersion, words, slug, version, title, ...row }) =>
    kind && stackSlug && stackVersion
      ? {
          ...row,
          title: words?.en.title ?? '',
          version: String(stackVersion),
          path: stackPath({ kind, slug: stackSlug, version: stackVersion }),
        }
      : { ...row, title: title ?? '', version: version ?? '', path: `/m/${slug}/v/${version}` },
  )
}

interface Part {
  readonly id: string
  readonly publicId: string
  readonly signedDigest: string | null
  readonly provisional: boolean
  readonly showName: boolean
  readonly title: string
  readonly version: string
  /** The page of what it was awarded for. */
  readonly path: string
}

/** The name stands in the award of a stack where it stands in every part. */
const nameShown = sql<boolean>`coalesce(s.show_name, (
  select bool_and(i.show_name) from basis_part p
    join credential e on e.tenant_id = p.tenant_id and e.id = p.credential_id
    join submission i on i.tenant_id = e.tenant_id and i.id = e.submission_id
  where p.tenant_id = c.tenant_id and p.stack_basis_id = c.stack_basis_id), false)`

/** In force: awards of stacks and pathways that this credential is a part of. */
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
      where c.tenant_id = ${tenantId} and c.learner_id = ${learnerId})) as still
    from stack_basis b join stack_said s on s.code = b.stack_code and s.version = b.stack_version
    where b.tenant_id = ${tenantId} and b.id = ${stackBasisId}`.execute(on(db))
  return rows[0]?.still ?? false
}

/** The parts of a credential that anybody looks at, by the address each has. */
export async function listPublicParts(db: Db<CredentialTables>, wholeId: string) {
  return on(db).selectFrom('publicPart').selectAll().where('wholeId', '=', wholeId).orderBy('place').execute()
}
