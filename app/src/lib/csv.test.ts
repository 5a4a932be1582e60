import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine, csvText, guarded, parseCsv } from './csv.ts'

test.each([
  [['a', 'b'], 'a,b\r\n'],
  [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"\r\n'],
  [[null, undefined, 0, false, true], ',,0,false,true\r\n'],
  [['=1+1', '+1 555 0100', '-x', '@sum', '\tx', '\rx'], `'=1+1,'+1 555 0100,'-x,'@sum,'\tx,"'\rx"\r\n`],
  [['-5', '+3.50', '-.5', -4], '-5,+3.50,-.5,-4\r\n'],
] as const)('%j is the line %j', (cells, line) => expect(csvLine(cells)).toBe(line))

test.each([
  ['=A1'],
  ['-1+2'],
  ['+1e5'],
  ['@'],
  ['-'],
  ['-1.2.3'],
  ['+'],
  ['-5 '],
  ["=cmd|' /C calc'!A0"],
  ['\0=1+1'],
  ['\0'],
  ['\n=1'],
  [' =1'],
  ['＝1+1'],
  ['＋1'],
  ['－1'],
  ['＠sum'],
])('B-csv-formula-export: %j is never run by a spreadsheet', (text) => {
  expect(guarded(text)).toBe(`'${text}`)
})

test.each([['a=1'], [' a-1'], ['maya@school.example'], ['Ａ＝1']])(
  'B-csv-formula-export: %j is text and stays it',
  (text) => {
    expect(guarded(text)).toBe(text)
  },
)

test('records keep the number of the line they start on', () => {
  expect(parseCsv('\uFEFFid,name\r\n1,"two\nlines"\n\n2,"say ""hi"""')).toEqual({
    ok: true,
    rows: [
      { line: 1, cells: ['id', 'name'] },
      { line: 2, cells: ['1', 'two\nlines'] },
      { line: 5, cells: ['2', 'say "hi"'] },
    ],
  })
})

test.each([
  ['a\n"b', 'CSV_QUOTE_NOT_CLOSED', 2],
  ['a\n"b"c', 'CSV_INVALID_CLOSING_QUOTE', 2],
  ['a,b"c', 'INVALID_OPENING_QUOTE', 1],
  ['"x\ny",z"', 'INVALID_OPENING_QUOTE', 2],
] as const)('%j is refused: %s on line %i', (text, because, line) =>
  expect(parseCsv(text)).toEqual({ ok: false, because, line }),
)

test('what was written is what is read', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é') })
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
      const read = parseCsv(csvText(rows))
      expect(read.ok && read.rows.map((row) => row.cells)).toEqual(rows)
    }),
  )
})
