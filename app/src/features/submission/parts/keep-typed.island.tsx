import { useEffect, useRef, useState } from 'preact/hooks'
import { AutosaveMark } from '../../../ui/autosave-mark.tsx'
import { Button } from '../../../ui/button.tsx'
import { TypedKeeper, type TypedMark, type TypedSource } from './typed-keeper.ts'

export interface KeepTypedProps extends TypedSource {
  readonly texts: Readonly<Record<Exclude<TypedMark, 'none'> | 'show', string>>
  /** The links and buttons that lead away from the page. */
  readonly onward: string
}

/** On a page of several forms: what stands in one is not lost when another is sent, and says that it is not saved. */
export function KeepTyped({ texts, onward, ...source }: KeepTypedProps) {
  const [mark, setMark] = useState<TypedMark>('none')
  const keeper = useRef<TypedKeeper | null>(null)
  useEffect(() => {
    keeper.current = new TypedKeeper(source, setMark)
    return watch(keeper.current, onward)
  }, [])
  return (
    <>
      {/* Empty from the start: a screen reader tells what changes in a place it knows. */}
      <AutosaveMark state={MARKS[mark]} text={mark === 'none' ? '' : texts[mark]} />
      {mark !== 'none' && (
        <Button type="button" kind="quiet" onClick={() => keeper.current?.reveal()}>
          {texts.show}
        </Button>
      )}
    </>
  )
}

const MARKS = { none: 'none', unsaved: 'device', held: 'conflict' } as const

function watch(keeper: TypedKeeper, onward: string): () => void {
  const typed = ({ target }: Event) => {
    const form = (target as HTMLInputElement).form
    if (form?.closest('main')) keeper.change(form)
  }
  const sent = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement
    if (event.submitter?.matches(onward) && keeper.holds(form)) event.preventDefault()
    else keeper.go(form)
  }
  const left = (event: MouseEvent) => {
    const pressed = (event.target as Element).closest(onward)
    if (pressed?.matches('a') && keeper.holds(null)) event.preventDefault()
  }
  const elsewhere = (event: StorageEvent) => keeper.elsewhere(event)
  document.addEventListener('input', typed)
  document.addEventListener('change', typed)
  document.addEventListener('submit', sent)
  document.addEventListener('click', left)
  window.addEventListener('storage', elsewhere)
  return () => {
    document.removeEventListener('input', typed)
    document.removeEventListener('change', typed)
    document.removeEventListener('submit', sent)
    document.removeEventListener('click', left)
    window.removeEventListener('storage', elsewhere)
  }
}
