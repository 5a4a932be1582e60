import { NotFound } from '../../../lib/refusal.ts'
import { type Db, on } from '../../../platform/ctx.ts'
import { findPerson } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { getVersion, getVersions } from '../../catalog/reads.ts'
import type { Searched } from '../../catalog/rules/translation.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { StackSaid } from '../model.ts'
import type { CredentialRow } from '../reads.ts'
import { type Awarded, awardedStack, awardedVersion } from '../rules/awarded.ts'
import type { CredentialTables } from '../tables.ts'

type Tables = Db<CredentialTables & CatalogTables>
type Row = Pick<CredentialRow, 'achievementVersionId' | 'stackBasisId'>

/** What each of these was awarded for, in two questions however many they are. */
export async function awardedOf(db: Tables, rows: readonly Row[], language?: Searched): Promise<(row: Row) => Awarded> {
  const versionOf = await getVersions(
    db,
    rows.flatMap(({ achievementVersionId }) => achievementVersionId ?? []),
    language,
  )
  const said = await saidOf(
    db,
    rows.flatMap(({ stackBasisId }) => stackBasisId ?? []),
  )
  return ({ achievementVersionId, stackBasisId }) => {
    if (achievementVersionId) return awardedVersion(versionOf(achievementVersionId))
    const stack = said.get(stackBasisId ?? '')
    if (!stack) throw new NotFound('stack')
    return awardedStack(stack, language)
  }
}

/** The same as a letter to the holder of these names it. */
export async function awardedTo(
  db: Db<CredentialTables & CatalogTables & AccountTables>,
  holderId: string,
  rows: readonly Row[],
): Promise<(row: Row) => Awarded> {
  return awardedOf(db, rows, (await findPerson(db, holderId))?.locale)
}

/** The same of a credential as the public sees it. */
export async function awardedPublicly(
  db: Tables,
  row: Pick<CredentialTables['publicCredential'], 'achievementVersionId' | 'stackCode' | 'stackVersion'>,
  language?: Searched,
): Promise<Awarded> {
  if (row.achievementVersionId) return awardedVersion(await getVersion(db, row.achievementVersionId))
  const stack = await getSaid(db, { code: row.stackCode ?? '', version: row.stackVersion ?? 0 })
  return awardedStack(stack, language)
}

export async function getSaid(
  db: Db<CredentialTables>,
  { code, version }: Pick<StackSaid, 'code' | 'version'>,
): Promise<StackSaid> {
  const found = await on(db)
    .selectFrom('stackSaid')
    .selectAll()
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!found) throw new NotFound('stack')
  return found
}

async function saidOf(db: Db<CredentialTables>, basisIds: readonly string[]): Promise<ReadonlyMap<string, StackSaid>> {
  if (basisIds.length === 0) return new Map()
  const rows = await on(db)
    .selectFrom('stackBasis as b')
    .innerJoin('stackSaid as s', (join) =>
      join.onRef('s.code', '=', 'b.stackCode').onRef('s.version', '=', 'b.stackVersion'),
    )
    .selectAll('s')
    .select('b.id as basisId')
    .where('b.id', 'in', [...basisIds])
    .execute()
  return new Map(rows.map(({ basisId, ...said }) => [basisId, said]))
}
