import { Mark } from './mark.tsx'

const MARKS = { saved: 'met', saving: 'waiting', device: 'info', conflict: 'problem' } as const

/** Where the text is now; `none` is the place where it will be told. A polite live region: the caller changes `text` at most every 30 seconds. Works in islands. */
export function AutosaveMark({ state, text }: { state: keyof typeof MARKS | 'none'; text: string }) {
  if (state === 'none') return <p class="visually-hidden" role="status" />
  return (
    <p class={`autosave autosave-${state} numbers`} role="status">
      <Mark name={MARKS[state]} />
      <span>{text}</span>
    </p>
  )
}
