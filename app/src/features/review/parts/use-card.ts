import { useLayoutEffect, useState } from 'preact/hooks'
import { anchorId } from './criterion-part.tsx'

/** In the pane where panes scroll on their own, so that the page stays where it is; else in the page. */
function toTop(card: HTMLElement): void {
  const pane = card.closest<HTMLElement>('.desk-sheet')
  if (!pane || getComputedStyle(pane).overflowY !== 'auto') {
    card.scrollIntoView({ block: 'start' })
    return
  }
  const above = pane.querySelector<HTMLElement>('.desk-criteria')?.offsetHeight ?? 0
  pane.scrollTop += card.getBoundingClientRect().top - pane.getBoundingClientRect().top - above - 8
}

/** Goes to a criterion as soon as it is drawn: the next key already finds the focus there. */
export function useCard(): (id: string) => void {
  const [goal, setGoal] = useState<{ id: string } | null>(null)
  useLayoutEffect(() => {
    const card = goal && document.getElementById(anchorId(goal.id))
    if (!card) return
    toTop(card)
    card.querySelector<HTMLInputElement>('input:checked, input[type=radio]')?.focus({ preventScroll: true })
  }, [goal])
  return (id) => setGoal({ id })
}
