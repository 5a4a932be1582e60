import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Draft, DraftKeeper, type DraftSource } from './draft-keeper.ts'

/** A keeper for as long as the field stands on the page. */
export function useDraft(
  source: DraftSource,
  /** Any field of the form that takes the text along. */
  field: RefObject<HTMLInputElement | null>,
): Draft & { type: (body: string, byHand: boolean) => void; choose: (which: 'mine' | 'theirs') => void } {
  const [, setDraft] = useState<Draft | null>(null)
  const held = useRef<DraftKeeper | null>(null)
  held.current ??= new DraftKeeper(source, setDraft)
  const keeper = held.current
  useEffect(() => {
    if (keeper.draft.mark === 'device') void keeper.save()
    const soon = () => void keeper.save()
    const gone = () => void keeper.save({ leaving: true })
    const leaving = () => document.visibilityState === 'hidden' && gone()
    const form = field.current?.form
    const sent = () => keeper.go()
    const again = ({ persisted }: PageTransitionEvent) => persisted && keeper.stay()
    form?.addEventListener('submit', sent)
    window.addEventListener('pageshow', again)
    window.addEventListener('online', soon)
    window.addEventListener('pagehide', gone)
    document.addEventListener('visibilitychange', leaving)
    return () => {
      form?.removeEventListener('submit', sent)
      window.removeEventListener('pageshow', again)
      window.removeEventListener('pagehide', gone)
      window.removeEventListener('online', soon)
      document.removeEventListener('visibilitychange', leaving)
    }
  }, [keeper])
  function type(body: string, byHand: boolean): void {
    // A page that comes back by the back button brings its old text along; the newer one is already here.
    if (!byHand && cameBack()) keeper.show({})
    else keeper.type(body)
  }
  return { ...keeper.draft, type, choose: (which) => keeper.choose(which) }
}

function cameBack(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  return (entry as PerformanceNavigationTiming | undefined)?.type === 'back_forward'
}
