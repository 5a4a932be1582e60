import * as z from 'zod'
import type { Field } from './content-fields.ts'
import type { SectionId } from './draft.ts'

/** What an original has to say to those who adapted it: another text, or that nobody begins it any more. */
export const NEWS = ['changed', 'retired'] as const
export type News = (typeof NEWS)[number]

/** Which news of which version somebody has looked at. */
export const LookAtSource = z.strictObject({ versionId: z.uuid(), news: z.enum(NEWS) })
export type LookAtSource = z.infer<typeof LookAtSource>

const slug = z.string().max(80).optional().catch(undefined)
/** Which of several originals is shown. */
export const SourceQuery = z.object({ of: slug })
export type SourceQuery = z.infer<typeof SourceQuery>

/** In which part of the editor an author writes what a version says there. */
export const SECTION_OF = {
  title: 'about',
  summary: 'about',
  license: 'about',
  language: 'about',
  contact: 'about',
  nextReview: 'about',
  competency: 'competency',
  methodName: 'method',
  methodText: 'method',
  component: 'method',
  rationale: 'why',
  references: 'why',
  resource: 'resources',
  audience: 'people',
  grades: 'people',
  subjects: 'people',
  tags: 'people',
  needsStudents: 'people',
  question: 'context',
  practiceCase: 'evidence',
  requirementTitle: 'evidence',
  instructions: 'evidence',
  evidenceTypes: 'evidence',
  limits: 'evidence',
  indicator: 'evidence',
  readyCheck: 'evidence',
  prompt: 'reflection',
  firstStep: 'reflection',
  talkThrough: 'reflection',
  criterionTitle: 'rubric',
  criterionCounts: 'rubric',
  descriptor: 'rubric',
  levels: 'rubric',
  passLevel: 'rubric',
  rule: 'rubric',
  banking: 'rubric',
  effort: 'effort',
  prerequisites: 'alignments',
  alignments: 'alignments',
  aiPolicy: 'terms',
  aiNote: 'terms',
  expiry: 'terms',
  recognitionDefaults: 'terms',
  safety: 'terms',
} as const satisfies Record<Field, SectionId>

/** Limits stand with what they limit: of a question, of a requirement, of a prompt. */
const LIMITS_OF: Readonly<Record<string, SectionId>> = { O: 'context', R: 'evidence', P: 'reflection' }

export function sectionOf({ field, of }: { readonly field: Field; readonly of: string }): SectionId {
  return (field === 'limits' && LIMITS_OF[of.slice(0, 1)]) || SECTION_OF[field]
}
