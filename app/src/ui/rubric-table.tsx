import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { classNames } from './class-names.ts'
import { Mark } from './mark.tsx'

export interface RubricCriterion {
  id: string
  title: string
  note?: string
  /** One text for each level, in the order of `levels`. */
  texts: readonly ComponentChildren[]
  /** Which level was given, counted from 0. */
  given?: number
}

export interface RubricTableProps {
  caption: string
  captionHidden?: boolean
  /** Names of the levels, from lowest to highest. */
  levels: readonly string[]
  /** The lowest level that meets a criterion, counted from 0. */
  passLevel: number
  criteria: readonly RubricCriterion[]
}

/** The whole scoring guide: a table on wide screens, one card per criterion below 900 px. */
export function RubricTable({ caption, captionHidden, levels, passLevel, criteria }: RubricTableProps) {
  return (
    <div class="rubric-wrap">
      <table class="rubric">
        <caption class={captionHidden ? 'visually-hidden' : 'table-caption'}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ui.rubric.criterion')}</th>
            {levels.map((level, index) => (
              <th scope="col" key={level} class={classNames(index >= passLevel && 'rubric-pass')}>
                {level}
                {index === passLevel && (
                  <span class="rubric-passes">
                    <Mark name="met" /> {t('ui.rubric.passes')}
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion) => (
            <RubricRow key={criterion.id} criterion={criterion} levels={levels} passLevel={passLevel} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RubricRowProps {
  criterion: RubricCriterion
  levels: readonly string[]
  passLevel: number
}

function RubricRow({ criterion, levels, passLevel }: RubricRowProps) {
  return (
    <tr>
      <th scope="row">
        {criterion.title}
        {criterion.note && <span class="rubric-note">{criterion.note}</span>}
      </th>
      {criterion.texts.map((text, index) => (
        <td
          key={levels[index] ?? index}
          class={classNames(index >= passLevel && 'rubric-pass', criterion.given === index && 'rubric-given')}
          data-label={levels[index]}
        >
          {criterion.given === index && (
            <span class="rubric-chosen">
              <Mark name={index >= passLevel ? 'met' : 'notYet'} /> {t('ui.rubric.chosen')}
            </span>
          )}
          <span>{text}</span>
        </td>
      ))}
    </tr>
  )
}
