import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

/** Counted while it stands; the database asks the credential itself, so that saying it twice counts it once. */
export async function countAward(db: Db<CatalogTables>, credentialId: string): Promise<void> {
  await sql`select sec.count_award(${credentialId}::uuid)`.execute(on(db))
}

export async function countDecision(db: Db<CatalogTables>, decisionId: string): Promise<void> {
  await sql`select sec.count_decision(${decisionId}::uuid)`.execute(on(db))
}
