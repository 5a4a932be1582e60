import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import { FieldError, FieldHint, type FieldWords } from './field-frame.tsx'
import { describedBy, fieldId } from './field-id.ts'

export interface ChoiceOption {
  value: string
  label: ComponentChildren
  hint?: string
  /** Why it cannot be chosen now. */
  disabledBecause?: string
}

interface GroupProps extends FieldWords {
  options: readonly ChoiceOption[]
  /** Side by side for two or three short answers. */
  row?: boolean
  onChange?: (value: string) => void
}

interface OptionLineProps {
  type: 'radio' | 'checkbox'
  id: string
  name: string
  option: ChoiceOption
  checked: boolean
  onChange?: (value: string) => void
}

function OptionLine({ type, id, name, option, checked, onChange }: OptionLineProps) {
  const hint = option.disabledBecause ?? option.hint
  // Not the field's hint id: the first option shares the field's own id.
  const optionHintId = `${id}-option`
  return (
    <div class="choice">
      <input
        class="choice-input"
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        disabled={Boolean(option.disabledBecause)}
        aria-describedby={hint ? optionHintId : undefined}
        onChange={onChange && (() => onChange(option.value))}
      />
      <label class="choice-label" for={id}>
        {option.label}
      </label>
      {hint && (
        <div class="choice-hint" id={optionHintId}>
          {hint}
        </div>
      )}
    </div>
  )
}

function Group({ type, chosen, ...props }: GroupProps & { type: 'radio' | 'checkbox'; chosen: readonly string[] }) {
  const id = fieldId(props.name, props.scope)
  return (
    <fieldset
      class="field choice-group"
      data-invalid={props.error ? '' : undefined}
      aria-describedby={describedBy(id, props)}
    >
      <legend class="field-label">
        {props.label}
        {props.note && <span class="field-note"> {props.note}</span>}
      </legend>
      {props.hint && <FieldHint id={id}>{props.hint}</FieldHint>}
      {props.error && <FieldError id={id}>{props.error}</FieldError>}
      <div class={classNames('choices', props.row && 'choices-row')}>
        {props.options.map((option, index) => (
          <OptionLine
            key={option.value}
            type={type}
            id={index === 0 ? id : `${id}-${index}`}
            name={props.name}
            option={option}
            checked={chosen.includes(option.value)}
            onChange={props.onChange}
          />
        ))}
      </div>
    </fieldset>
  )
}

export interface ChoiceProps extends GroupProps {
  value?: string
}

/** One of several: radios in a fieldset. The first radio has the field's id, so the error summary lands on it. Works in islands. */
export function Choice({ value, ...props }: ChoiceProps) {
  return <Group {...props} type="radio" chosen={value === undefined ? [] : [value]} />
}

export interface CheckListProps extends GroupProps {
  values?: readonly string[]
}

/** Any of several: check boxes in a fieldset, one name, many values. */
export function CheckList({ values = [], ...props }: CheckListProps) {
  return <Group {...props} type="checkbox" chosen={values} />
}
