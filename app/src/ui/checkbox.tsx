import { classNames } from './class-names.ts'
import { FieldError, type FieldWords } from './field-frame.tsx'
import { describedBy, fieldId, hintId } from './field-id.ts'

export interface CheckboxProps extends FieldWords {
  checked?: boolean
  value?: string
  disabled?: boolean
  /** Shown as an on-off switch: for settings saved by one press. */
  asSwitch?: boolean
  onChange?: (checked: boolean) => void
}

/** One yes or no. Works in islands. */
export function Checkbox(props: CheckboxProps) {
  const id = fieldId(props.name, props.scope)
  const { onChange } = props
  return (
    <div class="field" data-invalid={props.error ? '' : undefined}>
      {props.error && <FieldError id={id}>{props.error}</FieldError>}
      <div class={classNames('choice', props.asSwitch && 'choice-switch')}>
        <input
          class="choice-input"
          type="checkbox"
          role={props.asSwitch ? 'switch' : undefined}
          id={id}
          name={props.name}
          value={props.value ?? 'yes'}
          checked={props.checked}
          disabled={props.disabled}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy(id, props)}
          onChange={onChange && ((event) => onChange(event.currentTarget.checked))}
        />
        <CheckboxWords {...props} id={id} />
      </div>
    </div>
  )
}

function CheckboxWords({ id, label, note, hint }: FieldWords & { id: string }) {
  return (
    <>
      <label class="choice-label" for={id}>
        {label}
        {note && <span class="field-note"> {note}</span>}
      </label>
      {hint && (
        <div class="choice-hint" id={hintId(id)}>
          {hint}
        </div>
      )}
    </>
  )
}
