import { CsvError, type InfoRecord, type Options, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | bigint | boolean | null | undefined

// A spreadsheet reads a cell that starts so as a formula; some of them also the full-width forms, and after signs that are not shown.
const STARTS_A_FORMULA = /^[\0\t\n\r =+\-@＝＋－＠]*[\0\t\r=+\-@＝＋－＠]/
const NUMERIC = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

const READING = { bom: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] }

export type ParsedCsv =
  | { ok: true; rows: { line: number; cells: string[] }[] }
  | { ok: false; because: string; line: number }

/** One record with its line end, CR LF by RFC 4180. */
export function csvLine(cells: readonly Cell[]): string {
  return csvText([cells])
}

export function csvText(rows: readonly (readonly Cell[])[]): string {
  const guardedRows = rows.map((row) => row.map((cell) => guarded(String(cell ?? ''))))
  return stringify(guardedRows, { record_delimiter: 'windows', quoted_match: /[\r\n]/ })
}

/** A leading apostrophe keeps a spreadsheet from running the cell; numbers stay numbers. */
export function guarded(text: string): string {
  return STARTS_A_FORMULA.test(text) && !NUMERIC.test(text) ? `'${text}` : text
}

/** Records with the number of the line they start on. Takes CR LF, LF and a byte order mark; an empty line is no record. */
export function parseCsv(text: string): ParsedCsv {
  const rows: { line: number; cells: string[] }[] = []
  const keep = (cells: string[], { lines }: InfoRecord): null => {
    rows.push({ line: startOf(lines, cells), cells })
    return null
  }
  try {
    parse(text, { ...READING, on_record: keep as NonNullable<Options['on_record']> })
    return { ok: true, rows }
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, because: error.code, line: Number(error.lines ?? 1) }
    throw error
  }
}

/** The parser counts to the record's last line. */
function startOf(lastLine: number, record: readonly string[]): number {
  return lastLine - record.join('').split('\n').length + 1
}
