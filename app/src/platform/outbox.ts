import { sql } from 'kysely'
import type { Json } from '../lib/jcs.ts'
import { type Ctx, type Db, on } from './ctx.ts'

export interface OutboxTables {
  outbox: {
    id: string
    tenantId: string | null
    personId: string | null
    logId: number | null
    kind: string
    body: unknown
    state: 'due' | 'done' | 'dead'
    attempts: number
    nextAt: Date
    doneAt: Date | null
    error: string | null
  }
}
export interface Letter {
  /** `react:<consumer>`, `mail`, `sign`, …: the worker that takes it. */
  readonly kind: string
  readonly body: Json
  readonly logId?: number | null
  /** Not before; absent = at once. */
  readonly at?: Date
}

/** Everything that leaves the transaction leaves through here, in the transaction; returns the id consumers are idempotent by. */
export async function post<T extends OutboxTables>(ctx: Ctx<T>, tx: Db<T>, letter: Letter): Promise<string> {
  const id = ctx.newId()
  await on<OutboxTables>(tx)
    .insertInto('outbox')
    .values({
      id,
      tenantId: ctx.scope.tenantId || null,
      personId: ctx.person.personId || null,
      logId: letter.logId ?? null,
      kind: letter.kind,
      body: JSON.stringify(letter.body),
      state: 'due',
      attempts: 0,
      nextAt: letter.at ?? ctx.now(),
      doneAt: null,
      error: null,
    })
    .execute()
  await sql`select sec.wake(${id}::uuid, ${letter.at ?? null})`.execute(on(tx))
  return id
}

/** Whether a reaction to a line of this tenant's log is still tried; one that was given up is not. */
export async function isEntryDue<T>(tx: Db<T>, logId: number): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`select sec.is_entry_due(${logId}) as due`.execute(on(tx))
  return rows[0]?.due ?? false
}

/** The same of a letter that leaves the building, by what it says. */
export async function isLetterDue<T>(tx: Db<T>, { kind, body }: Pick<Letter, 'kind' | 'body'>): Promise<boolean> {
  const said = JSON.stringify(body)
  const { rows } = await sql<{ due: boolean }>`select sec.is_letter_due(${kind}, ${said}::jsonb) as due`.execute(on(tx))
  return rows[0]?.due ?? false
}
