import {
  type AchievementFile,
  type Audience,
  EVIDENCE_TYPES,
  type EvidenceType,
  GRADE_BANDS,
  type Grade,
  type GradeBand,
  OWN_FRAMEWORK,
  type Requirement,
  type TIMES,
} from '../model.ts'
import type { ExploreQuery } from './explore-query.ts'

export type TimeIHave = (typeof TIMES)[number]

/** What a card shows and what its facets ask. Plain JSON, made once at import. */
export interface ExploreCard {
  code: string
  slug: string
  strand: string
  title: string
  summary: string
  domains: readonly string[]
  audience: readonly Audience[]
  grades: readonly Grade[]
  subjects: readonly string[]
  tags: readonly string[]
  needsStudents: boolean
  evidenceTypes: readonly EvidenceType[]
  hours: number
  /** What its author suggests for recognition, where that is not the effort. */
  suggestedHours?: string
  firstStepMinutes: number
  firstStep?: string
  language: string
  /** Other languages in which all of it can be read. */
  alsoIn?: readonly string[]
  ai: AchievementFile['aiPolicy']['kind']
  expires: AchievementFile['expiry']['kind']
}

/** What other rooms know of an achievement, each optional. */
export interface CardFacts {
  measured?: { medianHours: number; awards: number }
  stacks?: readonly string[]
  issuers?: readonly string[]
  worth?: boolean
  exemplars?: boolean
}

const WEEK_HOURS = 10
const STEP_MINUTES = 45
const ENOUGH_AWARDS = 10

const BANDS: Record<GradeBand, readonly Grade[]> = {
  'PK-2': ['PK', 'K', '1', '2'],
  '3-5': ['3', '4', '5'],
  '6-8': ['6', '7', '8'],
  '9-12': ['9', '10', '11', '12'],
  adult: ['adult'],
}

/** The union over all requirements, in the order of the list. */
export function evidenceTypesOf(requirements: readonly Pick<Requirement, 'evidenceTypes'>[]): EvidenceType[] {
  return EVIDENCE_TYPES.filter((type) => requirements.some(({ evidenceTypes }) => evidenceTypes.includes(type)))
}

/** `all` means every grade of school; adults are named on their own. */
export function gradeBandsOf(grades: readonly Grade[]): GradeBand[] {
  return GRADE_BANDS.filter((band) =>
    BANDS[band].some((grade) => grades.includes(grade) || (grades.includes('all') && grade !== 'adult')),
  )
}

/** The author's claim, until ten awards have shown how long it takes. */
export function hoursShown(claimed: number, measured?: CardFacts['measured']): number {
  return measured && measured.awards >= ENOUGH_AWARDS ? measured.medianHours : claimed
}

/** Times a person may have in which this can be done, or at least begun. */
export function timesOf(effort: { hours: number; firstStepMinutes: number }): TimeIHave[] {
  const times: TimeIHave[] = effort.firstStepMinutes <= STEP_MINUTES ? ['45min'] : []
  if (effort.hours <= WEEK_HOURS) times.push('week')
  return [...times, 'term']
}

/** Domains of the own framework that the alignments name: `CLM.1` is in CLM. */
export function domainsOf(alignments: AchievementFile['alignments']): string[] {
  const own = alignments.filter(({ frameworkId }) => frameworkId === OWN_FRAMEWORK)
  return [...new Set(own.map(({ itemId }) => itemId.replace(/\..*/, '')))]
}

export function cardOf(file: AchievementFile): ExploreCard {
  const { code, slug, strand, title, summary, audience, grades, subjects, tags, needsStudents, effort } = file
  return {
    ...{ code, slug, strand, title, summary, audience, grades, subjects, tags, needsStudents },
    domains: domainsOf(file.alignments),
    evidenceTypes: evidenceTypesOf(file.part2.requirements),
    hours: effort.hours,
    ...suggestedOf(file),
    firstStepMinutes: effort.firstStepMinutes,
    ...(file.firstStep === undefined ? {} : { firstStep: file.firstStep }),
    language: file.language,
    ai: file.aiPolicy.kind,
    expires: file.expiry.kind,
  }
}

function suggestedOf({ effort, recognitionDefaults }: AchievementFile): Pick<ExploreCard, 'suggestedHours'> {
  const suggested = recognitionDefaults?.[0]?.amount
  return suggested === undefined || Number(suggested) === effort.hours ? {} : { suggestedHours: suggested }
}

export type Facet = Exclude<keyof ExploreQuery, 'q'>

type Values = (card: ExploreCard, facts: CardFacts) => readonly string[]

/** One row per facet: the values under which a card is found. `any` stands for every value asked. */
const FACETS: Record<Facet, Values> = {
  strand: (card) => [card.strand],
  domain: (card) => card.domains,
  audience: (card) => card.audience,
  grade: (card) => gradeBandsOf(card.grades),
  subject: (card) => card.subjects,
  need: (card) => card.tags,
  students: (card) => [card.needsStudents ? 'yes' : 'no'],
  evidence: (card) => card.evidenceTypes,
  time: (card, facts) => timesOf({ ...card, hours: hoursShown(card.hours, facts.measured) }),
  language: (card) => [card.language, ...(card.alsoIn ?? [])],
  ai: (card) => [card.ai],
  expires: (card) => [card.expires],
  stack: (_card, facts) => facts.stacks ?? [],
  issuer: (_card, facts) => facts.issuers ?? [],
  worth: (_card, facts) => (facts.worth ? ['yes'] : []),
  exemplars: (_card, facts) => (facts.exemplars ? ['yes'] : []),
}
export const FACET_NAMES = Object.keys(FACETS) as readonly Facet[]

function asked(query: ExploreQuery, facet: Facet): readonly string[] {
  const value = query[facet]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** Values of one facet widen, facets narrow. The words of the query are the search's business. */
export function matchesQuery(card: ExploreCard, query: ExploreQuery, facts: CardFacts = {}): boolean {
  return FACET_NAMES.every((facet) => matchesFacet(card, facts, { facet, values: asked(query, facet) }))
}

function matchesFacet(card: ExploreCard, facts: CardFacts, want: { facet: Facet; values: readonly string[] }): boolean {
  if (want.values.length === 0) return true
  const own = FACETS[want.facet](card, facts)
  return (want.facet === 'subject' && own.includes('any')) || want.values.some((value) => own.includes(value))
}

export type FacetCounts = Record<Facet, Readonly<Record<string, number>>>

/** For every value: how many cards it would show beside the other facets as they are chosen. */
export function facetCounts(
  cards: readonly { card: ExploreCard; facts?: CardFacts }[],
  query: ExploreQuery,
): FacetCounts {
  const counts = Object.fromEntries(FACET_NAMES.map((facet) => [facet, {}])) as Record<Facet, Record<string, number>>
  const wanted = FACET_NAMES.map((facet) => ({ facet, values: asked(query, facet) })).filter(
    ({ values }) => values.length > 0,
  )
  for (const { card, facts = {} } of cards)
    for (const facet of countingFor(wanted.filter((want) => !matchesFacet(card, facts, want))))
      for (const value of FACETS[facet](card, facts)) counts[facet][value] = (counts[facet][value] ?? 0) + 1
  return counts
}

/** A card counts for a facet when no other facet keeps it away. */
function countingFor([missed, ...more]: readonly { facet: Facet }[]): readonly Facet[] {
  if (more.length > 0) return []
  return missed ? [missed.facet] : FACET_NAMES
}
