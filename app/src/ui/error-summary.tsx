import { t } from '../text.ts'
import { fieldId } from './field-id.ts'
import { Mark } from './mark.tsx'

export interface FieldProblem {
  field: string
  text: string
}

export interface ErrorSummaryProps {
  errors: readonly FieldProblem[]
  title?: string
  scope?: string
}

/** Takes the focus when the page comes back with problems; each line leads to its field. Nothing when all is well. */
export function ErrorSummary({ errors, title, scope }: ErrorSummaryProps) {
  if (errors.length === 0) return null
  // A sentence that belongs to a field stands in the list already.
  const heading = errors.some(({ text }) => text === title) ? undefined : title
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 class="error-summary-title" id="error-summary-title">
        <Mark name="problem" />
        {heading ?? t('ui.error.title', { count: errors.length })}
      </h2>
      <ul class="error-summary-list">
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#${fieldId(error.field, scope)}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The sentence for one field, for its `error`. */
export function errorOf(errors: readonly FieldProblem[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.text
}
