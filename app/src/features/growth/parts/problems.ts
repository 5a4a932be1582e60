import type { FormState } from '../../../platform/route.ts'
import type { FieldProblem } from '../../../ui/error-summary.tsx'

/** Fields that gather many values carry brackets in their name on the page. */
const MANY = new Set(['competencies'])

/** What is to be mended, each with its field; one sentence is said once. */
export function problemsOf({ fields }: FormState): FieldProblem[] {
  return Object.entries(fields).map(([field, text]) => ({ field: MANY.has(field) ? `${field}[]` : field, text }))
}

export function typedIn({ typed }: FormState, field: string): string | undefined {
  const value = typed[field]
  return typeof value === 'string' ? value : undefined
}
