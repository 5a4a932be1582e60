import type { FormState } from '../../../platform/route.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Notice } from '../../../ui/notice.tsx'

/** What the last press did, or why it did not; fields lead to their place. */
export function Told({ form }: { form: FormState }) {
  const errors = Object.entries(form.fields).map(([field, text]) => ({ field, text }))
  if (errors.length > 0) return <ErrorSummary errors={errors} title={form.problem ?? undefined} />
  if (form.problem)
    return (
      <div role="alert">
        <Notice tone="danger">{form.problem}</Notice>
      </div>
    )
  return form.done ? (
    <Notice tone="met" live>
      {form.done}
    </Notice>
  ) : null
}
