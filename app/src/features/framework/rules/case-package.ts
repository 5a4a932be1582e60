import * as z from 'zod'

const identifier = z.string().min(1).max(200)
const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'framework.import.guid')
const text = z.string().max(20_000)
const line = z.string().max(2_000)
const lines = z.array(line).max(200)
const at = z.string().max(40)
const extensions = z.record(z.string(), z.unknown())

const Link = z.object({ title: text, identifier, uri: line })
const Node = Link.extend({ targetType: z.string().max(200).optional() })
export type CaseNode = z.infer<typeof Node>

export const CaseDocument = z.object({
  identifier: guid,
  uri: line,
  frameworkType: line.optional(),
  caseVersion: z.string().optional(),
  creator: line,
  title: line,
  lastChangeDateTime: at,
  officialSourceURL: line.optional(),
  publisher: line.optional(),
  description: text.optional(),
  subject: lines.optional(),
  subjectURI: z.array(Link).optional(),
  language: line.optional(),
  version: line.optional(),
  adoptionStatus: line.optional(),
  statusStartDate: at.optional(),
  statusEndDate: at.optional(),
  licenseURI: Link.optional(),
  notes: text.optional(),
  extensions: extensions.optional(),
})
export type CaseDocument = z.infer<typeof CaseDocument>

export const CaseItem = z.object({
  identifier: guid,
  uri: line,
  fullStatement: text,
  alternativeLabel: line.optional(),
  CFItemType: line.optional(),
  humanCodingScheme: line.optional(),
  listEnumeration: line.optional(),
  abbreviatedStatement: line.optional(),
  conceptKeywords: lines.optional(),
  conceptKeywordsURI: Link.optional(),
  notes: text.optional(),
  subject: lines.optional(),
  subjectURI: z.array(Link).optional(),
  language: line.optional(),
  educationLevel: lines.optional(),
  CFItemTypeURI: Link.optional(),
  licenseURI: Link.optional(),
  statusStartDate: at.optional(),
  statusEndDate: at.optional(),
  lastChangeDateTime: at,
  extensions: extensions.optional(),
})
export type CaseItem = z.infer<typeof CaseItem>

/** Kinds of the standard, and an organization's own behind `ext:`. */
const RELATION =
  /^(isChildOf|isPeerOf|isPartOf|exactMatchOf|precedes|isRelatedTo|replacedBy|exemplar|hasSkillLevel|isTranslationOf|ext:[\w.|-]+)$/

export const CaseAssociation = z.object({
  identifier: guid,
  associationType: z.string().max(200).regex(RELATION, 'framework.import.relation'),
  sequenceNumber: z.int().optional(),
  uri: line,
  originNodeURI: Node,
  destinationNodeURI: Node,
  CFAssociationGroupingURI: Link.optional(),
  lastChangeDateTime: at,
  notes: text.optional(),
  extensions: extensions.optional(),
})
export type CaseAssociation = z.infer<typeof CaseAssociation>

const held = { identifier: guid, uri: line, lastChangeDateTime: at, extensions: extensions.optional() }
const titled = { ...held, title: text, description: text.optional() }
const Level = z.object({
  ...held,
  // An array in the standard, an object everywhere else: kept as it came.
  extensions: z.unknown().optional(),
  description: text.optional(),
  quality: line.optional(),
  score: z.number().optional(),
  feedback: text.optional(),
  position: z.int().optional(),
  rubricCriterionId: identifier.optional(),
})
const Criterion = z.object({
  ...held,
  category: line.optional(),
  description: text.optional(),
  CFItemURI: Link.optional(),
  weight: z.number().optional(),
  position: z.int().optional(),
  rubricId: identifier.optional(),
  CFRubricCriterionLevels: z.array(Level).optional(),
})
export const CaseRubric = z.object({
  ...held,
  title: text.optional(),
  description: text.optional(),
  CFRubricCriteria: z.array(Criterion).optional(),
})
export type CaseRubric = z.infer<typeof CaseRubric>

const CaseDefinitions = z.object({
  CFConcepts: z.array(z.object({ ...titled, keywords: line.optional(), hierarchyCode: line.default('') })).optional(),
  CFSubjects: z.array(z.object({ ...titled, hierarchyCode: line.default('') })).optional(),
  CFLicenses: z.array(z.object({ ...titled, licenseText: text.default('') })).optional(),
  CFItemTypes: z
    .array(
      z.object({
        ...titled,
        description: text.default(''),
        hierarchyCode: line.default(''),
        typeCode: line.optional(),
      }),
    )
    .optional(),
  CFAssociationGroupings: z.array(z.object(titled)).optional(),
  extensions: extensions.optional(),
})

/** A framework as CASE 1.1 carries it. What a 1.0 package says beyond it is left out; its own links follow from the place. */
export const CasePackage = z.object({
  CFDocument: CaseDocument,
  CFItems: z.array(CaseItem).max(50_000).default([]),
  CFAssociations: z.array(CaseAssociation).max(200_000).default([]),
  CFDefinitions: CaseDefinitions.optional(),
  CFRubrics: z.array(CaseRubric).max(50_000).optional(),
  extensions: extensions.optional(),
})
export type CasePackage = z.infer<typeof CasePackage>
