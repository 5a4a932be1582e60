import { type QueryExecutorProvider, sql } from 'kysely'

/** When the last line of the whole log was written. */
export async function newestEntryAt(gate: QueryExecutorProvider): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select sec.newest_entry() as at`.execute(gate)
  return rows[0]?.at ?? null
}

/** Sessions, invitations and letters that ended before: rows without content of anybody's work; how many of each went. */
export async function forgetEnded(
  gate: QueryExecutorProvider,
  { before, most }: { before: Date; most: number },
): Promise<readonly { kind: string; n: number }[]> {
  const { rows } = await sql<{
    kind: string
    n: number
  }>`select kind, n::int as n from sec.forget_ended(${before}, ${most})`.execute(gate)
  return rows
}
