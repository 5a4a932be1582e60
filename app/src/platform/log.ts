import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Json, jcs } from '../lib/jcs.ts'
import { type Ctx, type Db, on } from './ctx.ts'
import { type OutboxTables, post } from './outbox.ts'

export interface LogTables extends OutboxTables {
  logEntry: {
    id: number
    at: Date
    type: string
    tenantId: string | null
    personId: string | null
    subjectId: string
    actorId: string
    body: unknown
    requestId: string | null
    prevHash: Buffer
    hash: Buffer
  }
  logHead: { one: boolean; id: number; hash: Buffer }
}

export type EntryType = `${string}.${string}`
export interface NewEntry<Type extends EntryType = EntryType, Body extends Json = Json> {
  readonly type: Type
  readonly subjectId: string
  readonly body: Body
  /** Whose own line this is, when it speaks about a person: the learner of a Submission, the holder of a Credential. */
  readonly personId?: string | null
}
export interface LogEntry<Body = unknown> {
  readonly id: number
  readonly at: Date
  readonly type: EntryType
  readonly tenantId: string | null
  readonly personId: string | null
  readonly subjectId: string
  readonly actorId: string
  readonly body: Body
}

/** Who hears which entries: set once by the composition root, so that the outbox row is written with the deed. */
let listeners: ReadonlyMap<string, readonly string[]> = new Map()
export function listenTo(consumers: ReadonlyMap<string, readonly string[]>): void {
  listeners = consumers
}

/** The last write of a transaction: it takes the lock of the chain, numbers the entry, and posts it to whoever listens. */
export async function append<T extends LogTables, Entry extends NewEntry>(
  ctx: Ctx<T>,
  tx: Db<T>,
  entry: Entry,
): Promise<number> {
  const db = on<LogTables>(tx)
  const head = await db.selectFrom('logHead').select(['id', 'hash']).forUpdate().executeTakeFirstOrThrow()
  const row = {
    id: head.id + 1,
    at: ctx.now(),
    type: entry.type,
    tenantId: ctx.scope.tenantId || null,
    personId: entry.personId ?? null,
    subjectId: entry.subjectId,
    actorId: ctx.actor.id,
    body: entry.body,
  }
  const hash = chained(head.hash, row)
  await db
    .with('moved', (cte) => cte.updateTable('logHead').set({ id: row.id, hash }))
    .insertInto('logEntry')
    .values({ ...row, body: JSON.stringify(entry.body), requestId: ctx.requestId, prevHash: head.hash, hash })
    .execute()
  for (const consumer of listeners.get(entry.type) ?? [])
    await post(ctx, tx, { kind: `react:${consumer}`, logId: row.id, body: { logId: row.id } })
  return row.id
}

/** SHA-256 over the canonical entry and the hash before it: one altered byte breaks every later link. */
export function chained(before: Buffer, row: Omit<LogEntry, 'body'> & { body: Json }): Buffer {
  const text = jcs({
    id: row.id,
    at: row.at.toISOString(),
    type: row.type,
    tenantId: row.tenantId,
    personId: row.personId,
    subjectId: row.subjectId,
    actorId: row.actorId,
    body: row.body,
    prev: before.toString('hex'),
  })
  return createHash('sha256').update(text).digest()
}

/** The history of one thing, oldest first: what states are folded from. */
export async function historyOf(db: Db<LogTables>, tenantId: string, subjectId: string): Promise<LogEntry[]> {
  const rows = await on(db)
    .selectFrom('logEntry')
    .select(['id', 'at', 'type', 'tenantId', 'personId', 'subjectId', 'actorId', 'body'])
    .where('subjectId', '=', subjectId)
    .where((is) => is.or([is('tenantId', '=', tenantId), is(sql`sec.tenant()`, 'is', null)]))
    .orderBy('id')
    .execute()
  return rows as LogEntry[]
}

export async function getEntry(db: Db<LogTables>, id: number): Promise<LogEntry> {
  const row = await on(db).selectFrom('logEntry').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return row as LogEntry
}
