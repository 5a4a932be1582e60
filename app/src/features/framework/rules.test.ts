import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { namedId, OF_ADDRESSES } from '../../platform/named-ids.ts'
import { fixtureJson, fixturesPresent } from '../../testing/fixtures.ts'
import { Framework } from './model.ts'
import { caseOfOwn } from './rules/case-of-own.ts'
import { CasePackage } from './rules/case-package.ts'
import { asnOf } from './rules/json-ld.ts'
import { outward } from './rules.ts'

const present = fixturesPresent(import.meta.filename)
const framework = Framework.parse(
  JSON.parse(readFileSync('catalog/frameworks/cairn-teaching-practice.json', 'utf8')) as unknown,
)
const publishing = {
  baseUrl: 'https://learn.example',
  changedAt: new Date('2026-10-05T15:00:00Z'),
  namedId,
  addresses: OF_ADDRESSES,
}
const own = caseOfOwn(framework, publishing)
const { rightsHolder, licenseURI } = framework
const open = { rightsHolder, licenseURI, redistributable: true }
const closed = { ...open, rightsHolder: 'Somebody else', redistributable: false }

describe('the own framework as a CASE package', () => {
  test('names in the namespace of the framework give the identifiers that are in its file', () => {
    const namespace = namedId(OF_ADDRESSES, 'urn:cairn:framework:teaching-practice')
    expect(namedId(namespace, 'document')).toBe('c1d6df33-30b8-5cde-bdd0-ffb666fdf17b')
    expect(framework.competencies.map(({ caseIdentifier }) => caseIdentifier)).toEqual(
      framework.competencies.map(({ code }) => namedId(namespace, code)),
    )
  })

  test('holds every domain and competency once, each below its parent in its order', () => {
    expect(own.CFItems).toHaveLength(56)
    expect(own.CFAssociations).toHaveLength(56)
    expect(own.CFRubrics).toHaveLength(48)
    expect(new Set(own.CFAssociations.map(({ identifier }) => identifier)).size).toBe(56)
    const [domain, first] = own.CFAssociations
    expect(domain).toMatchObject({ sequenceNumber: 1, originNodeURI: { title: 'LRN' } })
    expect(first).toMatchObject({
      associationType: 'isChildOf',
      sequenceNumber: 1,
      originNodeURI: { title: 'LRN.1' },
      destinationNodeURI: { title: 'LRN' },
    })
  })

  test('has four levels in each rubric, with the name of the level and the words of the competency', () => {
    const [criterion] = own.CFRubrics?.[0]?.CFRubricCriteria ?? []
    expect(criterion?.CFRubricCriterionLevels?.map(({ quality, score }) => [score, quality])).toEqual([
      [1, 'Trying'],
      [2, 'Regular'],
      [3, 'Responsive'],
      [4, 'Shared'],
    ])
    expect(criterion?.CFItemURI?.title).toBe('LRN.1')
  })

  test('loses nothing when it is read as a package again', () => {
    expect(CasePackage.parse(JSON.parse(JSON.stringify(own)))).toEqual(own)
  })

  test.runIf(present)('is what the official schema of CASE 1.1 asks for, open or closed', () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true })
    addFormats.default(ajv)
    const valid = ajv.compile(fixtureJson('case/schema/official/case-v1p1-cfpackage.json'))
    for (const rights of [open, closed]) {
      valid(outward({ pack: own, rights }))
      expect(valid.errors).toBe(null)
    }
    expect(valid({ ...own, CFRubrics: [{ title: 'x' }] })).toBe(false)
  })
})

describe('what leaves the organization', () => {
  test('of a framework that may be passed on: everything', () => {
    expect(outward({ pack: own, rights: open })).toEqual(own)
  })

  test('of any other: codes, own labels, addresses, whose rights they are, and not one of its words', () => {
    const SENTINEL = 'the herons return before the thaw'
    const words = (text: string | undefined) => text && SENTINEL
    const pack: CasePackage = {
      ...own,
      CFDocument: { ...own.CFDocument, description: SENTINEL, notes: SENTINEL, creator: 'An author' },
      CFItems: own.CFItems.map((item) => ({
        ...item,
        fullStatement: SENTINEL,
        abbreviatedStatement: words(item.abbreviatedStatement),
        notes: SENTINEL,
        extensions: { words: SENTINEL },
      })),
      CFAssociations: own.CFAssociations.map((link) => ({
        ...link,
        notes: SENTINEL,
        originNodeURI: { ...link.originNodeURI, title: SENTINEL },
      })),
      CFRubrics: own.CFRubrics?.map((rubric) => ({ ...rubric, title: SENTINEL })),
      extensions: { words: SENTINEL },
    }
    const first = own.CFItems[0]?.identifier ?? ''
    const labels = new Map([[first, 'Our short name']])
    const left = outward({ pack, rights: closed, labels })
    expect(JSON.stringify(left)).not.toContain(SENTINEL)
    expect(left.CFDocument).toMatchObject({ creator: 'Somebody else', title: framework.title })
    expect(left.CFItems[0]).toEqual({
      identifier: first,
      uri: own.CFItems[0]?.uri,
      fullStatement: 'Our short name',
      abbreviatedStatement: 'Our short name',
      humanCodingScheme: 'LRN',
      lastChangeDateTime: '2026-10-05T15:00:00.000Z',
    })
    expect(left.CFItems[1]?.fullStatement).toBe('CLM')
  })

  test('a statement of another framework is known by its identifier, whatever it was called here', () => {
    const [link] = own.CFAssociations
    const elsewhere = { title: 'Words of theirs', identifier: 'X.1', uri: 'https://elsewhere.example/X.1' }
    const crossing = { ...link, associationType: 'exactMatchOf', destinationNodeURI: elsewhere } as typeof link
    const pack = { ...own, CFAssociations: crossing ? [crossing] : [] }
    const [left] = outward({ pack, rights: open }).CFAssociations
    expect(left?.destinationNodeURI).toEqual({ ...elsewhere, title: 'X.1' })
  })
})

describe('the framework as linked data', () => {
  const linked = asnOf(outward({ pack: own, rights: open }), { rightsHolder, address: 'https://learn.example/f' })
  const graph = linked['@graph'] as Record<string, unknown>[]

  test('a competency knows its text, its framework, its domain and its code', () => {
    expect(graph).toHaveLength(57)
    expect(graph.find((node) => node['ceasn:codedNotation'] === 'LRN.1')).toMatchObject({
      '@type': 'ceasn:Competency',
      'ceasn:isPartOf': [own.CFDocument.uri],
      'ceasn:isChildOf': [own.CFItems[0]?.uri],
      'ceasn:conceptKeyword': [{ en: 'Prior knowledge' }],
    })
    expect((graph[0] as { 'ceasn:hasTopChild': unknown[] })['ceasn:hasTopChild']).toHaveLength(8)
  })

  test.runIf(present)('uses words of the stored vocabulary alone, and every one that is required', () => {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv)
    for (const [type, file] of [
      ['ceasn:CompetencyFramework', 'competency_framework'],
      ['ceasn:Competency', 'competency'],
    ] as const) {
      const { $schema: _draft, ...schema } = fixtureJson(`ctdl/schema/${file}.json`)
      const closedSchema = structuredClone(schema) as {
        definitions: Record<string, { additionalProperties?: boolean }>
      }
      const definition = closedSchema.definitions[type]
      if (definition) definition.additionalProperties = false
      const valid = ajv.compile(closedSchema)
      for (const node of graph.filter((each) => each['@type'] === type)) {
        valid(node)
        expect(valid.errors).toBe(null)
      }
    }
  })
})
