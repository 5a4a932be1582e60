import { type QueryExecutorProvider, sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { AccountTables } from '../tables.ts'

type Tables = Db<AccountTables>
const COLUMNS = ['id', 'askedAt', 'dueAt', 'credentials', 'held', 'begunAt'] as const

/** What was asked and neither called off nor done, held until the transaction ends where it will be changed. */
export async function findOpenErasure(db: Tables, { personId }: PersonScope, { lock }: { lock: boolean }) {
  const query = on(db)
    .selectFrom('privacyErasure')
    .select(COLUMNS)
    .where('personId', '=', personId)
    .where('cancelledAt', 'is', null)
    .where('doneAt', 'is', null)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}
export type Erasure = NonNullable<Awaited<ReturnType<typeof findOpenErasure>>>

export interface Hold {
  readonly because: 'recognition' | 'administrator'
  readonly organization: string
}

/** What stands in the way now, in whatever organization. */
export async function listHolds(db: Tables): Promise<readonly Hold[]> {
  return (await sql<Hold>`select because, organization from sec.erasure_holds()`.execute(on(db))).rows
}

/** Whether rooms have yet to hear what was written about the person, or an award of theirs is under way. */
export async function isUnheard(db: Tables): Promise<boolean> {
  const { rows } = await sql<{ unheard: boolean }>`select sec.is_unheard() as unheard`.execute(on(db))
  return rows[0]?.unheard ?? false
}

export async function listErasuresDue(
  gate: QueryExecutorProvider,
  { at, most }: { at: Date; most: number },
): Promise<readonly { personId: string; id: string }[]> {
  return (await sql<{ personId: string; id: string }>`select * from sec.erasures_due(${at}, ${most})`.execute(gate))
    .rows
}
