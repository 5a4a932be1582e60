import { FieldFrame, type FieldWords } from './field-frame.tsx'
import { describedBy, fieldId } from './field-id.ts'

export interface FileFieldProps extends FieldWords {
  /** Media types or endings, as the browser's own picker takes them. */
  accept?: string
  multiple?: boolean
  required?: boolean
  disabled?: boolean
}

/** The picker is always offered, whatever capture a script adds. Needs `<Form files>`. Works in islands. */
export function FileField(props: FileFieldProps) {
  const id = fieldId(props.name, props.scope)
  return (
    <FieldFrame {...props} id={id}>
      <input
        class="field-file"
        type="file"
        id={id}
        name={props.name}
        accept={props.accept}
        multiple={props.multiple}
        required={props.required}
        disabled={props.disabled}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={describedBy(id, props)}
      />
    </FieldFrame>
  )
}
