import { useEffect, useState } from 'preact/hooks'
import { Button } from './button.tsx'

export interface SendingButtonProps {
  /** Id of the form that carries files. */
  readonly form: string
  readonly label: string
  /** What is told while one file is on its way, or so many. */
  readonly sending: { readonly one: string; readonly many: string }
}

/** The main button of a form with files: from the press until the answer it says how many are on their way. */
export function SendingButton({ form: id, label, sending }: SendingButtonProps) {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const form = document.getElementById(id)
    if (!(form instanceof HTMLFormElement)) return
    return watch(form, setCount)
  }, [id])
  const words = count === 1 ? sending.one : sending.many.replace('#count', String(count))
  return (
    <div class="actions">
      <Button kind="primary" busy={count > 0 ? words : undefined}>
        {label}
      </Button>
      {count > 0 && (
        <span class="muted" aria-hidden="true">
          {words}
        </span>
      )}
    </div>
  )
}

function watch(form: HTMLFormElement, tell: (count: number) => void): () => void {
  // Only when the form has left: a button that is stopped sends nothing.
  const sent = () => setTimeout(() => tell(filesIn(form)))
  const again = ({ persisted }: PageTransitionEvent) => persisted && tell(0)
  form.addEventListener('submit', sent)
  window.addEventListener('pageshow', again)
  return () => {
    form.removeEventListener('submit', sent)
    window.removeEventListener('pageshow', again)
  }
}

function filesIn(form: HTMLFormElement): number {
  const fields = [...form.querySelectorAll<HTMLInputElement>('input[type=file]')]
  return fields.reduce((count, { files }) => count + (files?.length ?? 0), 0)
}
