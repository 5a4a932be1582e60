import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { CodedText } from '../../../ui/coded-text.tsx'
import { CriterionCard } from '../../../ui/criterion-card.tsx'
import { Field, Select, TextArea } from '../../../ui/field.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { MOST } from '../rules/limits.ts'
import { Bank, Dictate, Peek } from './criterion-aids.tsx'
import type { SheetHands } from './sheet-hands.ts'
import {
  type AnchorTyped,
  type CriterionValues,
  type CriterionView,
  filled,
  type SheetProps,
  standingOf,
  valuesOf,
} from './sheet-model.ts'

interface Part {
  readonly props: SheetProps
  readonly hands: SheetHands | undefined
}

export function anchorId(criterionId: string): string {
  return `criterion-${criterionId}`
}

/** One criterion of the sheet: level, how sure, words, places. */
export function CriterionPart({ criterion, props, hands }: Part & { criterion: CriterionView }) {
  const values = valuesOf(props.state, criterion.id)
  const standing = standingOf(criterion, values, props.passIndex)
  const name = (field: string) => `scores.${criterion.id}.${field}`
  const change = hands && ((part: Partial<CriterionValues>) => hands.change(criterion.id, part))
  return (
    <div
      class="desk-criterion"
      id={anchorId(criterion.id)}
      data-below={standing.state === 'conflict' ? '' : undefined}
      data-current={isOpen(criterion, hands) ? '' : undefined}
    >
      <CriterionCard
        name={name('levelId')}
        title={criterion.title}
        place={criterion.place}
        levels={criterion.levels.map((level) => ({
          ...level,
          text: <CodedText text={level.text} places={props.codes} />,
        }))}
        value={values.levelId || undefined}
        state={standing.state}
        stateText={standing.level ?? props.words.notRated ?? ''}
        error={criterion.errors.levelId}
        onChange={change && ((levelId) => change({ levelId }))}
      >
        <input type="hidden" name={name('seconds')} value={values.seconds} />
        <Choice
          name={name('confidence')}
          label={props.words.confidence ?? ''}
          row
          value={values.confidence || undefined}
          error={criterion.errors.confidence}
          options={['1', '2', '3'].map((value) => ({ value, label: props.words[`confidence${value}`] ?? '' }))}
          onChange={change && ((confidence) => change({ confidence }))}
        />
        <Peek criterion={criterion} props={props} />
        <Words criterion={criterion} props={props} hands={hands} values={values} />
        <Anchors criterion={criterion} props={props} hands={hands} values={values} />
        {criterion.advice.map((line) => (
          <p class="desk-advice" key={line}>
            <Mark name="info" /> <span>{line}</span>
          </p>
        ))}
      </CriterionCard>
      {hands && !isOpen(criterion, hands) && (
        <button class="desk-open" type="button" onClick={() => hands.open(criterion.id)}>
          <span class="visually-hidden">{criterion.title}</span>
        </button>
      )}
    </div>
  )
}

function isOpen({ id, errors }: CriterionView, hands: SheetHands | undefined): boolean {
  return hands !== undefined && (hands.current === id || Object.keys(errors).length > 0)
}

type CriterionBits = Part & { criterion: CriterionView; values: CriterionValues }

const TEXTS = ['comment', 'missing', 'nextStep'] as const

function Words({ criterion, props, hands, values }: CriterionBits) {
  const counter =
    hands &&
    filled(props.words.count ?? '', { n: hands.counted(`${values.comment}\n${values.missing}`), most: props.minWords })
  const hintOf = (field: (typeof TEXTS)[number]) => props.words[`${field}Hint`] ?? ''
  return (
    <>
      {TEXTS.map((field) => (
        <div class={`desk-${field === 'comment' ? 'comment' : 'needed'}`} key={field}>
          <TextArea
            name={`scores.${criterion.id}.${field}`}
            label={props.words[field] ?? ''}
            hint={field === 'missing' && counter ? `${hintOf(field)} ${counter}` : hintOf(field)}
            rows={field === 'nextStep' ? 2 : 4}
            value={values[field]}
            maxLength={MOST[field]}
            error={criterion.errors[field]}
            onInput={hands && ((event) => hands.change(criterion.id, { [field]: event.currentTarget.value }))}
          />
        </div>
      ))}
      <Dictate props={props} hands={hands} />
      <Bank criterion={criterion} props={props} hands={hands} />
    </>
  )
}

function Anchors({ criterion, props, hands, values }: CriterionBits) {
  const rows = hands ? values.anchors : [...values.anchors, { place: '', at: '' }]
  const set = (index: number, part: Partial<AnchorTyped>) =>
    hands?.change(criterion.id, {
      anchors: values.anchors.map((row, place) => (place === index ? { ...row, ...part } : row)),
    })
  return (
    <fieldset class="desk-anchors">
      <legend class="field-label">{props.words.anchors}</legend>
      {hands && values.anchors.length === 0 && <p class="field-hint">{props.words.anchorsHint}</p>}
      {rows.map((row, index) => (
        <div class="desk-anchor" key={String(index)}>
          <Select
            name={`scores.${criterion.id}.anchors.${index}.place`}
            label={props.words.place ?? ''}
            empty={props.words.noPlace}
            options={props.places}
            value={row.place}
            width="full"
            error={index === 0 ? criterion.errors['anchors.0.place'] : undefined}
            onChange={hands && ((event) => set(index, { place: event.currentTarget.value }))}
          />
          <Field
            name={`scores.${criterion.id}.anchors.${index}.at`}
            label={props.words.spot ?? ''}
            value={row.at}
            maxLength={MOST.spot}
            width="full"
            onInput={hands && ((event) => set(index, { at: event.currentTarget.value }))}
          />
        </div>
      ))}
      {hands && rows.length === 0 && criterion.errors['anchors.0.place'] && (
        <p class="field-error">
          <Mark name="problem" /> <span>{criterion.errors['anchors.0.place']}</span>
        </p>
      )}
      {hands && (
        <div class="cluster">
          <Button type="button" onClick={() => hands.link(criterion.id)}>
            {props.words.link}
          </Button>
          <Button
            type="button"
            kind="quiet"
            onClick={() => hands.change(criterion.id, { anchors: [...values.anchors, { place: '', at: '' }] })}
          >
            {props.words.addPlace}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
