import type { DraftContent } from './draft.ts'

/** The order of names in a file of the catalogue, whatever they stand in: what it is called, what it says, what it asks. */
const ORDER = (
  'id code slug strand visibility version language achievementId frameworkId itemId uri title name label summary competency keyMethod prompt text description ' +
  'instructions components rationale references url kind minutes free license languages resources audience grades subjects ' +
  'needsStudents tags firstStep talkThrough effort hours weeksMin weeksMax evidenceMinutes readerMinutes firstStepMinutes ' +
  'prerequisites alignments strength frameworkLevel part1 questions minWords evidenceTypes minItems maxItems maxMinutes ' +
  'maxPages maxWords shared indicators readyChecks part2 requirements practiceCase opensIn laterAfter part3 prompts rubric levels passLevel rule k minTotal ' +
  'sectionMin banking enabled months renewal criteria looksAt component mustHave weight descriptors aiPolicy note expiry unit ' +
  'amount recognitionDefaults safety studentFaces sensitiveTopics image seed fileId alt contact nextReview'
).split(' ')
const RANK = new Map(ORDER.map((name, place) => [name, place]))

/** The same file with its names in one order, so that the same content is the same bytes. Levels keep the order of the rubric. */
export function inFileOrder(file: DraftContent): unknown {
  const levels = (file.rubric?.levels ?? []).map(({ id }) => id ?? '')
  const rank = (name: string) => RANK.get(name) ?? ORDER.length + Math.max(0, levels.indexOf(name))
  return ordered(file, rank)
}

function ordered(value: unknown, rank: (name: string) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, rank))
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    pairs
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map(([name, inner]) => [name, ordered(inner, rank)]),
  )
}

/** Where the file lies in a catalogue folder: `f/f2-disaggregate-results.yaml`. */
export function fileNameOf({ strand = 'x', code = 'draft', slug = 'untitled' }: DraftContent): string {
  return `${strand.toLowerCase()}/${code.toLowerCase()}-${slug}.yaml`
}
