export type Cell = string | number | bigint | boolean | null | undefined

// A spreadsheet reads a cell that starts so as a formula; some of them also the full-width forms, and after signs that are not shown.
const STARTS_A_FORMULA = /^[\0\t\n\r =+\-@＝＋－＠]*[\0\t\r=+\-@＝＋－＠]/
const NUMERIC = /^[+-]?(\d+(\.\d*)?|\.\d+)$/
const NEEDS_QUOTES = /[",\r\n]/

export type ParsedCsv =
  | { ok: true; rows: { line: number; cells: string[] }[] }
  | { ok: false; because: 'quote_open' | 'quote_stray'; line: number }

/** One record with its line end. `eol` is CR LF by RFC 4180; some receivers want LF. */
export function csvLine(cells: readonly Cell[], eol = '\r\n'): string {
  return cells.map(csvCell).join(',') + eol
}

export function csvText(rows: readonly (readonly Cell[])[], eol = '\r\n'): string {
  return rows.map((row) => csvLine(row, eol)).join('')
}

export function csvCell(cell: Cell): string {
  const text = guarded(cell === null || cell === undefined ? '' : String(cell))
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A leading apostrophe keeps a spreadsheet from running the cell; numbers stay numbers. */
export function guarded(text: string): string {
  return STARTS_A_FORMULA.test(text) && !NUMERIC.test(text) ? `'${text}` : text
}

/** Records with the number of the line they start on. Takes CR LF, LF and a byte order mark; an empty line is no record. */
export function parseCsv(text: string): ParsedCsv {
  const source = text.replace(/^\uFEFF/, '')
  const rows: { line: number; cells: string[] }[] = []
  let at = 0
  let line = 1
  while (at < source.length) {
    const record = readRecord(source, at)
    if (record.because) return { ok: false, because: record.because, line: line + record.lines }
    if (record.cells.length > 1 || record.cells[0] !== '' || record.quoted) rows.push({ line, cells: record.cells })
    at = record.end
    line += record.lines + 1
  }
  return { ok: true, rows }
}

interface Field {
  text: string
  end: number
  because?: 'quote_open' | 'quote_stray'
}
interface ReadRecord {
  cells: string[]
  end: number
  /** Line ends inside quoted cells. */
  lines: number
  quoted: boolean
  because?: 'quote_open' | 'quote_stray'
}

function readRecord(source: string, start: number): ReadRecord {
  const record: ReadRecord = { cells: [], end: start, lines: 0, quoted: false }
  for (;;) {
    const quoted = source[record.end] === '"'
    const field = quoted ? readQuoted(source, record.end + 1) : readPlain(source, record.end)
    record.quoted ||= quoted
    record.cells.push(field.text)
    record.end = field.end
    if (field.because) return { ...record, because: field.because }
    record.lines += field.text.split('\n').length - 1
    if (source[record.end] !== ',') return { ...record, end: afterLineEnd(source, record.end) }
    record.end += 1
  }
}

function readPlain(source: string, start: number): Field {
  const pattern = /[^",\r\n]*/y
  pattern.lastIndex = start
  const text = pattern.exec(source)?.[0] ?? ''
  return closed(source, { text, end: start + text.length })
}

function readQuoted(source: string, start: number): Field {
  const pattern = /[^"]*(?:""[^"]*)*/y
  pattern.lastIndex = start
  const raw = pattern.exec(source)?.[0] ?? ''
  const end = start + raw.length
  const text = raw.replaceAll('""', '"')
  return source[end] === '"' ? closed(source, { text, end: end + 1 }) : { text, end, because: 'quote_open' }
}

function closed(source: string, field: Field): Field {
  const next = source[field.end]
  return next === undefined || next === ',' || next === '\n' || next === '\r'
    ? field
    : { ...field, because: 'quote_stray' }
}

function afterLineEnd(source: string, end: number): number {
  return source.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, source.length)
}
