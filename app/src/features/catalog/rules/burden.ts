import type { DraftContent } from './draft.ts'

type Requirement = NonNullable<NonNullable<DraftContent['part2']>['requirements']>[number]
interface Minutes {
  readonly educator: number
  readonly reader: number
}
export interface Burden extends Minutes {
  readonly byRequirement: readonly (Minutes & { readonly id: string; readonly title: string })[]
  /** Parts 1 and 3, and the criteria a reader goes through. */
  readonly words: Minutes
  readonly criteria: number
}

/** Minutes for one page, one minute of video, 100 words, one table, one instrument (06-catalogue.md 4). */
const EDUCATOR = { page: 8, video: 4, words: 12, table: 25, instrument: 30 }
const READER = { page: 1.5, video: 1.2, words: 0.5, criterion: 1 }
/** What E2 warns of and what it refuses. */
export const LIMITS = { educator: { many: 150, most: 240 }, reader: { many: 25, most: 45 } } as const

/** How long gathering and reading take, by what is asked for. */
export function burdenOf(draft: DraftContent): Burden {
  const byRequirement = (draft.part2?.requirements ?? []).map((one) => ({
    id: one.id ?? '',
    title: one.title ?? '',
    ...ofRequirement(one),
  }))
  const words = ofWords(
    [...(draft.part1?.questions ?? []), ...(draft.part3?.prompts ?? [])].reduce(
      (sum, { maxWords }) => sum + count(maxWords),
      0,
    ),
  )
  const criteria = (draft.rubric?.criteria ?? []).length * READER.criterion
  const all = [...byRequirement, words]
  return {
    educator: all.reduce((sum, { educator }) => sum + educator, 0),
    reader: all.reduce((sum, { reader }) => sum + reader, 0) + criteria,
    ...{ byRequirement, words, criteria },
  }
}

/**
 * As many pieces as must be sent, the most laborious kinds first: nobody is promised less than it may take.
 * A limit of pages, minutes or words is one for all pieces of the requirement together.
 */
function ofRequirement(requirement: Requirement): Minutes {
  const kinds = (requirement.evidenceTypes ?? [])
    .map((kind) => measureOf(kind, requirement))
    .sort((one, other) => asked(requirement, other, 1).educator - asked(requirement, one, 1).educator)
  const pieces = Math.max(1, count(requirement.minItems))
  const numbers = new Map<Measure, number>()
  for (let place = 0; place < pieces; place++) {
    const kind = kinds[place] ?? kinds[0]
    if (kind) numbers.set(kind, (numbers.get(kind) ?? 0) + 1)
  }
  // A table and an instrument have a page of their own out of those that there may be.
  const others = (numbers.get('table') ?? 0) + (numbers.get('instrument') ?? 0)
  return [...numbers].reduce<Minutes>(
    (sum, [measure, number]) => {
      const { educator, reader } = asked(requirement, measure, number, others)
      return { educator: sum.educator + educator, reader: sum.reader + reader }
    },
    { educator: 0, reader: 0 },
  )
}

type Measure = 'minutes' | 'words' | 'pages' | 'table' | 'instrument'

function measureOf(kind: string, { maxPages, maxWords }: Requirement): Measure {
  if (kind === 'video' || kind === 'audio') return 'minutes'
  if (kind === 'data_table') return 'table'
  if (kind === 'instrument') return 'instrument'
  return maxPages === undefined && count(maxWords) > 0 ? 'words' : 'pages'
}

/** What so many pieces of a measure take where others have taken pages of theirs. */
function asked(requirement: Requirement, measure: Measure, pieces: number, others = 0): Minutes {
  if (measure === 'minutes') {
    const minutes = count(requirement.maxMinutes) || pieces
    return { educator: minutes * EDUCATOR.video, reader: minutes * READER.video }
  }
  if (measure === 'words') return ofWords(count(requirement.maxWords))
  if (measure === 'pages') {
    const pages = Math.max(1, (count(requirement.maxPages) || pieces) - others)
    return { educator: pages * EDUCATOR.page, reader: pages * READER.page }
  }
  return { educator: pieces * EDUCATOR[measure], reader: pieces * READER.page }
}

function ofWords(words: number): Minutes {
  return { educator: (words / 100) * EDUCATOR.words, reader: (words / 100) * READER.words }
}

/** What is typed and no number counts for nothing. */
function count(typed: unknown): number {
  return typeof typed === 'number' && Number.isFinite(typed) && typed > 0 ? typed : 0
}
