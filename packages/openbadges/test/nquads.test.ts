import { describe, expect, test } from 'vitest'
import { parseNQuads, termsOf } from '../src/proof/nquads.ts'
import { labelledWithMap } from '../src/proof/rdfc.ts'

// RDF 1.1 N-Quads, section 4; RDF Dataset Canonicalization, section 5.
describe('N-Quads as anybody may write them, in canonical form', () => {
  test.each<[string, string]>([
    ['<urn:a> <urn:p> "b" .', '<urn:a> <urn:p> "b" .'],
    ['<urn:a><urn:p>"b".', '<urn:a> <urn:p> "b" .'],
    ['\t<urn:a>\t<urn:p> \t "b"\t.', '<urn:a> <urn:p> "b" .'],
    ['<urn:a> <urn:p> "b" . # <urn:c>', '<urn:a> <urn:p> "b" .'],
    ['<urn:a> <urn:p> <urn:b> .', '<urn:a> <urn:p> <urn:b> .'],
    ['<urn:a> <urn:p> _:x .', '<urn:a> <urn:p> _:c14n0 .'],
    ['_:x <urn:p> _:x .', '_:c14n0 <urn:p> _:c14n0 .'],
    ['<urn:a> <urn:p> "b" <urn:g> .', '<urn:a> <urn:p> "b" <urn:g> .'],
    ['<urn:a> <urn:p> "b" _:g .', '<urn:a> <urn:p> "b" _:c14n0 .'],
    ['<urn:a> <urn:p> _:x <urn:g> .', '<urn:a> <urn:p> _:c14n0 <urn:g> .'],
    ['_:x <urn:p> _:x _:x .', '_:c14n0 <urn:p> _:c14n0 _:c14n0 .'],
    ['<urn:a> <urn:p> "b"@en-GB .', '<urn:a> <urn:p> "b"@en-GB .'],
    ['<urn:a> <urn:p> "b"^^<urn:t> .', '<urn:a> <urn:p> "b"^^<urn:t> .'],
    ['<urn:a> <urn:p> "b"^^<http://www.w3.org/2001/XMLSchema#string> .', '<urn:a> <urn:p> "b" .'],
    ['<urn:\\u0061> <urn:\\u0070> <urn:\\U00000062> .', '<urn:a> <urn:p> <urn:b> .'],
    ['<urn:a> <urn:p> "b"^^<urn:\\u0074> .', '<urn:a> <urn:p> "b"^^<urn:t> .'],
    ['<urn:a> <urn:p> "\\u00e9\\u00E9\\U0001F600\\\'" .', '<urn:a> <urn:p> "éé😀\'" .'],
    ['<urn:a> <urn:p> "\\b\\t\\n\\f\\r\\"\\\\" .', '<urn:a> <urn:p> "\\b\\t\\n\\f\\r\\"\\\\" .'],
    ['<urn:a> <urn:p> "\\u0008\\u0000\\u007f\\u0080" .', '<urn:a> <urn:p> "\\b\\u0000\\u007F\u0080" .'],
    ['<urn:a> <urn:p> "" .', '<urn:a> <urn:p> "" .'],
    ['<urn:a> <urn:p> "a \\"b\\" c"@en .', '<urn:a> <urn:p> "a \\"b\\" c"@en .'],
  ])('%s', (line, canonical) => {
    expect(labelledWithMap(line).text).toBe(`${canonical}\n`)
  })

  test.each(['', '# nothing', 'no quad', '<urn:a>', '"a" .'])('a line that is no quad says nothing: %j', (line) => {
    expect(labelledWithMap(`${line}\n<urn:a> <urn:p> "b" .\r\n${line}`).text).toBe('<urn:a> <urn:p> "b" .\n')
  })

  test('every line once, and how many there were', () => {
    const line = '<urn:a> <urn:p> "b" .'
    const { graph, numbers } = parseNQuads(`${line}\n_:x <urn:p> _:y _:z .\r\n${line}\n_:y <urn:p> "c" _:z .\n${line}`)
    expect([graph.quads, graph.blanks, [...numbers]]).toEqual([5, 3, [['_:x', 0], ['_:y', 1], ['_:z', 2]]]) // biome-ignore format: one line reads better
  })
})

test('the terms of a line, one after the other', () => {
  expect(termsOf('<urn:a> <urn:p> "b <c> \\" ."@en <urn:g> .')).toEqual(['<urn:a>', '<urn:p>', '"b <c> \\" ."@en', '<urn:g>']) // biome-ignore format: one line reads better
  expect(termsOf('x <urn:a>')).toEqual([])
})
