import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { AutosaveMark } from '../../../ui/autosave-mark.tsx'
import { useAutosave } from './autosave.ts'
import { beginningOf, keptIn } from './kept-text.ts'
import { isSameRuling, type RulingFields, type RulingProps, rulingsOf } from './ruling-model.ts'
import { SavingStopped } from './saving-stopped.tsx'
import { useFreshEvidence } from './use-fresh-evidence.ts'
import { useSafeSubmit } from './use-safe-submit.ts'

/** Keeps the ruling in the form around it: saved while it is written, there again after the page was closed. */
export function RulingKeeper(props: RulingProps) {
  const { reviewId, criteria, words } = props
  const root = useRef<HTMLDivElement>(null)
  const [beginning] = useState(() => {
    const state = readForm(document.querySelector<HTMLFormElement>(`#${RULING_FORM}`))
    return beginningOf({ ...props, state }, keptIn<RulingFields>(reviewId), isSameRuling(criteria))
  })
  const [state, setState] = useState(beginning.state)
  const save = useAutosave(props, {
    ...{ state, beginning, address: `/api/v1/reviews/${reviewId}/rulings` },
    bodyOf: (sent) => ({ rulings: rulingsOf(sent, criteria) }),
  })
  useFreshEvidence(props)
  useSafeSubmit(root, save.flush)
  useLayoutEffect(() => {
    const form = root.current?.closest('form')
    if (!form) return
    writeForm(form, beginning.state)
    const typed = () => setState(readForm(form))
    form.addEventListener('input', typed)
    form.addEventListener('change', typed)
    return () => {
      form.removeEventListener('input', typed)
      form.removeEventListener('change', typed)
    }
  }, [])
  return (
    <div ref={root}>
      <input type="hidden" name="version" value={save.version} />
      {props.held && <SavingStopped save={save} words={words} />}
      {props.held && save.mark.text !== '' && <AutosaveMark state={save.mark.state} text={save.mark.text} />}
    </div>
  )
}

export const RULING_FORM = 'ruling-form'

function readForm(form: HTMLFormElement | null): RulingFields {
  if (!form) return {}
  const fields = [...new FormData(form)].filter(([name]) => name.startsWith('rulings.'))
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]))
}

/** Puts a kept text back where it was typed. */
function writeForm(form: HTMLFormElement, fields: RulingFields): void {
  for (const control of form.querySelectorAll<HTMLInputElement>('[name^="rulings."]')) {
    const value = fields[control.name] ?? ''
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = control.value === value
    else if (control.type !== 'hidden') control.value = value
  }
}
