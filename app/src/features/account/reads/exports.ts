import { type QueryExecutorProvider, sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { LogTables } from '../../../platform/log.ts'
import type { AccountTables } from '../tables.ts'

type Tables = Db<AccountTables>

export interface Export {
  readonly id: string
  readonly askedAt: Date
  readonly madeAt: Date | null
  readonly blobKey: string | null
  readonly bytes: number | null
  readonly expiresAt: Date | null
}
const COLUMNS = ['id', 'askedAt', 'madeAt', 'blobKey', 'bytes', 'expiresAt'] as const

/** What the person asked for and is still kept, the newest first. */
export async function listExports(db: Tables, { personId }: PersonScope): Promise<Export[]> {
  return on(db)
    .selectFrom('privacyExport')
    .select(COLUMNS)
    .where('personId', '=', personId)
    .orderBy('askedAt', 'desc')
    .execute()
}

/** Held until the transaction ends: one deed at a time makes it, opens it or takes it away. */
export async function findExportForUpdate(
  db: Tables,
  { personId }: PersonScope,
  id: string,
): Promise<Export | undefined> {
  return on(db)
    .selectFrom('privacyExport')
    .select(COLUMNS)
    .where('personId', '=', personId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function listExportsDue(
  gate: QueryExecutorProvider,
  { at, most }: { at: Date; most: number },
): Promise<readonly { personId: string; id: string }[]> {
  return (await sql<{ personId: string; id: string }>`select * from sec.exports_due(${at}, ${most})`.execute(gate)).rows
}

/** The lines of the log that speak about the person; who did it is said by kind alone. */
export async function listOwnLines(db: Db<LogTables>, { personId }: PersonScope) {
  const rows = await on(db)
    .selectFrom('logEntry')
    .select(['id', 'at', 'type', 'actorId'])
    .where('personId', '=', personId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, at, type, actorId }) => ({ id, at, type, by: byWhom(actorId, personId) }))
}

function byWhom(actorId: string, personId: string): 'you' | 'house' | 'member' {
  if (actorId === personId) return 'you'
  return /^[0-9a-f-]{36}$/.test(actorId) ? 'member' : 'house'
}

/** Every way in that the person has or had, without a secret. */
export async function listOwnVisits(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('session')
    .select(['device', 'createdAt', 'lastSeenAt', 'expiresAt', 'endedAt'])
    .where('personId', '=', personId)
    .orderBy('createdAt')
    .execute()
}
