import { useLayoutEffect } from 'preact/hooks'
import { type CriterionView, type SheetProps, type SheetState, valuesOf } from './sheet-model.ts'

type Faults = Pick<SheetProps, 'criteria' | 'overallError'>

/** The faults that stand: those whose field still says what was refused. The list above the sheet goes with the last of them. */
export function useOpenErrors({ criteria, overallError, state: refused }: SheetProps, state: SheetState): Faults {
  const open = {
    criteria: criteria.map((criterion) => withOpenErrors(criterion, refused, state)),
    overallError: state.overall === refused.overall ? overallError : '',
  }
  const stands = open.overallError !== '' || open.criteria.some(({ errors }) => Object.keys(errors).length > 0)
  const stood = overallError !== '' || criteria.some(({ errors }) => Object.keys(errors).length > 0)
  useLayoutEffect(() => {
    const list = document.querySelector<HTMLElement>('.error-summary')
    if (list && stood) list.hidden = !stands
  }, [stands, stood])
  return open
}

/** A criterion without the faults of fields that were changed since they were refused. */
export function withOpenErrors(criterion: CriterionView, refused: SheetState, now: SheetState): CriterionView {
  const field = (state: SheetState, name: string) => {
    const { anchors, ...values } = valuesOf(state, criterion.id)
    return name.startsWith('anchors') ? JSON.stringify(anchors) : String(values[name as keyof typeof values])
  }
  const errors = Object.entries(criterion.errors).filter(([name]) => field(refused, name) === field(now, name))
  return { ...criterion, errors: Object.fromEntries(errors) }
}
