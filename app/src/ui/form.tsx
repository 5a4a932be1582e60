import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import { usePage } from './context.ts'

export interface FormProps {
  children: ComponentChildren
  /** Where it posts; this page when absent. */
  action?: string
  /** Fields that travel unseen: a revision, a return address. Absent values are left out. */
  hidden?: Readonly<Record<string, string | number | undefined>>
  /** True when the form carries files. */
  files?: boolean
  id?: string
  /** Name of the form for screen readers when no heading names it. */
  label?: string
  /** One row of small controls instead of a column of fields. */
  inline?: boolean
}

/** A POST that carries the visit's token. The server judges the input, so the browser's own bubbles stay out of the way. */
export function Form({ children, action, hidden = {}, files, id, label, inline }: FormProps) {
  const { csrf, path } = usePage()
  return (
    <form
      class={classNames('form', inline && 'form-inline')}
      method="post"
      action={action ?? path}
      enctype={files ? 'multipart/form-data' : undefined}
      id={id}
      aria-label={label}
      noValidate
    >
      <input type="hidden" name="_csrf" value={csrf} />
      {Object.entries(hidden).map(([name, value]) =>
        value === undefined ? null : <input type="hidden" key={name} name={name} value={value} />,
      )}
      {children}
    </form>
  )
}

/** Fields that belong together under one legend. */
export function FieldGroup({ legend, hint, children }: { legend: string; hint?: string; children: ComponentChildren }) {
  return (
    <fieldset class="field-group">
      <legend>{legend}</legend>
      {hint && <p class="field-hint">{hint}</p>}
      {children}
    </fieldset>
  )
}

/** The row of buttons that ends a form: the one main deed first. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>
}
