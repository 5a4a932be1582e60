import type { ComponentChildren } from 'preact'
import { FieldError } from './field-frame.tsx'
import { describedBy, fieldId, hintId } from './field-id.ts'
import { StatusMark } from './status-mark.tsx'

const STATES = { unread: 'notRated', scored: 'met', conflict: 'notYet', locked: 'info' } as const

export interface CriterionLevel {
  value: string
  title: string
  text: ComponentChildren
}

export interface CriterionCardProps {
  /** Name of the radios, such as `level.c1`. */
  name: string
  title: string
  /** "Criterion 2 of 5". */
  place?: string
  hint?: string
  levels: readonly CriterionLevel[]
  value?: string
  error?: string
  state: keyof typeof STATES
  /** The state in words. */
  stateText: string
  /** What is known before it is judged, above the levels. */
  above?: ComponentChildren
  /** Confidence, comment, anchors. */
  children?: ComponentChildren
  onChange?: (value: string) => void
}

/** One criterion to judge: a fieldset with a radio for each level, its text in full. Works in islands. */
export function CriterionCard(props: CriterionCardProps) {
  const id = fieldId(props.name)
  const locked = props.state === 'locked'
  return (
    <fieldset class={`criterion criterion-${props.state}`} aria-describedby={describedBy(id, props)}>
      <legend class="criterion-legend">
        {props.place && <span class="criterion-place">{props.place}</span>}
        {props.title}
      </legend>
      <StatusMark kind={STATES[props.state]}>{props.stateText}</StatusMark>
      {props.hint && (
        <p class="field-hint" id={hintId(id)}>
          {props.hint}
        </p>
      )}
      {props.error && <FieldError id={id}>{props.error}</FieldError>}
      {props.above}
      <div class="criterion-levels">
        {props.levels.map((level, index) => (
          <Level
            key={level.value}
            id={index === 0 ? id : `${id}-${index}`}
            name={props.name}
            level={level}
            checked={level.value === props.value}
            locked={locked}
            onChange={props.onChange}
          />
        ))}
      </div>
      {props.children}
    </fieldset>
  )
}

interface LevelProps {
  id: string
  name: string
  level: CriterionLevel
  checked: boolean
  locked: boolean
  onChange?: (value: string) => void
}

function Level({ id, name, level, checked, locked, onChange }: LevelProps) {
  return (
    <div class="criterion-level">
      <input
        class="choice-input"
        type="radio"
        id={id}
        name={name}
        value={level.value}
        checked={checked}
        disabled={locked}
        aria-describedby={`${id}-text`}
        onChange={onChange && (() => onChange(level.value))}
      />
      <label class="criterion-level-title" for={id}>
        {level.title}
      </label>
      <p class="criterion-level-text" id={`${id}-text`}>
        {level.text}
      </p>
    </div>
  )
}
