import type { Db } from '../../../platform/ctx.ts'
import { findPerson } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { getVersion } from '../reads.ts'
import type { CatalogTables } from '../tables.ts'

/** The title as a letter to this person says it. */
export async function titleFor(
  db: Db<CatalogTables & AccountTables>,
  { versionId, personId }: { versionId: string; personId: string },
): Promise<string> {
  const person = await findPerson(db, personId)
  return (await getVersion(db, versionId, person?.locale)).title
}
