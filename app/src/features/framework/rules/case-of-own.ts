import type { Competency, Framework } from '../model.ts'
import type { CaseAssociation, CaseItem, CaseNode, CasePackage, CaseRubric } from './case-package.ts'

/** UUIDv5 of a name in a namespace. */
export type NamedId = (namespace: string, name: string) => string

export interface Publishing {
  readonly baseUrl: string
  readonly changedAt: Date
  readonly namedId: NamedId
  /** The namespace of addresses. */
  readonly addresses: string
}
interface Place extends Publishing {
  readonly framework: Framework
  readonly namespace: string
}

export const CASE = '/ims/case/v1p1'

/** The site's own framework as a package: domains above competencies, one rubric for each competency. */
export function caseOfOwn(framework: Framework, publishing: Publishing): CasePackage {
  const name = `urn:cairn:framework:${framework.id.replace(/^cairn-/, '')}`
  const place: Place = { ...publishing, framework, namespace: publishing.namedId(publishing.addresses, name) }
  return {
    CFDocument: documentOf(place),
    CFItems: [
      ...framework.domains.map((domain) => itemOf(place, domain, 'Domain')),
      ...framework.competencies.map((competency) => itemOf(place, competency, 'Competency')),
    ],
    CFAssociations: hierarchyOf(place),
    CFRubrics: framework.competencies.map((competency) => rubricOf(place, competency)),
  }
}

function documentOf({ framework, baseUrl, changedAt, namedId, addresses }: Place): CasePackage['CFDocument'] {
  const { caseIdentifier, rightsHolder, title, version, language, description, license, licenseURI } = framework
  return {
    identifier: caseIdentifier,
    uri: `${baseUrl}${CASE}/CFDocuments/${caseIdentifier}`,
    caseVersion: '1.1',
    creator: rightsHolder,
    title,
    description,
    version,
    language,
    licenseURI: { title: license, identifier: namedId(addresses, licenseURI), uri: licenseURI },
    lastChangeDateTime: changedAt.toISOString(),
  }
}

interface Statement {
  readonly caseIdentifier: string
  readonly code: string
  readonly label: string
  readonly statement: string
}

function itemOf(place: Place, { caseIdentifier, code, label, statement }: Statement, kind: string): CaseItem {
  return {
    identifier: caseIdentifier,
    uri: `${place.baseUrl}${CASE}/CFItems/${caseIdentifier}`,
    fullStatement: statement,
    abbreviatedStatement: label,
    humanCodingScheme: code,
    CFItemType: kind,
    language: place.framework.language,
    lastChangeDateTime: place.changedAt.toISOString(),
  }
}

function hierarchyOf(place: Place): CaseAssociation[] {
  const { framework, baseUrl } = place
  const { caseIdentifier, title } = framework
  const top = { title, identifier: caseIdentifier, uri: `${baseUrl}${CASE}/CFDocuments/${caseIdentifier}` }
  const domains = [...framework.domains].sort((a, b) => a.order - b.order)
  return domains.flatMap((domain) => [
    childOf(place, { child: nodeOf(place, domain), parent: top, order: domain.order }),
    ...framework.competencies
      .filter((competency) => competency.domain === domain.id)
      .map((competency, at) =>
        childOf(place, { child: nodeOf(place, competency), parent: nodeOf(place, domain), order: at + 1 }),
      ),
  ])
}

function nodeOf({ baseUrl }: Place, { caseIdentifier, code }: Statement): CaseNode {
  return { title: code, identifier: caseIdentifier, uri: `${baseUrl}${CASE}/CFItems/${caseIdentifier}` }
}

function childOf(
  { namespace, namedId, baseUrl, changedAt }: Place,
  { child, parent, order }: { child: CaseNode; parent: CaseNode; order: number },
): CaseAssociation {
  const identifier = namedId(namespace, `${child.identifier}|isChildOf|${parent.identifier}`)
  return {
    identifier,
    uri: `${baseUrl}${CASE}/CFAssociations/${identifier}`,
    associationType: 'isChildOf',
    sequenceNumber: order,
    originNodeURI: child,
    destinationNodeURI: parent,
    lastChangeDateTime: changedAt.toISOString(),
  }
}

function rubricOf(place: Place, competency: Competency): CaseRubric {
  const { namespace, namedId, framework } = place
  const document = `${place.baseUrl}${CASE}/CFPackages/${framework.caseIdentifier}`
  const lastChangeDateTime = place.changedAt.toISOString()
  const of = (name: string) => {
    const identifier = namedId(namespace, `${name}|${competency.code}`)
    return { identifier, uri: `${document}#${identifier}`, lastChangeDateTime }
  }
  const [rubric, criterion] = [of('rubric'), of('criterion')]
  const labels = new Map(framework.levels.map(({ level, label }) => [level, label]))
  return {
    ...rubric,
    title: competency.label,
    CFRubricCriteria: [
      {
        ...criterion,
        description: competency.statement,
        CFItemURI: nodeOf(place, competency),
        position: 1,
        rubricId: rubric.identifier,
        CFRubricCriterionLevels: competency.levels.map(({ level, descriptor }) => ({
          ...of(`level ${level}`),
          quality: labels.get(level) ?? String(level),
          description: descriptor,
          score: level,
          position: level,
          rubricCriterionId: criterion.identifier,
        })),
      },
    ],
  }
}
