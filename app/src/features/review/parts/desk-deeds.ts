import type { DeskDeed } from '../../account/rules/desk-keys.ts'
import { bankId, peekId } from './criterion-aids.tsx'
import { mediaOf, nextSpeed, stepPiece } from './evidence-dom.ts'
import type { SheetHands } from './sheet-hands.ts'
import { filled, type SheetProps } from './sheet-model.ts'
import { textField } from './use-text-field.ts'

export interface Doing {
  readonly props: SheetProps
  readonly hands: SheetHands
  readonly tell: (text: string) => void
  readonly piece: { current: HTMLElement | null }
}

function seek(media: HTMLMediaElement, by: number): void {
  media.currentTime += by
}

function press(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click()
}

/** Opens what folds, or closes it; the focus goes to what can be pressed next. */
function unfold(id: string, first = 'summary'): void {
  const fold = document.getElementById(id)
  if (!(fold instanceof HTMLDetailsElement)) return
  fold.open = !fold.open
  const next = fold.open ? (fold.querySelector<HTMLElement>(first) ?? fold.querySelector('summary')) : null
  const to = next ?? fold.querySelector('summary')
  to?.focus({ preventScroll: true })
  fold.scrollIntoView({ block: 'nearest' })
}

/** What each deed of the key table does here; `undo` and `portfolio` belong to the queue. */
export function deedsFor(doing: Doing): Partial<Record<DeskDeed, () => void>> {
  const { hands } = doing
  const { current } = hands
  return {
    ...scoring(doing),
    ...watching(doing),
    anchor: () => hands.link(current),
    comment: () => textField(current, 'comment')?.focus(),
    bank: () => unfold(bankId(current), '.desk-bank-line'),
    dictate: hands.dictation.toggle,
    exemplar: () => unfold(peekId(current)),
    flag: () => press('#desk-flag > summary'),
    break: () => press('button[name=intent][value=break]'),
    submit: () => press('#desk-submit'),
    panes: hands.pane,
    help: hands.help,
  }
}

function scoring({ props, hands: { current, change, open }, tell }: Doing): Partial<Record<DeskDeed, () => void>> {
  const step = (by: number) => {
    const at = props.criteria.findIndex(({ id }) => id === current)
    const next = props.criteria[Math.min(Math.max(at + by, 0), props.criteria.length - 1)]
    if (next) open(next.id)
  }
  const level = (index: number) => {
    const levels = props.criteria.find(({ id }) => id === current)?.levels ?? []
    const chosen = levels[index]
    if (chosen) change(current, { levelId: chosen.value })
    tell(chosen ? chosen.title : filled(props.words.noSuchLevel ?? '', { n: levels.length }))
  }
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
  }
}

function watching({ props, tell, piece }: Doing): Partial<Record<DeskDeed, () => void>> {
  const media = (work: (one: HTMLMediaElement) => void) => {
    const one = mediaOf(piece.current)
    if (one) work(one)
  }
  const toPiece = (by: 1 | -1) => {
    piece.current = stepPiece(piece.current, by)
  }
  return {
    pieceBack: () => toPiece(-1),
    pieceOn: () => toPiece(1),
    play: () => media((one) => void (one.paused ? one.play() : one.pause())),
    back5: () => media((one) => seek(one, -5)),
    on5: () => media((one) => seek(one, 5)),
    speed: () => media((one) => tell(filled(props.words.speed ?? '', { n: nextSpeed(one) }))),
  }
}
