import type { Problem } from './problem.ts'

export type By = 'machine' | 'person' | 'both'

/** The standard's 29 components (06-catalogue.md 3): who answers each, and the findings of the linter that answer no. */
export const QUALITY = [
  { id: 'Q01', group: 'purpose', by: 'person', codes: [] },
  { id: 'Q02', group: 'purpose', by: 'person', codes: [] },
  { id: 'Q03', group: 'competency', by: 'machine', codes: ['C1', 'C2'] },
  { id: 'Q04', group: 'competency', by: 'person', codes: [] },
  { id: 'Q05', group: 'competency', by: 'person', codes: [] },
  { id: 'Q06', group: 'evidenceBase', by: 'both', codes: ['B1', 'reference_unverified'] },
  { id: 'Q07', group: 'evidenceBase', by: 'person', codes: [] },
  { id: 'Q08', group: 'method', by: 'both', codes: ['component_unknown'] },
  { id: 'Q09', group: 'method', by: 'both', codes: ['criterion_unanchored', 'indicator_unused'] },
  { id: 'Q10', group: 'requirements', by: 'both', codes: ['E1'] },
  { id: 'Q11', group: 'requirements', by: 'both', codes: ['range_reversed'] },
  { id: 'Q12', group: 'requirements', by: 'machine', codes: ['E2', 'E3'] },
  { id: 'Q13', group: 'rubric', by: 'both', codes: ['R1', 'R2'] },
  { id: 'Q14', group: 'rubric', by: 'both', codes: [] },
  { id: 'Q15', group: 'rubric', by: 'person', codes: ['R4'] },
  { id: 'Q16', group: 'rubric', by: 'person', codes: [] },
  { id: 'Q17', group: 'assessment', by: 'both', codes: [] },
  { id: 'Q18', group: 'assessment', by: 'machine', codes: [] },
  { id: 'Q19', group: 'fairness', by: 'person', codes: [] },
  { id: 'Q20', group: 'fairness', by: 'person', codes: [] },
  { id: 'Q21', group: 'access', by: 'both', codes: ['T1'] },
  { id: 'Q22', group: 'access', by: 'both', codes: [] },
  { id: 'Q23', group: 'privacy', by: 'person', codes: [] },
  { id: 'Q24', group: 'privacy', by: 'machine', codes: ['P1'] },
  { id: 'Q25', group: 'support', by: 'machine', codes: ['resources_free', 'U1'] },
  { id: 'Q26', group: 'support', by: 'both', codes: [] },
  // The page of every entry says all of it; nothing of it can be left blank.
  { id: 'Q27', group: 'openness', by: 'machine', codes: [] },
  { id: 'Q28', group: 'openness', by: 'machine', codes: ['hours_short'] },
  // Whoever publishes looks after it, by two years after publication or a day that its authors chose before (`upkeep.ts`); another day is refused before anybody judges.
  { id: 'Q29', group: 'upkeep', by: 'machine', codes: [] },
] as const satisfies readonly { id: string; group: string; by: By; codes: readonly string[] }[]
export type QualityId = (typeof QUALITY)[number]['id']

/** What a person has to answer; the rest follows from the text. */
export const ASKED: readonly QualityId[] = QUALITY.filter(({ by }) => by !== 'machine').map(({ id }) => id)

/** How many components may be waived, each with a reason. */
export const MOST_WAIVERS = 2

export interface PilotFacts {
  /** The number this version is to have. */
  version: string
  /** Submissions of the micro-credential that were decided, at most as many as the pilot asks for. */
  decided: number
}

/** Submissions that are read twice before a second edition. */
export const PILOT = 10

/** Components to which the machine says no; it says yes to nothing that a person has to judge. */
export function refusedByMachine(problems: readonly Problem[], pilot: PilotFacts): QualityId[] {
  const errors = new Set(problems.filter(({ level }) => level === 'error').map(({ code }) => code))
  return QUALITY.filter(
    ({ id, codes }) => codes.some((code) => errors.has(code)) || (id === 'Q18' && !isPiloted(pilot)),
  ).map(({ id }) => id)
}

/** A first edition and its corrections are the pilot; what follows it knows how the first was read. */
function isPiloted({ version, decided }: PilotFacts): boolean {
  return version.startsWith('0.') || version.startsWith('1.0.') || decided >= PILOT
}

export type Answer = 'met' | 'not_met'
export type Answers = ReadonlyMap<QualityId, Answer>

/** Components that a person was asked about and has not answered. */
export function unanswered(answers: Answers): QualityId[] {
  return ASKED.filter((id) => !answers.has(id))
}

/** Components that are not met by somebody's word, in the order of the standard. */
export function notMet(refused: readonly QualityId[], answers: readonly Answers[]): QualityId[] {
  return QUALITY.map(({ id }) => id).filter(
    (id) => refused.includes(id) || answers.some((each) => each.get(id) === 'not_met'),
  )
}
