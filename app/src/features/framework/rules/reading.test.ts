import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { namedId, OF_ADDRESSES } from '../../../platform/named-ids.ts'
import { fixturesIn, fixturesPresent, fixtureText } from '../../../testing/fixtures.ts'
import { Framework } from '../model.ts'
import { outward } from '../rules.ts'
import { caseOfOwn } from './case-of-own.ts'
import type { CaseItem, CasePackage } from './case-package.ts'
import { dryRun } from './dry-run.ts'
import { asnOf } from './json-ld.ts'
import { guessColumns, headingsOf, readCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'
import type { Known } from './reading.ts'
import { shownTree } from './shown-tree.ts'

const present = fixturesPresent(import.meta.filename)
const known: Known = {
  title: 'Our standards',
  rightsHolder: 'The county',
  licenseURI: 'https://county.example/terms',
  language: 'en',
  baseUrl: 'https://learn.example',
  tenantId: '01900000-0000-7000-8000-000000000001',
  at: new Date('2026-10-05T15:00:00Z'),
  namedId,
  addresses: OF_ADDRESSES,
}
const own = caseOfOwn(
  Framework.parse(JSON.parse(readFileSync('catalog/frameworks/cairn-teaching-practice.json', 'utf8'))),
  { baseUrl: 'https://learn.example', changedAt: known.at, namedId, addresses: OF_ADDRESSES },
)
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function packOf(text: string): CasePackage {
  const reading = readJson(text, known)
  if ('problem' in reading) throw new Error(JSON.stringify(reading.problem))
  return reading.pack
}

describe('a JSON source that cannot be read', () => {
  const problem = (text: string) => {
    const reading = readJson(text, known)
    return 'problem' in reading ? reading.problem : null
  }

  test.each([
    ['{\n  "CFDocument": {\n    "title": oops }\n}', 3, 14],
    ['{"CFDocument": {\n', 2, 1],
    ['', 1, 1],
  ])('%j breaks off in line %i, column %i', (text, line, column) => {
    expect(problem(text)).toEqual({ kind: 'json', line, column })
  })

  test('of another kind is told so', () => {
    expect(problem('{"items": []}')).toEqual({ kind: 'unknown' })
    expect(problem('[1, 2]')).toEqual({ kind: 'unknown' })
  })

  test('of the wrong shape names the first twenty places', () => {
    const items = Array.from({ length: 25 }, (_item, n) => ({ identifier: n === 0 ? 'none' : id(n), uri: 'x' }))
    const found = problem(JSON.stringify({ CFDocument: own.CFDocument, CFItems: items }))
    expect(found).toMatchObject({ kind: 'shape', more: 31 })
    expect(found?.kind === 'shape' && found.paths.slice(0, 3)).toEqual([
      { path: 'CFItems.0.identifier', because: 'form' },
      { path: 'CFItems.0.fullStatement', because: 'missing' },
      { path: 'CFItems.0.lastChangeDateTime', because: 'missing' },
    ])
  })

  test('with one identifier for two statements names the second', () => {
    const [item] = own.CFItems
    const twice = [item, { ...item, identifier: item?.identifier.toUpperCase() }]
    expect(problem(JSON.stringify({ CFDocument: own.CFDocument, CFItems: twice }))).toEqual({
      kind: 'shape',
      paths: [{ path: 'CFItems.1.identifier', because: 'twice' }],
      more: 0,
    })
  })
})

describe.runIf(present)('published packages of CASE 1.0', () => {
  const samples = present ? fixturesIn('case/samples').filter((name) => name.endsWith('.json')) : []

  test.each(samples)('%s comes back with everything that CASE 1.1 has a place for', (name) => {
    const given = JSON.parse(fixtureText(name))
    expect(comparable(packOf(fixtureText(name)))).toEqual(comparable(given))
  })

  /** Without times, and without the links of 1.0 that follow from the place. */
  function comparable(value: unknown): unknown {
    const dropped = new Set(['lastChangeDateTime', 'CFDocumentURI', 'CFPackageURI', 'CFItemAssociationURI'])
    return JSON.parse(JSON.stringify(value), (key, part) => {
      if (dropped.has(key)) return undefined
      if (key === 'sequenceNumber') return Number(part)
      if (key === 'description' && part === null) return ''
      if (part && typeof part === 'object' && 'educationalLevel' in part) {
        const { educationalLevel, ...rest } = part
        return { ...rest, educationLevel: [educationalLevel] }
      }
      return part
    })
  }
})

describe('a framework as linked data', () => {
  test('our own comes back as the same tree with the same identifiers', () => {
    const { rightsHolder, licenseURI } = { rightsHolder: 'The Cairn contributors', licenseURI: 'https://x.example' }
    const left = outward({ pack: own, rights: { rightsHolder, licenseURI, redistributable: true } })
    const back = packOf(JSON.stringify(asnOf(left, { rightsHolder, address: 'https://learn.example/f' })))
    const named = ({ identifier, uri, fullStatement, humanCodingScheme }: CaseItem) => ({
      ...{ identifier, uri, fullStatement, humanCodingScheme },
    })
    expect(back.CFItems.map(named)).toEqual(own.CFItems.map(named))
    const links = ({ CFAssociations }: CasePackage) =>
      CFAssociations.map((link) => [
        link.originNodeURI.identifier,
        link.sequenceNumber,
        link.destinationNodeURI.identifier,
      ]).sort()
    expect(links(back)).toEqual(links(own))
  })

  test('two frameworks in one file are too many', () => {
    const two = [1, 2].map((n) => ({ '@type': 'ceasn:CompetencyFramework', '@id': `https://x.example/${n}` }))
    expect(readJson(JSON.stringify(two), known)).toEqual({ problem: { kind: 'several', count: 2 } })
  })

  test.runIf(present)('a sample of the registry keeps its CTIDs and its text', () => {
    const [framework] = JSON.parse(fixtureText('ctdl/samples/seed__competency_framework.json'))
    const competencies = JSON.parse(fixtureText('ctdl/samples/seed__competency.json')).slice(0, 2)
    const pack = packOf(JSON.stringify({ '@graph': [framework, ...competencies] }))
    expect(pack.CFDocument).toMatchObject({
      identifier: 'ab70cb5f-d75d-3344-864f-df565d1a17d7',
      title: 'Georgia Standards of Excellence',
      creator: 'The county',
    })
    expect(pack.CFItems.map(({ fullStatement }) => fullStatement)).toEqual(['Kindergarten', 'High School'])
    expect(pack.CFAssociations.map(({ associationType, sequenceNumber }) => [associationType, sequenceNumber])).toEqual(
      [
        ['isChildOf', 1],
        ['exactMatchOf', undefined],
        ['isChildOf', 2],
      ],
    )
  })
})

describe('a table', () => {
  const TABLE = 'Code,Statement,Parent,Own label\nA,First,,\nA.1,Second,A,Ours\nA.2,"Third, last",A,\n'
  const read = (text: string) => readCsv(text, guessColumns(headingsOf(text) ?? []), known)

  test('is read by its headings; a parent is named by its code', () => {
    const reading = read(TABLE)
    if ('problem' in reading) throw new Error('unreadable')
    const { CFDocument, CFItems, CFAssociations } = reading.pack
    expect(CFDocument).toMatchObject({ title: 'Our standards', creator: 'The county' })
    expect(CFItems.map(({ fullStatement }) => fullStatement)).toEqual(['First', 'Second', 'Third, last'])
    expect(CFAssociations.map((link) => link.destinationNodeURI.title)).toEqual(['Our standards', 'A', 'A'])
    expect([...reading.labels.values()]).toEqual(['Ours'])
    expect(read(TABLE)).toEqual(reading)
  })

  test.each([
    ['no column of statements', 'Code,Words\nA,First\n', 'columns'],
    ['no line with a statement', 'Code,Statement\nA,\n', 'empty'],
    ['a quotation mark too few', 'Code,Statement\nA,"First\n', 'csv'],
  ])('with %s says so', (_case, text, kind) => {
    expect(read(text)).toMatchObject({ problem: { kind } })
  })

  test.runIf(present)('the published sample is read with its tree and its pairs', () => {
    const reading = read(fixtureText('case/samples/opensalt-sample_case.csv'))
    if ('problem' in reading) throw new Error('unreadable')
    expect(reading.pack.CFItems).toHaveLength(10)
    const run = dryRun(reading.pack, [])
    expect(run).toMatchObject({ orphans: [], missingParents: [], cycles: [], duplicates: [], crosswalks: 3 })
  })
})

describe('the dry run', () => {
  const item = (n: number, code = `S${n}`, fullStatement = `Statement ${n}`): CaseItem => ({
    ...{ identifier: id(n), uri: `https://x.example/${n}`, fullStatement, humanCodingScheme: code },
    lastChangeDateTime: '2026-10-05T15:00:00Z',
  })
  const node = (n: number) => ({ title: `S${n}`, identifier: n === 0 ? own.CFDocument.identifier : id(n), uri: 'x' })
  const below = (child: number, parent: number) => ({
    ...{ identifier: id(child * 100 + parent), uri: 'x', associationType: 'isChildOf' },
    ...{ originNodeURI: node(child), destinationNodeURI: node(parent), lastChangeDateTime: '2026-10-05T15:00:00Z' },
  })
  const pack = (items: CaseItem[], links: [number, number][]): CasePackage => ({
    CFDocument: own.CFDocument,
    CFItems: items,
    CFAssociations: links.map(([child, parent]) => below(child, parent)),
  })
  const codes = (named: readonly { code: string }[]) => named.map(({ code }) => code)

  test('tells new, changed, gone and unchanged apart; a later time alone is no change', () => {
    const held = [item(1), item(2), item(3)]
    const now = [{ ...item(1), lastChangeDateTime: '2027-01-01T00:00:00Z' }, item(2, 'S2', 'Other words'), item(4)]
    const run = dryRun(pack(now, []), held)
    expect([codes(run.added), codes(run.changed), codes(run.removed), run.unchanged]).toEqual([
      ['S4'],
      ['S2'],
      ['S3'],
      1,
    ])
  })

  test.each<[string, [number, number][], string[][]]>([
    [
      'a tree',
      [
        [1, 0],
        [2, 1],
        [3, 1],
      ],
      [],
    ],
    ['a statement above itself', [[1, 1]], [['S1', 'S1']]],
    [
      'three in a circle',
      [
        [1, 2],
        [2, 3],
        [3, 1],
      ],
      [['S1', 'S2', 'S3', 'S1']],
    ],
    [
      'a branch that hangs on a circle',
      [
        [1, 2],
        [2, 3],
        [3, 2],
      ],
      [['S2', 'S3', 'S2']],
    ],
    [
      'two parents, one of them in a circle',
      [
        [1, 0],
        [1, 2],
        [2, 1],
        [3, 0],
      ],
      [['S1', 'S2', 'S1']],
    ],
  ])('%s', (_case, links, cycles) => {
    expect(dryRun(pack([item(1), item(2), item(3)], links), []).cycles).toEqual(cycles)
  })

  test('names orphans, codes that are used twice, and parents that are not there', () => {
    const run = dryRun(
      pack(
        [item(1), item(2, 'S1'), item(3)],
        [
          [1, 0],
          [2, 9],
        ],
      ),
      [],
    )
    expect(codes(run.orphans)).toEqual(['S3'])
    expect(run.duplicates).toEqual([{ code: 'S1', count: 2 }])
    expect(run.missingParents).toMatchObject([{ child: { code: 'S1' }, parent: 'S9' }])
  })
})

describe('the tree on a page', () => {
  const links = [
    { origin: 'b', destination: 'top' },
    { origin: 'a', destination: 'top' },
    { origin: 'c', destination: 'b' },
    { origin: 'd', destination: 'gone' },
  ]

  test('reads from the top, each parent before its children; what hangs on nothing stands at the top', () => {
    const branches = shownTree(['a', 'b', 'c', 'd', 'e'], links, { top: 'top' })
    expect(branches.map(({ key, depth }) => `${depth}${key}`)).toEqual(['0b', '1c', '0a', '0d', '0e'])
    expect(shownTree(['a', 'b', 'c'], links, { top: 'top', under: 'b' })).toEqual([{ key: 'c', depth: 0, more: 0 }])
  })

  test('of a large framework the upper levels, with how many are below', () => {
    const keys = Array.from({ length: 600 }, (_key, n) => `k${n}`)
    const wide = keys.map((origin, n) => ({ origin, destination: n < 3 ? 'top' : 'k0' }))
    expect(shownTree(keys, wide, { top: 'top' })).toEqual([
      { key: 'k0', depth: 0, more: 597 },
      { key: 'k1', depth: 0, more: 0 },
      { key: 'k2', depth: 0, more: 0 },
    ])
  })
})
