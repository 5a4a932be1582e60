import { groupBy } from '../../../lib/group-by.ts'
import type { CaseItem, CasePackage } from './case-package.ts'

const ASN = 'http://credreg.net/ctdlasn/schema/context/json'

/** A framework as CTDL-ASN, made from what may leave (`outward`): the framework and each statement by its own address. */
export function asnOf(pack: CasePackage, { rightsHolder, address }: { rightsHolder: string; address: string }) {
  const { CFDocument: document, CFItems: items } = pack
  const tree = treeOf(pack)
  const language = document.language ?? 'en'
  const framework = {
    '@type': 'ceasn:CompetencyFramework',
    '@id': document.uri,
    'ceterms:ctid': ctid(document.identifier),
    'ceasn:name': { [language]: document.title },
    'ceasn:description': { [language]: document.description || document.title },
    'ceasn:inLanguage': [language],
    'ceasn:rightsHolder': [{ '@type': 'ceterms:CredentialOrganization', 'ceterms:name': { [language]: rightsHolder } }],
    ...(document.licenseURI ? { 'ceasn:license': document.licenseURI.uri } : {}),
    ...(document.officialSourceURL ? { 'ceasn:source': [document.officialSourceURL] } : {}),
    'ceasn:hasTopChild': tree.childrenOf(document.identifier),
  }
  return {
    '@context': ASN,
    '@id': address,
    '@graph': [framework, ...items.map((item) => statementOf(item, { language, tree, document: document.uri }))],
  }
}

/** Minted once with the identifier, and kept with it. */
function ctid(identifier: string): string {
  return `ce-${identifier.toLowerCase()}`
}

interface Tree {
  readonly childrenOf: (identifier: string) => readonly string[]
  readonly parentsOf: (identifier: string) => readonly string[]
  readonly linksOf: (identifier: string, type: string) => readonly string[]
}

function statementOf(item: CaseItem, { language, tree, document }: { language: string; tree: Tree; document: string }) {
  const spoken = item.language ?? language
  const listed = (name: string, values: readonly string[]) => (values.length > 0 ? { [name]: values } : {})
  return {
    '@type': 'ceasn:Competency',
    '@id': item.uri,
    'ceterms:ctid': ctid(item.identifier),
    'ceasn:competencyText': { [spoken]: item.fullStatement },
    // The vocabulary has no short name of a statement: it is what one looks for.
    ...(item.abbreviatedStatement ? { 'ceasn:conceptKeyword': [{ [spoken]: item.abbreviatedStatement }] } : {}),
    ...(item.humanCodingScheme ? { 'ceasn:codedNotation': item.humanCodingScheme } : {}),
    ...(item.CFItemType ? { 'ceasn:competencyCategory': [{ [spoken]: item.CFItemType }] } : {}),
    'ceasn:inLanguage': [spoken],
    'ceasn:isPartOf': [document],
    ...listed('ceasn:isChildOf', tree.parentsOf(item.identifier)),
    ...listed('ceasn:hasChild', tree.childrenOf(item.identifier)),
    ...listed('ceasn:exactAlignment', tree.linksOf(item.identifier, 'exactMatchOf')),
    ...listed('ceasn:alignTo', tree.linksOf(item.identifier, 'isRelatedTo')),
  }
}

function treeOf({ CFDocument, CFItems, CFAssociations }: CasePackage): Tree {
  const links = groupBy(CFAssociations, ({ originNodeURI }) => originNodeURI.identifier)
  const children = groupBy(
    CFAssociations.filter(({ associationType }) => associationType === 'isChildOf'),
    ({ destinationNodeURI }) => destinationNodeURI.identifier,
  )
  const uris = new Map(CFItems.map(({ identifier, uri }) => [identifier, uri]))
  const linked = (identifier: string, type: string) =>
    (links.get(identifier) ?? [])
      .filter(({ associationType }) => associationType === type)
      .map(({ destinationNodeURI: { identifier: to, uri } }) => uris.get(to) ?? uri)
      .filter((uri) => URL.canParse(uri))
  return {
    childrenOf: (identifier) =>
      (children.get(identifier) ?? [])
        .toSorted((a, b) => (a.sequenceNumber ?? 0) - (b.sequenceNumber ?? 0))
        .flatMap(({ originNodeURI: { identifier: child } }) => uris.get(child) ?? []),
    parentsOf: (identifier) => linked(identifier, 'isChildOf').filter((uri) => uri !== CFDocument.uri),
    linksOf: linked,
  }
}
