import { type Db, on } from '../../../platform/ctx.ts'
import type { AccountTables } from '../tables.ts'

export type MailMessage = Omit<AccountTables['mailMessage'], 'sentAt'> & { readonly sentAt: Date | null }

export async function findMail(db: Db<AccountTables>, id: string): Promise<MailMessage | undefined> {
  return on(db).selectFrom('mailMessage').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The newest first; `before` is the id of the last one of the page before (ids tell their time). */
export async function listMail(
  db: Db<AccountTables>,
  { before, limit = 25 }: { before?: string | undefined; limit?: number } = {},
): Promise<MailMessage[]> {
  let query = on(db).selectFrom('mailMessage').selectAll()
  if (before) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
