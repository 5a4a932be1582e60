import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { LogTables } from '../../../platform/log.ts'

export interface TroubledLetter {
  readonly id: string
  readonly kind: string
  readonly state: 'due' | 'dead'
  readonly attempts: number
  readonly nextAt: Date
  readonly error: string | null
}
export async function listTroubledLetters<T>(db: Db<T>): Promise<TroubledLetter[]> {
  const { rows } = await sql<TroubledLetter>`select * from sec.letters_in_trouble()`.execute(on(db))
  return rows
}

export interface LetterCounts {
  readonly due: number
  readonly late: number
  readonly dead: number
  readonly oldest: Date | null
}
export async function countLetters<T>(db: Db<T>, at: Date): Promise<LetterCounts> {
  const { rows } = await sql<LetterCounts>`select * from sec.count_letters(${at})`.execute(on(db))
  return rows[0] ?? { due: 0, late: 0, dead: 0, oldest: null }
}

export interface LogLine {
  readonly id: number
  readonly at: Date
  readonly type: string
  readonly tenantId: string | null
  readonly actorId: string
}
/** The whole installation's log without its bodies; `before` is the number of the last line of the page before. */
export async function listLogTail<T>(
  db: Db<T>,
  { before, limit }: { before: number | null; limit: number },
): Promise<LogLine[]> {
  const { rows } = await sql<LogLine>`select * from sec.log_tail(${before}, ${limit})`.execute(on(db))
  return rows
}

/** One organization's log with bodies, newest first. */
export async function listAudit(
  db: Db<LogTables>,
  { tenantId }: TenantScope,
  { before, limit }: { before: number | null; limit: number },
) {
  let query = on(db)
    .selectFrom('logEntry')
    .select(['id', 'at', 'type', 'actorId', 'personId', 'subjectId', 'body'])
    .where('tenantId', '=', tenantId)
  if (before !== null) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
