import { useRef, useState } from 'preact/hooks'
import { wordCount } from '../../../lib/words.ts'
import { useAutosave } from './autosave.ts'
import { bankId } from './criterion-aids.tsx'
import { deedsFor } from './desk-deeds.ts'
import { pointedAt } from './evidence-dom.ts'
import { beginningOf, keptIn } from './kept-text.ts'
import { KeyHelp } from './key-help.tsx'
import { SavingStopped } from './saving-stopped.tsx'
import { Sheet } from './sheet.tsx'
import type { SheetHands } from './sheet-hands.ts'
import {
  type CriterionValues,
  filled,
  isBelow,
  isSameSheet,
  type SheetProps,
  type SheetState,
  scoresOf,
  valuesOf,
  withSeconds,
} from './sheet-model.ts'
import { useCard } from './use-card.ts'
import { useDeskKeys, useKeySwitch } from './use-desk-keys.ts'
import { useDictation } from './use-dictation.ts'
import { useFreshEvidence } from './use-fresh-evidence.ts'
import { useOpenErrors } from './use-open-errors.ts'
import { useSafeSubmit } from './use-safe-submit.ts'
import { useSeconds } from './use-seconds.ts'
import { useTextField } from './use-text-field.ts'

function firstOpen({ criteria, state, passIndex }: SheetProps): string {
  const wrong = criteria.find(({ errors }) => Object.keys(errors).length > 0)
  const unread = criteria.find((criterion) => isBelow(criterion, valuesOf(state, criterion.id), passIndex) === null)
  return (wrong ?? unread ?? criteria[0])?.id ?? ''
}

/** Takes over the plain form of the desk: one criterion open, saved while you type, every deed on a key. */
export function ReadingDesk(props: SheetProps) {
  const [beginning] = useState(() => beginningOf(props, keptIn<SheetState>(props.reviewId), isSameSheet))
  const [state, setState] = useState<SheetState>(beginning.state)
  const [current, setCurrent] = useState(() => firstOpen(props))
  const [told, setTold] = useState('')
  const [seconds, setSeconds] = useState<Record<string, number>>({})
  const goTo = useCard()
  const save = useAutosave(props, {
    ...{ state, beginning, address: `/api/v1/reviews/${props.reviewId}/scores` },
    bodyOf: (sent) => ({ scores: scoresOf(withSeconds(sent, seconds)), overall: sent.overall }),
  })
  const piece = useRef<HTMLElement | null>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const root = useRef<HTMLDivElement>(null)
  const texts = useTextField(root)
  const [keysOn, switchKeys] = useKeySwitch(props.keys, () => setTold(props.words.notSwitched ?? ''))

  function change(id: string, part: Partial<CriterionValues>): void {
    // A card that stands open for its fault stays open when the fault goes.
    setCurrent(id)
    setState((before) => ({ ...before, values: { ...before.values, [id]: { ...valuesOf(before, id), ...part } } }))
  }
  function open(id: string): void {
    setCurrent(id)
    goTo(id)
  }
  function link(id: string): void {
    const pointed = pointedAt(piece.current)
    setTold(
      pointed
        ? filled(props.words.linked ?? '', { place: pointed.at || pointed.place })
        : (props.words.nothingPointed ?? ''),
    )
    if (!pointed) return
    const { anchors } = valuesOf(state, id)
    change(id, { anchors: [...anchors.filter(({ place }) => place !== ''), pointed] })
  }
  function pane(): void {
    const desk = document.querySelector<HTMLElement>('.desk')
    if (!desk) return
    const toEvidence = root.current?.contains(document.activeElement) || desk.dataset.pane === 'rubric'
    desk.dataset.pane = toEvidence ? 'evidence' : 'rubric'
    if (toEvidence) (piece.current ?? document.querySelector<HTMLElement>('.desk-evidence'))?.focus()
    else open(current)
  }

  function write(id: string, text: string): void {
    const name = texts.of(id)
    const before = valuesOf(state, id)[name].trimEnd()
    change(id, { [name]: before ? `${before} ${text}` : text })
  }
  function takeLine(id: string, text: string): void {
    write(id, text)
    document.getElementById(bankId(id))?.removeAttribute('open')
    texts.go(id)
  }
  const dictation = useDictation({
    language: props.language,
    words: props.words,
    tell: setTold,
    write: (text) => write(current, text),
    field: () => texts.go(current),
  })
  const hands: SheetHands = {
    ...{ current, open, change, link, pane, takeLine, dictation },
    overall: (overall) => setState((before) => ({ ...before, overall })),
    counted: wordCount,
    mark: save.mark,
    help: () => dialog.current?.showModal(),
  }
  useDeskKeys({
    keys: props.keys.keys,
    on: keysOn && props.held,
    deeds: deedsFor({ props, hands, tell: setTold, piece }),
  })
  useSeconds((spent) => setSeconds((before) => ({ ...before, [current]: (before[current] ?? 0) + spent })))
  const faults = useOpenErrors(props, state)
  useFreshEvidence(props)
  useSafeSubmit(root, save.flush)

  return (
    <div ref={root}>
      {props.held && <SavingStopped save={save} words={props.words} />}
      <p class="visually-hidden" role="status">
        {told}
      </p>
      <Sheet {...props} {...faults} state={withSeconds(state, seconds)} version={save.version} hands={hands} />
      <KeyHelp dialog={dialog} keys={props.keys.keys} on={keysOn} words={props.words} onSwitch={switchKeys} />
    </div>
  )
}
