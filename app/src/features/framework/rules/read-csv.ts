import { parseCsv } from '../../../lib/csv.ts'
import type { CsvColumns } from '../model.ts'
import { CASE } from './case-of-own.ts'
import type { CaseAssociation, CaseItem, CaseNode } from './case-package.ts'
import type { Known, Reading } from './reading.ts'

/** What a column may hold, and how its heading is usually written. */
const USUAL: Readonly<Record<keyof CsvColumns, RegExp>> = {
  identifier: /^(identifier|guid|uuid|id)$/,
  statement: /^(fullstatement|statement|description|text|competency)$/,
  code: /^(humancodingscheme|code|codednotation|notation)$/,
  parent: /^(ischildof|parent|parentcode|childof)$/,
  order: /^(sequencenumber|sequence|order|position)$/,
  shortName: /^(abbreviatedstatement|shortname|name|title)$/,
  ownLabel: /^(ownlabel|ownshortlabel|label)$/,
  kind: /^(cfitemtype|itemtype|type|kind)$/,
  notes: /^(notes|note)$/,
  exactMatchOf: /^(exactmatchof|exactmatch)$/,
  isRelatedTo: /^(isrelatedto|relatedto)$/,
}
export const COLUMNS = Object.keys(USUAL) as readonly (keyof CsvColumns)[]

/** The cells of the first line, or null when it is no table. */
export function headingsOf(text: string): string[] | null {
  const parsed = parseCsv(text.split('\n', 1)[0] ?? '')
  const [first] = parsed.ok ? parsed.rows : []
  return first ? first.cells.map((cell) => cell.trim()) : null
}

/** Which column holds what, as far as the headings tell. */
export function guessColumns(headings: readonly string[]): CsvColumns {
  const plain = headings.map((heading) => heading.toLowerCase().replace(/[^a-z]/g, ''))
  const found = COLUMNS.map((name) => [name, plain.findIndex((heading) => USUAL[name].test(heading))] as const)
  return Object.fromEntries(found.filter(([, at]) => at >= 0)) as CsvColumns
}

type Row = Partial<Record<keyof CsvColumns, string>>
interface Line {
  readonly row: Row
  readonly node: CaseNode
}

/** A line for each statement; its parent by code or by identifier, the document when it names none. */
export function readCsv(text: string, columns: CsvColumns, known: Known): Reading {
  if (columns.statement === undefined) return { problem: { kind: 'columns' } }
  const parsed = parseCsv(text)
  if (!parsed.ok) return { problem: { kind: 'csv', line: parsed.line } }
  const rows = parsed.rows
    .slice(1)
    .map(({ cells }) => rowOf(cells, columns))
    .filter(({ statement }) => statement)
  if (rows.length === 0) return { problem: { kind: 'empty' } }
  const document = documentNode(known)
  const lines = rows.map((row, at): Line => ({ row, node: nodeOf(row, { at, document, known }) }))
  const items = lines.map(({ row, node }) => itemOf(row, node, known))
  const labels = lines.flatMap(({ row, node }) => (row.ownLabel ? [[node.identifier, row.ownLabel] as const] : []))
  return {
    pack: {
      CFDocument: {
        ...{ identifier: document.identifier, uri: document.uri, caseVersion: '1.1', title: known.title },
        creator: known.rightsHolder,
        language: known.language,
        licenseURI: {
          title: known.licenseURI,
          identifier: known.namedId(known.addresses, known.licenseURI),
          uri: known.licenseURI,
        },
        lastChangeDateTime: known.at.toISOString(),
      },
      CFItems: items,
      CFAssociations: linksOf(lines, document, known),
    },
    labels: new Map(labels),
  }
}

function rowOf(cells: readonly string[], columns: CsvColumns): Row {
  const entries = Object.entries(columns) as [keyof CsvColumns, number][]
  return Object.fromEntries(entries.map(([name, at]) => [name, (cells[at] ?? '').replaceAll('\0', '').trim()]))
}

/** The same title in the same organization is the same framework again. */
function documentNode({ title, tenantId, namedId, addresses, baseUrl }: Known): CaseNode {
  const identifier = namedId(addresses, `urn:cairn:organization:${tenantId}:framework:${title.toLowerCase()}`)
  return { title, identifier, uri: `${baseUrl}${CASE}/CFDocuments/${identifier}` }
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function nodeOf(row: Row, { at, document, known }: { at: number; document: CaseNode; known: Known }): CaseNode {
  const name = row.identifier || row.code || `${at + 1}`
  const identifier = GUID.test(name) ? name : known.namedId(document.identifier, name)
  return { title: row.code || name, identifier, uri: `${known.baseUrl}${CASE}/CFItems/${identifier}` }
}

function itemOf({ statement = '', code, shortName, kind, notes }: Row, node: CaseNode, known: Known): CaseItem {
  return {
    identifier: node.identifier,
    uri: node.uri,
    fullStatement: statement,
    ...(code ? { humanCodingScheme: code } : {}),
    ...(shortName ? { abbreviatedStatement: shortName } : {}),
    ...(kind ? { CFItemType: kind } : {}),
    ...(notes ? { notes } : {}),
    language: known.language,
    lastChangeDateTime: known.at.toISOString(),
  }
}

function linksOf(lines: readonly Line[], document: CaseNode, known: Known): CaseAssociation[] {
  const byName = new Map(lines.flatMap(({ row, node }) => [[row.identifier, node] as const, [row.code, node] as const]))
  const named = (name: string): CaseNode => byName.get(name) ?? { title: name, identifier: name, uri: name }
  return lines.flatMap(({ row, node }, at) => {
    const link = (type: string, destination: CaseNode, sequence?: number) =>
      linkOf({ type, origin: node, destination, sequence }, document, known)
    const parent = row.parent ? named(row.parent) : document
    const order = /^\d{1,9}$/.test(row.order ?? '') ? Number(row.order) : at + 1
    return [
      link('isChildOf', parent, order),
      ...(row.exactMatchOf ? [link('exactMatchOf', named(row.exactMatchOf))] : []),
      ...(row.isRelatedTo ? [link('isRelatedTo', named(row.isRelatedTo))] : []),
    ]
  })
}

function linkOf(
  given: { type: string; origin: CaseNode; destination: CaseNode; sequence?: number | undefined },
  document: CaseNode,
  { namedId, baseUrl, at }: Known,
): CaseAssociation {
  const { type, origin, destination, sequence } = given
  const identifier = namedId(document.identifier, `${origin.identifier}|${type}|${destination.identifier}`)
  return {
    identifier,
    uri: `${baseUrl}${CASE}/CFAssociations/${identifier}`,
    associationType: type,
    ...(sequence === undefined ? {} : { sequenceNumber: sequence }),
    originNodeURI: origin,
    destinationNodeURI: destination,
    lastChangeDateTime: at.toISOString(),
  }
}
