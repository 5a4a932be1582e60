import type { FormState } from '../../../platform/route.ts'
import { ErrorSummary, type FieldProblem } from '../../../ui/error-summary.tsx'
import { Notice } from '../../../ui/notice.tsx'

export function errorsOf(form: FormState): FieldProblem[] {
  return Object.entries(form.fields).map(([field, text]) => ({ field, text }))
}

/** What became of the last press: done, fields to look at again, or the sentence why not. */
export function FormTop({ form, scope }: { form: FormState; scope?: string }) {
  const errors = errorsOf(form)
  if (errors.length > 0) return <ErrorSummary errors={errors} scope={scope} title={form.problem ?? undefined} />
  if (form.problem) return <Notice tone="danger">{form.problem}</Notice>
  return form.done ? <Notice tone="met">{form.done}</Notice> : null
}

/** What was typed before the refusal, or what is kept. */
export function typedOr(form: FormState, name: string, kept: string): string {
  const typed = form.typed[name]
  return typeof typed === 'string' ? typed : kept
}

export function typedListOr(form: FormState, name: string, kept: readonly string[]): readonly string[] {
  const typed = form.typed[name]
  return Array.isArray(typed) ? typed : kept
}
