import type { ComponentChildren, GenericEventHandler, InputEventHandler } from 'preact'
import { classNames } from './class-names.ts'
import { FieldFrame, type FieldWords } from './field-frame.tsx'
import { describedBy, fieldId } from './field-id.ts'

export interface ControlProps extends FieldWords {
  required?: boolean
  readOnly?: boolean
  disabled?: boolean
  /** Language of what is typed, when it differs from the page. */
  lang?: string
  maxLength?: number
}

export interface FieldProps extends ControlProps {
  value?: string | number
  type?: 'text' | 'email' | 'url' | 'tel' | 'number' | 'date' | 'search' | 'password' | 'datetime-local' | 'time'
  autocomplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | 'tel' | 'search'
  min?: number | string
  max?: number | string
  step?: number | string
  /** Short for codes and numbers, medium for names, full for sentences. */
  width?: 'short' | 'medium' | 'full'
  suffix?: string
  list?: readonly string[]
  autofocus?: boolean
  onInput?: InputEventHandler<HTMLInputElement>
}

/** One line of text with its label, hint and error. Works in islands. */
export function Field(props: FieldProps) {
  const id = fieldId(props.name, props.scope)
  const suffixId = props.suffix && `${id}-suffix`
  const listId = props.list && `${id}-list`
  // The attribute types tie `list` to single input types; every type we offer takes one.
  const kind = { type: props.type ?? 'text', list: listId } as { type: 'text'; list?: string }
  return (
    <FieldFrame {...props} id={id}>
      <span class={classNames('field-line', `field-${props.width ?? 'medium'}`)}>
        <input
          class="field-input"
          id={id}
          name={props.name}
          {...kind}
          value={props.value}
          required={props.required}
          readOnly={props.readOnly}
          disabled={props.disabled}
          lang={props.lang}
          maxLength={props.maxLength}
          autocomplete={props.autocomplete}
          inputMode={props.inputMode}
          min={props.min}
          max={props.max}
          step={props.step}
          autofocus={props.autofocus}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy(id, { hint: props.hint, error: props.error, also: suffixId })}
          onInput={props.onInput}
        />
        {props.suffix && (
          <span class="field-suffix" id={suffixId}>
            {props.suffix}
          </span>
        )}
      </span>
      {props.list && (
        <datalist id={listId}>
          {props.list.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  )
}

export interface TextAreaProps extends ControlProps {
  value?: string
  rows?: number
  /** Set in the reading serif: for reflections and letters. */
  letter?: boolean
  /** Of which form it is, when it stands in none. */
  form?: string
  onInput?: InputEventHandler<HTMLTextAreaElement>
}

export function TextArea(props: TextAreaProps) {
  const id = fieldId(props.name, props.scope)
  return (
    <FieldFrame {...props} id={id}>
      <textarea
        class={classNames('field-input', 'field-text', props.letter && 'field-letter')}
        id={id}
        name={props.name}
        form={props.form}
        rows={props.rows ?? 5}
        required={props.required}
        readOnly={props.readOnly}
        disabled={props.disabled}
        lang={props.lang}
        maxLength={props.maxLength}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={describedBy(id, props)}
        onInput={props.onInput}
        value={props.value}
      />
    </FieldFrame>
  )
}

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

export interface SelectProps extends ControlProps {
  value?: string
  options: readonly (Option | { group: string; options: readonly Option[] })[]
  /** The first, empty line: "Choose one". */
  empty?: string
  width?: 'short' | 'medium' | 'full'
  onChange?: GenericEventHandler<HTMLSelectElement>
}

function optionLine(option: Option, chosen?: string): ComponentChildren {
  return (
    <option key={option.value} value={option.value} disabled={option.disabled} selected={option.value === chosen}>
      {option.label}
    </option>
  )
}

export function Select(props: SelectProps) {
  const id = fieldId(props.name, props.scope)
  return (
    <FieldFrame {...props} id={id}>
      <select
        class={classNames('field-input', 'field-select', `field-${props.width ?? 'medium'}`)}
        id={id}
        name={props.name}
        required={props.required}
        disabled={props.disabled}
        aria-invalid={props.error ? true : undefined}
        aria-describedby={describedBy(id, props)}
        onChange={props.onChange}
      >
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.options.map((entry) =>
          'group' in entry ? (
            <optgroup key={entry.group} label={entry.group}>
              {entry.options.map((option) => optionLine(option, props.value))}
            </optgroup>
          ) : (
            optionLine(entry, props.value)
          ),
        )}
      </select>
    </FieldFrame>
  )
}
