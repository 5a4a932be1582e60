import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { wordCount } from '../../../lib/words.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldId } from '../../../ui/field-id.ts'
import { Notice } from '../../../ui/notice.tsx'
import { keptIn, useAutosave } from './autosave.ts'
import { type DeskDeed, deedOf, keysOf } from './desk-keys.ts'
import { keepFresh, mediaOf, nextSpeed, pointedAt, stepPiece } from './evidence-dom.ts'
import { KeyHelp } from './key-help.tsx'
import { Sheet } from './sheet.tsx'
import type { SheetHands } from './sheet-hands.ts'
import {
  type CriterionValues,
  filled,
  isBelow,
  type SheetProps,
  type SheetState,
  valuesOf,
  withSeconds,
} from './sheet-model.ts'
import { useCard } from './use-card.ts'

const KEYS_OFF = 'cairn-desk-keys-off'

function firstOpen({ criteria, state, passIndex }: SheetProps): string {
  const wrong = criteria.find(({ errors }) => Object.keys(errors).length > 0)
  const unread = criteria.find((criterion) => isBelow(criterion, valuesOf(state, criterion.id), passIndex) === null)
  return (wrong ?? unread ?? criteria[0])?.id ?? ''
}

/** Takes over the plain form of the desk: one criterion open, saved while you type, every deed on a key. */
export function ReadingDesk(props: SheetProps) {
  const [state, setState] = useState<SheetState>(() => keptIn(props.reviewId) ?? props.state)
  const [current, setCurrent] = useState(() => firstOpen(props))
  const [told, setTold] = useState('')
  const [seconds, setSeconds] = useState<Record<string, number>>({})
  const goTo = useCard()
  const save = useAutosave(props, state, (sent) => withSeconds(sent, seconds))
  const piece = useRef<HTMLElement | null>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const root = useRef<HTMLDivElement>(null)
  const [keysOn, setKeysOn] = useState(() => localStorage.getItem(KEYS_OFF) === null && props.keys.off !== true)
  const keys = keysOf(props.keys)

  function change(id: string, part: Partial<CriterionValues>): void {
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

  const deeds = deedsFor({
    props,
    state,
    current,
    change,
    open,
    link,
    pane,
    setTold,
    piece,
    help: () => dialog.current?.showModal(),
  })
  useDeskKeys({ keys, on: keysOn && props.held, deeds })
  useSeconds((spent) => setSeconds((before) => ({ ...before, [current]: (before[current] ?? 0) + spent })))
  useEffect(() => (props.held ? keepFresh(() => addresses(props.reviewId)) : undefined), [])
  useSafeSubmit(root, save.flush)

  const hands: SheetHands = {
    current,
    open,
    change,
    link,
    pane,
    overall: (overall) => setState((before) => ({ ...before, overall })),
    counted: wordCount,
    mark: save.mark,
    help: () => dialog.current?.showModal(),
  }
  return (
    <div ref={root}>
      {save.stopped && <Stopped reason={save.stopped} words={props.words} overwrite={save.overwrite} />}
      <p class="visually-hidden" role="status">
        {told}
      </p>
      <Sheet {...props} state={withSeconds(state, seconds)} version={save.version} hands={hands} />
      <KeyHelp
        dialog={dialog}
        keys={keys}
        on={keysOn}
        words={props.words}
        onSwitch={(on) => {
          if (on) localStorage.removeItem(KEYS_OFF)
          else localStorage.setItem(KEYS_OFF, '1')
          setKeysOn(on)
        }}
      />
    </div>
  )
}

function Stopped({
  reason,
  words,
  overwrite,
}: {
  reason: string
  words: SheetProps['words']
  overwrite: () => Promise<void>
}) {
  return (
    <Notice tone="notYet" title={words[`stopped.${reason}`]} live>
      <div class="actions">
        {reason === 'stale' && (
          <Button type="button" onClick={() => void overwrite()}>
            {words.keepMine}
          </Button>
        )}
        <Button type="button" onClick={() => location.reload()}>
          {reason === 'stale' ? words.takeOther : words.reload}
        </Button>
      </div>
    </Notice>
  )
}

async function addresses(reviewId: string): Promise<Record<string, string>> {
  const response = await fetch(`/api/v1/reviews/${reviewId}/evidence`, { headers: { accept: 'application/json' } })
  return response.ok ? ((await response.json()) as Record<string, string>) : {}
}

interface Doing {
  readonly props: SheetProps
  readonly state: SheetState
  readonly current: string
  readonly change: SheetHands['change']
  readonly open: (id: string) => void
  readonly link: (id: string) => void
  readonly pane: () => void
  readonly help: () => void
  readonly setTold: (text: string) => void
  readonly piece: { current: HTMLElement | null }
}

function seek(media: HTMLMediaElement, by: number): void {
  media.currentTime += by
}

/** What each deed of the key table does here. */
function deedsFor(doing: Doing): Record<DeskDeed, () => void> {
  const { props, current, change, piece } = doing
  const step = (by: number) => {
    const at = props.criteria.findIndex(({ id }) => id === current)
    const next = props.criteria[Math.min(Math.max(at + by, 0), props.criteria.length - 1)]
    if (next) doing.open(next.id)
  }
  const level = (index: number) => {
    const levels = props.criteria.find(({ id }) => id === current)?.levels ?? []
    const chosen = levels[index]
    if (chosen) change(current, { levelId: chosen.value })
    doing.setTold(chosen ? chosen.title : filled(props.words.noSuchLevel ?? '', { n: levels.length }))
  }
  const media = (work: (one: HTMLMediaElement) => void) => {
    const one = mediaOf(piece.current)
    if (one) work(one)
  }
  const toPiece = (by: 1 | -1) => {
    piece.current = stepPiece(piece.current, by)
  }
  const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click()
  return {
    next: () => step(1),
    previous: () => step(-1),
    level1: () => level(0),
    level2: () => level(1),
    level3: () => level(2),
    level4: () => level(3),
    confidence1: () => change(current, { confidence: '1' }),
    confidence2: () => change(current, { confidence: '2' }),
    confidence3: () => change(current, { confidence: '3' }),
    pieceBack: () => toPiece(-1),
    pieceOn: () => toPiece(1),
    anchor: () => doing.link(current),
    comment: () => document.getElementById(fieldId(`scores.${current}.comment`))?.focus(),
    play: () => media((one) => void (one.paused ? one.play() : one.pause())),
    back5: () => media((one) => seek(one, -5)),
    on5: () => media((one) => seek(one, 5)),
    speed: () => media((one) => doing.setTold(filled(props.words.speed ?? '', { n: nextSpeed(one) }))),
    flag: () => press('#desk-flag > summary'),
    break: () => press('button[name=intent][value=break]'),
    submit: () => press('#desk-submit'),
    panes: doing.pane,
    help: doing.help,
  }
}

function useDeskKeys({
  keys,
  on,
  deeds,
}: {
  keys: Record<DeskDeed, string>
  on: boolean
  deeds: Record<DeskDeed, () => void>
}): void {
  const latest = useRef(deeds)
  latest.current = deeds
  // Before the page is painted: the first key counts too.
  useLayoutEffect(() => {
    if (!on) return
    const hear = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const inField = target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])')
      if (target.closest('dialog')) return
      const deed = deedOf(event, keys, inField)
      if (!deed) return
      // Space belongs to whatever has the focus, unless that is the evidence.
      if (deed === 'play' && !target.closest('.desk-evidence')) return
      event.preventDefault()
      latest.current[deed]()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [on])
}

const STEP_SECONDS = 15

/** Time on a criterion, in steps of a quarter minute, while the page is in sight. */
function useSeconds(add: (seconds: number) => void): void {
  const latest = useRef(add)
  latest.current = add
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && document.hasFocus()) latest.current(STEP_SECONDS)
    }, STEP_SECONDS * 1000)
    return () => clearInterval(timer)
  }, [])
}

/** A press waits for the save that is under way, so that its version is the one the server has. */
function useSafeSubmit(root: { current: HTMLElement | null }, flush: () => Promise<boolean>): void {
  const latest = useRef(flush)
  latest.current = flush
  useLayoutEffect(() => {
    const form = root.current?.closest('form')
    if (!form) return
    let ready = false
    const hear = (event: SubmitEvent) => {
      if (ready) return
      event.preventDefault()
      const { submitter } = event
      void latest.current().then(() => {
        ready = true
        requestAnimationFrame(() => form.requestSubmit(submitter))
      })
    }
    form.addEventListener('submit', hear)
    return () => form.removeEventListener('submit', hear)
  }, [])
}
