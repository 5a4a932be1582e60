import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { AccountTables } from '../tables.ts'

type Tables = Db<AccountTables>

export async function insertExport(
  db: Tables,
  { personId }: PersonScope,
  row: { id: string; askedAt: Date },
): Promise<void> {
  await on(db)
    .insertInto('privacyExport')
    .values({ ...row, personId })
    .execute()
}

export async function updateExportMade(
  db: Tables,
  { personId }: PersonScope,
  { id, ...made }: { id: string; madeAt: Date; blobKey: string; bytes: number; expiresAt: Date },
): Promise<void> {
  await on(db).updateTable('privacyExport').set(made).where('personId', '=', personId).where('id', '=', id).execute()
}

export async function deleteExport(db: Tables, { personId }: PersonScope, id: string): Promise<void> {
  await on(db).deleteFrom('privacyExport').where('personId', '=', personId).where('id', '=', id).execute()
}
