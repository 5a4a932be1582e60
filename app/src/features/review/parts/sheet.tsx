import { AutosaveMark } from '../../../ui/autosave-mark.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { MOST } from '../rules/limits.ts'
import { anchorId, CriterionPart } from './criterion-part.tsx'
import type { SheetHands } from './sheet-hands.ts'
import { type SheetProps, standingOf, valuesOf } from './sheet-model.ts'

/** The rubric side of the desk: complete as a plain form, livelier with hands. */
export function Sheet({ hands, ...props }: SheetProps & { hands?: SheetHands }) {
  return (
    <div class="desk-sheet-body" data-live={hands ? '' : undefined}>
      <input type="hidden" name="version" value={props.version} />
      <CriterionIndex props={props} hands={hands} />
      {props.criteria.map((criterion) => (
        <CriterionPart key={criterion.id} criterion={criterion} props={props} hands={hands} />
      ))}
      <div class="desk-overall">
        <TextArea
          name="overall"
          label={props.words.overall ?? ''}
          hint={props.words.overallHint}
          note={props.words.optional}
          rows={4}
          value={props.state.overall}
          maxLength={MOST.overall}
          error={props.overallError || undefined}
          onInput={hands && ((event) => hands.overall(event.currentTarget.value))}
        />
      </div>
      <Bar props={props} hands={hands} />
    </div>
  )
}

interface Part {
  readonly props: SheetProps
  readonly hands: SheetHands | undefined
}

const MARKS = { unread: 'notRated', scored: 'met', conflict: 'notYet' } as const

/** Where each criterion stands, and the way to it. */
function CriterionIndex({ props, hands }: Part) {
  return (
    <nav class="desk-criteria" aria-label={props.words.criteria}>
      <ol>
        {props.criteria.map((criterion, index) => {
          const standing = standingOf(criterion, valuesOf(props.state, criterion.id), props.passIndex)
          return (
            <li key={criterion.id}>
              <a
                href={`#${anchorId(criterion.id)}`}
                aria-current={hands?.current === criterion.id ? 'step' : undefined}
                title={criterion.title}
                onClick={
                  hands &&
                  ((event) => {
                    event.preventDefault()
                    hands.open(criterion.id)
                  })
                }
              >
                <Mark name={MARKS[standing.state]} />
                <span class="numbers">{index + 1}</span>
                <span class="visually-hidden">
                  {criterion.title}: {standing.level ?? props.words.notRated}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

function Bar({ props, hands }: Part) {
  return (
    <div class="desk-bar">
      <p class="desk-progress numbers">{props.progress}</p>
      {hands ? (
        <AutosaveMark state={hands.mark.state} text={hands.mark.text} />
      ) : (
        props.savedAt && <AutosaveMark state="saved" text={props.savedAt} />
      )}
      <div class="desk-deeds">
        {hands && (
          <>
            <span class="desk-pane-button">
              <Button type="button" kind="quiet" onClick={hands.pane}>
                <span class="desk-to-evidence">{props.words.toEvidence}</span>
                <span class="desk-to-rubric">{props.words.toRubric}</span>
              </Button>
            </span>
            <span class="desk-keys-button">
              <Button type="button" kind="quiet" onClick={hands.help}>
                {props.words.keys}
              </Button>
            </span>
          </>
        )}
        {/* First, so that Enter in a field saves and stays. */}
        <Button name="intent" value="save">
          {props.words.save}
        </Button>
        <Button name="intent" value="break" kind="quiet">
          {props.words.break}
        </Button>
        <Button name="intent" value={props.held ? 'submit' : 'again'} kind="primary" id="desk-submit">
          {props.held ? props.words.submit : props.words.again}
        </Button>
      </div>
    </div>
  )
}
