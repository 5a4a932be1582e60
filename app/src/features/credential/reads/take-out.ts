import { sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { CredentialTables } from '../tables.ts'

type Tables = Db<CredentialTables & CatalogTables & OrganizationTables>

/** Every credential of the person, revoked ones too. */
export async function listEveryCredential(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('credential as c')
    .leftJoin('achievementVersion as v', 'v.id', 'c.achievementVersionId')
    .leftJoin('stackBasis as b', 'b.id', 'c.stackBasisId')
    .leftJoin('stackSaid as w', (join) =>
      join.onRef('w.code', '=', 'b.stackCode').onRef('w.version', '=', 'b.stackVersion'),
    )
    .innerJoin('publicIssuer as i', 'i.tenantId', 'c.tenantId')
    .select(['c.publicId', 'c.submissionId', 'c.edition', 'i.name as issuer', 'c.awardedAt', 'c.validUntil'])
    .select(sql<string>`coalesce(v.title, w.words -> 'en' ->> 'title')`.as('title'))
    .select(['c.stackCode', 'b.stackVersion', 'c.lapsesAt'])
    .select(['c.visibility', 'c.provisional', 'c.revokedAt', 'c.revokedReason', 'c.signedDigest'])
    .where('c.learnerId', '=', personId)
    .where('c.state', '=', 'published')
    .where('c.erasedAt', 'is', null)
    .orderBy('c.awardedAt')
    .orderBy('c.id')
    .execute()
}

/** To which organization which of them was opened, and until when. */
export async function listEveryShare(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('credentialShare as s')
    .innerJoin('credential as c', (join) =>
      join.onRef('c.tenantId', '=', 's.tenantId').onRef('c.id', '=', 's.credentialId'),
    )
    .innerJoin('publicIssuer as i', 'i.tenantId', 's.toTenant')
    .select(['c.publicId', 'i.name as organization', 's.sharedAt', 's.endedAt'])
    .where('s.learnerId', '=', personId)
    .orderBy('s.sharedAt')
    .execute()
}

/** Where the person's awards stand, refused ones left out. */
export async function listAwardPlaces(db: Db<CredentialTables>, { personId }: PersonScope) {
  return on(db)
    .selectFrom('credential')
    .select(['tenantId', 'id', 'state', 'erasedAt'])
    .where('learnerId', '=', personId)
    .where('state', '<>', 'refused')
    .orderBy('awardedAt')
    .orderBy('id')
    .execute()
}

export async function listShareEnds(db: Db<CredentialTables>, { personId }: PersonScope) {
  return on(db)
    .selectFrom('credentialShare')
    .select(['tenantId', 'id', 'credentialId'])
    .where('learnerId', '=', personId)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .execute()
}
