import { useState } from 'preact/hooks'
import { Button } from './button.tsx'

export interface CopyButtonProps {
  /** Id of the field to copy. */
  from: string
  copy: string
  copied: string
}

export function CopyButton({ from, copy, copied }: CopyButtonProps) {
  const [done, setDone] = useState(false)
  async function take(): Promise<void> {
    const field = document.getElementById(from)
    if (!(field instanceof HTMLInputElement)) return
    field.select()
    await navigator.clipboard.writeText(field.value)
    setDone(true)
  }
  return (
    <>
      <Button type="button" onClick={() => void take()}>
        {done ? copied : copy}
      </Button>
      <span class="visually-hidden" role="status">
        {done ? copied : ''}
      </span>
    </>
  )
}
