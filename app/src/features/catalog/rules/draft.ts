import type { z } from 'zod'
import type { AchievementFile } from '../model.ts'

export const DRAFT_STATES = ['draft', 'inReview', 'changesRequested', 'approved', 'published', 'discarded'] as const
export type DraftState = (typeof DRAFT_STATES)[number]

/** The outline of the editor, in the order in which a micro-credential is read (06-catalogue.md 1.2). */
export const SECTION_IDS = [
  'about',
  'competency',
  'method',
  'why',
  'resources',
  'people',
  'context',
  'evidence',
  'reflection',
  'rubric',
  'effort',
  'alignments',
  'terms',
] as const
export type SectionId = (typeof SECTION_IDS)[number]

type Written<Part> = Part extends readonly (infer Item)[]
  ? Written<Item>[]
  : Part extends object
    ? { -readonly [Name in keyof Part]?: Written<Part[Name]> }
    : Part

/** A file of the catalogue as far as it is written: any part may be absent, empty or too long. */
export type DraftContent = Written<z.input<typeof AchievementFile>>

/** A remark that the authors let stand, and why. */
export interface KeptFinding {
  readonly key: string
  readonly code: string
  readonly reason: string
  readonly by: string
  readonly at: string
}

/** Beside the text: never published. */
export interface DraftNotes {
  /** What a reader would point at, by criterion. */
  readonly points?: Readonly<Record<string, string>>
  /** Remarks of the linter that stand with a reason. */
  readonly kept?: readonly KeptFinding[]
}

/** Words may change while nobody else judges them. */
export function isWritable(state: DraftState): boolean {
  return state === 'draft' || state === 'changesRequested'
}

export const USUAL_LEVELS = ['not_yet', 'demonstrated', 'exemplary'] as const

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `${prefix}${at + 1}` }))

interface Blank {
  readonly language: string
  readonly contact: string
  /** The usual name of a level in that language. */
  readonly nameOf: (level: (typeof USUAL_LEVELS)[number]) => string
}

/** A blank page, ruled: as many rows as the least that may be published. */
export function blankDraft({ language, contact, nameOf }: Blank): DraftContent {
  return {
    ...{ version: '1.0.0', language, contact, license: 'CC-BY-4.0', visibility: 'public' },
    components: numbered('K', 3),
    resources: [{ languages: [language] }, { languages: [language] }],
    part1: { questions: [{ id: 'O1', minWords: 0, maxWords: 150 }] },
    part2: {
      requirements: [
        { id: 'R1', evidenceTypes: [], minItems: 1, maxItems: 1, shared: false, indicators: [{ id: 'R1.a' }] },
      ],
    },
    part3: { prompts: [{ id: 'P1', maxWords: 150 }] },
    rubric: {
      levels: USUAL_LEVELS.map((id) => ({ id, label: nameOf(id) })),
      passLevel: 'demonstrated',
      rule: { kind: 'conjunctive' },
      banking: { enabled: true, months: 12 },
      criteria: numbered('C', 3).map((row) => ({ ...row, looksAt: [], mustHave: false, weight: 1, descriptors: {} })),
    },
    aiPolicy: { kind: 'assist_with_disclosure' },
    expiry: { kind: 'never' },
    safety: { sensitiveTopics: false },
  }
}
