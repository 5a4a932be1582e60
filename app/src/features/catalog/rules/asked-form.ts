import type { z } from 'zod'
import { limitsOf } from './draft-limits.ts'
import { fieldName } from './draft-places.ts'

type Issue = z.core.$ZodIssue

/** Which form is asked for (`catalog.form.*`), with what that sentence names. */
export type AskedForm = Readonly<Record<string, string | number>> & { readonly asked: string }

const numbered = (letter: string, most: number): AskedForm => ({
  asked: 'one',
  allowed: Array.from({ length: most }, (_, at) => `${letter}${at + 1}`).join(', '),
})
const like = (example: string): AskedForm => ({ asked: 'like', example })

/** Where the schema has a pattern, or a choice between shapes: said by the name of the field. */
const BY_FIELD: Readonly<Record<string, AskedForm>> = {
  code: { asked: 'code' },
  slug: { asked: 'slug' },
  'image.seed': { asked: 'slug' },
  subjects: { asked: 'slug' },
  tags: { asked: 'slug' },
  'alignments.frameworkId': { asked: 'slug' },
  strand: { asked: 'strand' },
  contact: { asked: 'contact' },
  version: like('1.0.0'),
  language: like('en-US'),
  'resources.languages': like('en'),
  references: like('simonsen2008'),
  nextReview: like('2028-06-30'),
  'alignments.uri': { asked: 'address' },
  'recognitionDefaults.amount': like('10.00'),
  prerequisites: like('{ code: B1, kind: required }'),
  'components.id': numbered('K', 5),
  'rubric.criteria.component': numbered('K', 5),
  'rubric.criteria.id': numbered('C', 8),
  'part1.questions.id': numbered('O', 4),
  'part2.requirements.id': numbered('R', 4),
  'part2.requirements.indicators.id': like('R1.a'),
  'part3.prompts.id': numbered('P', 4),
  'practiceCase.opensIn': numbered('R', 4),
  'practiceCase.laterAfter': numbered('R', 4),
  'talkThrough.id': numbered('T', 6),
  'rubric.levels.id': { asked: 'level' },
  'rubric.passLevel': { asked: 'level' },
  'rubric.criteria.descriptors': { asked: 'level' },
  'rubric.rule.kind': { asked: 'one', allowed: 'conjunctive, k_of_n, compensatory' },
  'expiry.kind': { asked: 'one', allowed: 'never, after' },
  'image.kind': { asked: 'one', allowed: 'generated, upload' },
}

const BY_TYPE: Readonly<Record<string, string>> = {
  boolean: 'yes',
  string: 'text',
  array: 'list',
  object: 'group',
  record: 'group',
}

/** What would be right where a value of another kind stands. */
export function askedForm(issue: Issue, value: unknown): AskedForm {
  if (value === null) return { asked: 'empty' }
  const path = issue.path.join('.')
  if (issue.code === 'invalid_type') return ofType(issue.expected, path, value)
  if (issue.code === 'invalid_value') return ofChoice(issue.values.map(String), value)
  if (issue.code === 'not_multiple_of') return { asked: 'multiple', step: Number(issue.divisor) }
  return BY_FIELD[fieldName(path)] ?? { asked: 'other' }
}

function ofType(expected: string, path: string, value: unknown): AskedForm {
  const asked = BY_TYPE[expected]
  if (asked === 'text' && isPlain(value)) return { asked: 'quoted', now: String(value) }
  return asked ? { asked } : ofNumber(expected === 'int' ? 'whole' : 'between', path)
}

function ofNumber(kind: 'whole' | 'between', path: string): AskedForm {
  const { least, most } = limitsOf(path)
  return least === undefined || most === undefined ? { asked: 'number' } : { asked: kind, least, most }
}

function ofChoice(allowed: readonly string[], value: unknown): AskedForm {
  if (isPlain(value) && allowed.includes(String(value))) return { asked: 'quoted', now: String(value) }
  return { asked: 'one', allowed: allowed.join(', ') }
}

/** What YAML reads as a number, or as yes or no, where no quotation marks stand around it. */
function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean'
}
