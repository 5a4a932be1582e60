import { Mark } from './mark.tsx'

const MARKS = { saved: 'met', saving: 'waiting', device: 'info', conflict: 'problem' } as const

/** Where the text is now. A polite live region: the caller changes `text` at most every 30 seconds. Works in islands. */
export function AutosaveMark({ state, text }: { state: keyof typeof MARKS; text: string }) {
  return (
    <p class={`autosave autosave-${state} numbers`} role="status">
      <Mark name={MARKS[state]} />
      <span>{text}</span>
    </p>
  )
}
