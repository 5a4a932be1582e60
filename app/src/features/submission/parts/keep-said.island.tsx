import { useEffect, useRef, useState } from 'preact/hooks'
import { AutosaveMark } from '../../../ui/autosave-mark.tsx'
import { Button } from '../../../ui/button.tsx'
import { SaidElsewhere } from './said-elsewhere.tsx'
import { type SaidMark, wording } from './said-form.ts'
import { SaidKeeper, type SaidSource, type Theirs } from './said-keeper.ts'

export interface KeepSaidProps extends SaidSource {
  readonly form: string
  readonly texts: Readonly<Record<Exclude<SaidMark, 'none'> | 'elsewhere' | 'nothing' | 'mine' | 'theirs', string>>
}

/** Beside a form that saves itself: whichever way the page is left, what was typed stays. */
export function KeepSaid({ form: id, texts, ...source }: KeepSaidProps) {
  const [{ mark, theirs }, setTold] = useState<{ mark: SaidMark; theirs: Theirs | null }>({
    mark: 'none',
    theirs: null,
  })
  const keeper = useRef<SaidKeeper | null>(null)
  useEffect(() => {
    const form = document.getElementById(id)
    if (!(form instanceof HTMLFormElement)) return
    keeper.current = new SaidKeeper(form, source, (mark, theirs) => setTold({ mark, theirs }))
    return watch(form, keeper.current)
  }, [])
  const form = document.getElementById(id)
  return (
    <>
      {theirs && form instanceof HTMLFormElement && (
        <SaidElsewhere title={texts.elsewhere} nothing={texts.nothing} lines={linesOf(form, theirs)} live>
          <div class="actions">
            <Button type="button" onClick={() => keeper.current?.choose('mine')}>
              {texts.mine}
            </Button>
            <Button type="button" onClick={() => keeper.current?.choose('theirs')}>
              {texts.theirs}
            </Button>
          </div>
        </SaidElsewhere>
      )}
      <AutosaveMark state={MARKS[mark]} text={mark === 'none' ? '' : texts[mark]} />
    </>
  )
}

const MARKS = {
  none: 'none',
  saved: 'saved',
  device: 'device',
  offline: 'device',
  signedOut: 'conflict',
  closed: 'conflict',
  check: 'conflict',
  conflict: 'conflict',
} as const

function linesOf(form: HTMLFormElement, { now, both }: Theirs) {
  return both.map((name) => wording(form, [name, now[name] ?? '']))
}

function watch(form: HTMLFormElement, keeper: SaidKeeper): () => void {
  const change = () => keeper.change()
  const soon = () => void keeper.save()
  const leaving = () => void keeper.save({ leaving: true })
  const hidden = () => document.visibilityState === 'hidden' && leaving()
  const sent = () => keeper.go()
  const again = ({ persisted }: PageTransitionEvent) => persisted && keeper.stay()
  form.addEventListener('input', change)
  form.addEventListener('submit', sent)
  window.addEventListener('pageshow', again)
  window.addEventListener('online', soon)
  window.addEventListener('pagehide', leaving)
  document.addEventListener('visibilitychange', hidden)
  return () => {
    form.removeEventListener('input', change)
    form.removeEventListener('submit', sent)
    window.removeEventListener('pageshow', again)
    window.removeEventListener('online', soon)
    window.removeEventListener('pagehide', leaving)
    document.removeEventListener('visibilitychange', hidden)
  }
}
