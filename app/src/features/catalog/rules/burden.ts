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

/** As many pieces as must be sent, the most laborious kinds first: nobody is promised less than it may take. */
function ofRequirement(requirement: Requirement): Minutes {
  const kinds = (requirement.evidenceTypes ?? [])
    .map((kind) => ofPiece(kind, requirement))
    .sort((a, b) => b.educator - a.educator)
  const pieces = Array.from(
    { length: Math.max(1, count(requirement.minItems)) },
    (_, place) => kinds[place] ?? kinds[0],
  )
  return pieces.reduce<Minutes>(
    (sum, piece) => ({ educator: sum.educator + (piece?.educator ?? 0), reader: sum.reader + (piece?.reader ?? 0) }),
    { educator: 0, reader: 0 },
  )
}

function ofPiece(kind: string, { maxPages, maxMinutes, maxWords }: Requirement): Minutes {
  if (kind === 'video' || kind === 'audio') {
    const minutes = Math.max(1, count(maxMinutes))
    return { educator: minutes * EDUCATOR.video, reader: minutes * READER.video }
  }
  const pages = Math.max(1, count(maxPages))
  const read = pages * READER.page
  if (kind === 'data_table') return { educator: EDUCATOR.table, reader: read }
  if (kind === 'instrument') return { educator: EDUCATOR.instrument, reader: read }
  return maxPages === undefined && count(maxWords) > 0
    ? ofWords(count(maxWords))
    : { educator: pages * EDUCATOR.page, reader: read }
}

function ofWords(words: number): Minutes {
  return { educator: (words / 100) * EDUCATOR.words, reader: (words / 100) * READER.words }
}

/** What is typed and no number counts for nothing. */
function count(typed: unknown): number {
  return typeof typed === 'number' && Number.isFinite(typed) && typed > 0 ? typed : 0
}
