import { NotFound } from './refusal.ts'

/** Answers for one of the rows that were read together; one that is not among them is not found. */
export function among<Row>(rows: readonly Row[], keyOf: (row: Row) => string, what: string): (key: string) => Row {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  return (key) => {
    const row = byKey.get(key)
    if (!row) throw new NotFound(what)
    return row
  }
}
