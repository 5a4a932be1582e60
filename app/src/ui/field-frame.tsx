import type { ComponentChildren } from 'preact'
import { errorId, hintId } from './field-id.ts'
import { Mark } from './mark.tsx'

/** What every control says about itself. Words come from the page, so that fields also work in islands. */
export interface FieldWords {
  name: string
  label: string
  hint?: ComponentChildren
  error?: string
  /** A word after the label, such as "optional". */
  note?: string
  /** Tells two forms of one page apart. */
  scope?: string
}

export function FieldHint({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <div class="field-hint" id={hintId(id)}>
      {children}
    </div>
  )
}

export function FieldError({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p class="field-error" id={errorId(id)}>
      <Mark name="problem" />
      <span>{children}</span>
    </p>
  )
}

interface FieldFrameProps extends FieldWords {
  id: string
  children: ComponentChildren
}

export function FieldFrame({ id, label, hint, error, note, children }: FieldFrameProps) {
  return (
    <div class="field" data-invalid={error ? '' : undefined}>
      <label class="field-label" for={id}>
        {label}
        {note && <span class="field-note"> {note}</span>}
      </label>
      {hint && <FieldHint id={id}>{hint}</FieldHint>}
      {error && <FieldError id={id}>{error}</FieldError>}
      {children}
    </div>
  )
}
