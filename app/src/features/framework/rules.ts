import type { CaseAssociation, CaseItem, CaseNode, CasePackage } from './rules/case-package.ts'

/** So many words in a row are taken from a framework (06-catalogue.md 3.1, X1); fewer may be chance. */
export const CLOSED_RUN = 8

/** What was said about a framework when it was taken in. */
export interface Rights {
  readonly rightsHolder: string
  readonly licenseURI: string
  readonly redistributable: boolean
}
export interface Held {
  readonly pack: CasePackage
  readonly rights: Rights
  /** Short labels of our own by item, for frameworks whose words are not ours to show. */
  readonly labels?: ReadonlyMap<string, string>
}

/**
 * What leaves the organization that holds a framework: the whole of one that may be passed on. Of any other the codes,
 * our own short labels, addresses and whose rights they are. Whatever speaks outward of a framework goes through here.
 */
export function outward({ pack, rights, labels = new Map() }: Held): CasePackage {
  const named = namesOf(pack, rights.redistributable ? new Map() : labels, rights.redistributable)
  const CFAssociations = pack.CFAssociations.map((link) => linkOutward(link, named, rights.redistributable))
  if (rights.redistributable) return { ...pack, CFAssociations }
  const { identifier, uri, title, language, version, lastChangeDateTime } = pack.CFDocument
  return {
    CFDocument: {
      ...{ identifier, uri, caseVersion: '1.1', creator: rights.rightsHolder, title, lastChangeDateTime },
      ...(language === undefined ? {} : { language }),
      ...(version === undefined ? {} : { version }),
      ...(pack.CFDocument.licenseURI === undefined
        ? {}
        : { licenseURI: { ...pack.CFDocument.licenseURI, title: rights.licenseURI } }),
    },
    CFItems: pack.CFItems.map((item) => itemOutward(item, labels.get(item.identifier))),
    CFAssociations,
  }
}

function itemOutward(item: CaseItem, label: string | undefined): CaseItem {
  const { identifier, uri, humanCodingScheme, lastChangeDateTime } = item
  return {
    ...{ identifier, uri, lastChangeDateTime },
    fullStatement: label ?? humanCodingScheme ?? identifier,
    ...(humanCodingScheme === undefined ? {} : { humanCodingScheme }),
    ...(label === undefined ? {} : { abbreviatedStatement: label }),
  }
}

/** How a node of this framework may be called; one of another framework is nobody's here to name. */
function namesOf(
  { CFDocument, CFItems }: CasePackage,
  labels: ReadonlyMap<string, string>,
  open: boolean,
): ReadonlyMap<string, string | null> {
  const item = ({ identifier, humanCodingScheme }: CaseItem) =>
    open ? null : (labels.get(identifier) ?? humanCodingScheme ?? identifier)
  return new Map([
    [CFDocument.identifier.toLowerCase(), CFDocument.title],
    ...CFItems.map((each) => [each.identifier.toLowerCase(), item(each)] as const),
  ])
}

function linkOutward(link: CaseAssociation, named: ReadonlyMap<string, string | null>, open: boolean): CaseAssociation {
  const { notes: _notes, CFAssociationGroupingURI: _grouping, extensions: _extensions, ...plain } = link
  return {
    ...(open ? link : plain),
    originNodeURI: nodeOutward(link.originNodeURI, named),
    destinationNodeURI: nodeOutward(link.destinationNodeURI, named),
  }
}

function nodeOutward(node: CaseNode, named: ReadonlyMap<string, string | null>): CaseNode {
  const name = named.get(node.identifier.toLowerCase())
  if (name === null) return node
  return { ...node, title: name ?? node.identifier }
}
