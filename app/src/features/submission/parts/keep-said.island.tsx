import { useEffect, useState } from 'preact/hooks'
import { AutosaveMark } from '../../../ui/autosave-mark.tsx'
import { SaidKeeper, type SaidMark, type SaidSource } from './said-keeper.ts'

export interface KeepSaidProps extends SaidSource {
  readonly form: string
  readonly texts: Readonly<Record<Exclude<SaidMark, 'none'>, string>>
}

/** Beside a form that saves itself: whichever way the page is left, what was typed stays. */
export function KeepSaid({ form: id, texts, ...source }: KeepSaidProps) {
  const [mark, setMark] = useState<SaidMark>('none')
  useEffect(() => watch(id, source, setMark), [])
  return mark === 'none' ? null : <AutosaveMark state={MARKS[mark]} text={texts[mark]} />
}

const MARKS = {
  saved: 'saved',
  device: 'device',
  offline: 'device',
  signedOut: 'conflict',
  closed: 'conflict',
  check: 'conflict',
} as const

function watch(id: string, source: SaidSource, tell: (mark: SaidMark) => void): () => void {
  const form = document.getElementById(id)
  if (!(form instanceof HTMLFormElement)) return () => undefined
  const keeper = new SaidKeeper(form, source, tell)
  const change = () => keeper.change()
  const soon = () => void keeper.save()
  const leaving = () => void keeper.save({ leaving: true })
  const hidden = () => document.visibilityState === 'hidden' && leaving()
  const sent = () => keeper.stop()
  form.addEventListener('input', change)
  form.addEventListener('submit', sent)
  window.addEventListener('online', soon)
  window.addEventListener('pagehide', leaving)
  document.addEventListener('visibilitychange', hidden)
  return () => {
    form.removeEventListener('input', change)
    form.removeEventListener('submit', sent)
    window.removeEventListener('online', soon)
    window.removeEventListener('pagehide', leaving)
    document.removeEventListener('visibilitychange', hidden)
  }
}
