import type { CaseAssociation, CaseItem, CaseNode, CasePackage } from './case-package.ts'
import type { Known, SourceProblem } from './reading.ts'

type Loose = Readonly<Record<string, unknown>>
const FRAMEWORK = 'ceasn:CompetencyFramework'
const COMPETENCY = 'ceasn:Competency'

/** Linked data of a competency framework: a graph, a list of nodes, or one node. */
export function isAsn(value: unknown): boolean {
  return nodesOf(value).some((node) => typeof node['@type'] === 'string' && node['@type'].startsWith('ceasn:'))
}

function nodesOf(value: unknown): Loose[] {
  const graph = (value as Loose | undefined)?.['@graph'] ?? value
  return (Array.isArray(graph) ? graph : [graph]).filter((node) => typeof node === 'object' && node !== null)
}

interface Place extends Known {
  readonly framework: Loose
  readonly document: CaseNode
  readonly nodes: ReadonlyMap<string, CaseNode>
  readonly order: ReadonlyMap<string, number>
}

/** The same framework as a package: identifiers from the CTIDs, addresses as given. */
export function asnAsPackage(value: unknown, known: Known): CasePackage | { problem: SourceProblem } {
  const nodes = nodesOf(value)
  const frameworks = nodes.filter((node) => node['@type'] === FRAMEWORK)
  const [framework] = frameworks
  if (!framework) return { problem: { kind: 'unknown' } }
  if (frameworks.length > 1) return { problem: { kind: 'several', count: frameworks.length } }
  const competencies = nodes.filter((node) => node['@type'] === COMPETENCY)
  const document = nodeOf(framework, wordsOf(framework['ceasn:name']) || known.title, known)
  const named = competencies.map((one) => nodeOf(one, wordsOf(one['ceasn:codedNotation']) || idOf(one), known))
  const place: Place = {
    ...known,
    framework,
    document,
    nodes: new Map(named.map((node) => [node.uri, node])),
    order: orderOf([framework, ...competencies]),
  }
  return {
    CFDocument: documentOf(place),
    CFItems: competencies.map((one) => itemOf(place, one)),
    CFAssociations: competencies.flatMap((one) => linksOf(place, one)),
  }
}

function documentOf({ framework, document, rightsHolder, licenseURI, language, at, ...known }: Place) {
  const description = wordsOf(framework['ceasn:description'])
  const license = listOf(framework['ceasn:license'])[0] ?? licenseURI
  return {
    identifier: document.identifier,
    uri: document.uri,
    caseVersion: '1.1',
    creator: rightsHolder,
    title: document.title,
    ...(description ? { description } : {}),
    language: listOf(framework['ceasn:inLanguage'])[0] ?? language,
    licenseURI: { title: license, identifier: known.namedId(known.addresses, license), uri: license },
    lastChangeDateTime: at.toISOString(),
  }
}

function itemOf({ nodes, at }: Place, node: Loose): CaseItem {
  const known = nodes.get(idOf(node))
  const code = wordsOf(node['ceasn:codedNotation'])
  const kind = wordsOf(listOfAny(node['ceasn:competencyCategory'])[0])
  const language = listOf(node['ceasn:inLanguage'])[0]
  const keyword = wordsOf(listOfAny(node['ceasn:conceptKeyword'])[0])
  return {
    identifier: known?.identifier ?? '',
    uri: idOf(node),
    fullStatement: wordsOf(node['ceasn:competencyText']),
    ...(code ? { humanCodingScheme: code } : {}),
    ...(keyword ? { abbreviatedStatement: keyword } : {}),
    ...(kind ? { CFItemType: kind } : {}),
    ...(language ? { language } : {}),
    lastChangeDateTime: at.toISOString(),
  }
}

const PAIRS = [
  ['ceasn:exactAlignment', 'exactMatchOf'],
  ['ceasn:majorAlignment', 'isRelatedTo'],
  ['ceasn:minorAlignment', 'isRelatedTo'],
  ['ceasn:broadAlignment', 'isRelatedTo'],
  ['ceasn:narrowAlignment', 'isRelatedTo'],
  ['ceasn:alignTo', 'isRelatedTo'],
] as const

function linksOf(place: Place, node: Loose): CaseAssociation[] {
  const origin = place.nodes.get(idOf(node))
  if (!origin) return []
  const parents = listOf(node['ceasn:isChildOf']).map((uri) => place.nodes.get(uri) ?? elsewhere(uri))
  const above = parents.length > 0 ? parents : [place.document]
  const pairs = PAIRS.flatMap(([name, type]) =>
    listOf(node[name]).map((uri) =>
      linkOf(place, { origin, type, destination: place.nodes.get(uri) ?? elsewhere(uri) }),
    ),
  )
  return [...above.map((destination) => linkOf(place, { origin, type: 'isChildOf', destination })), ...unique(pairs)]
}

function linkOf(
  { document, order, namedId, baseUrl, at }: Place,
  { origin, type, destination }: { origin: CaseNode; type: string; destination: CaseNode },
): CaseAssociation {
  const identifier = namedId(document.identifier, `${origin.identifier}|${type}|${destination.identifier}`)
  const sequence = type === 'isChildOf' ? order.get(origin.uri) : undefined
  return {
    identifier,
    uri: `${baseUrl}/ims/case/v1p1/CFAssociations/${identifier}`,
    associationType: type,
    ...(sequence === undefined ? {} : { sequenceNumber: sequence }),
    originNodeURI: origin,
    destinationNodeURI: destination,
    lastChangeDateTime: at.toISOString(),
  }
}

function unique(links: readonly CaseAssociation[]): CaseAssociation[] {
  return [...new Map(links.map((link) => [link.identifier, link])).values()]
}

function elsewhere(uri: string): CaseNode {
  return { title: uri, identifier: uri, uri }
}

/** The place of each child below its parent, as the parents list them. */
function orderOf(nodes: readonly Loose[]): ReadonlyMap<string, number> {
  const lists = nodes.map((node) => listOf(node['ceasn:hasTopChild'] ?? node['ceasn:hasChild']))
  return new Map(lists.flatMap((children) => children.map((uri, at) => [uri, at + 1] as const)))
}

function nodeOf(node: Loose, title: string, { namedId, addresses }: Known): CaseNode {
  const uri = idOf(node)
  const given = /^ce-([0-9a-f-]{36})$/i.exec(String(node['ceterms:ctid'] ?? ''))?.[1]
  return { title, identifier: given ?? namedId(addresses, uri), uri }
}

function idOf(node: Loose): string {
  return String(node['@id'] ?? '')
}

function listOfAny(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** Addresses or plain words, however they are wrapped. */
function listOf(value: unknown): string[] {
  return listOfAny(value).flatMap((each) => {
    if (typeof each === 'string') return [each]
    const id = (each as Loose | null)?.['@id']
    return typeof id === 'string' ? [id] : []
  })
}

/** The first language of a language map; English before others. */
function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return wordsOf(value[0])
  if (typeof value !== 'object' || value === null) return ''
  const words = value as Loose
  const english = Object.keys(words).find((language) => /^en\b/i.test(language))
  return String(words[english ?? Object.keys(words)[0] ?? ''] ?? '')
}
