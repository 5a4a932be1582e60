import type { FormState } from '../../../platform/route.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { problemsOf } from './problems.ts'

/** What a deed just done has to say: that it is done, what to mend, or why it was not possible. */
export function Told({ form, scope }: { form: FormState; scope?: string }) {
  const problems = problemsOf(form)
  if (!form.done && !form.problem) return null
  return (
    <div class="growth-told">
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {problems.length > 0 ? (
        <ErrorSummary errors={problems} scope={scope} />
      ) : (
        form.problem && <Notice tone="notYet" title={form.problem} />
      )}
    </div>
  )
}
