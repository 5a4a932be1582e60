import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { ReviewTables } from '../tables.ts'

export interface BankLine {
  readonly id: string
  readonly text: string
}

/** What readers may use now, the oldest first. */
export async function listBankLines(db: Db<ReviewTables>, { tenantId }: TenantScope): Promise<BankLine[]> {
  return on(db)
    .selectFrom('bankComment')
    .select(['id', 'text'])
    .where('tenantId', '=', tenantId)
    .where('retiredAt', 'is', null)
    .orderBy('writtenAt')
    .orderBy('id')
    .execute()
}

/** Also what was taken out since: whoever used it then copied nobody. */
export async function listBankTexts(db: Db<ReviewTables>, { tenantId }: TenantScope): Promise<string[]> {
  const rows = await on(db).selectFrom('bankComment').select('text').where('tenantId', '=', tenantId).execute()
  return rows.map(({ text }) => text)
}
