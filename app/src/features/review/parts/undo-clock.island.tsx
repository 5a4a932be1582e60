import { useEffect, useState } from 'preact/hooks'

export interface UndoClockProps {
  /** Id of what goes when the time is over. */
  readonly hides: string
  readonly leftMs: number
  readonly over: string
}

/** What cannot be done any more is not offered any more; the server counts the same seconds. */
export function UndoClock({ hides, leftMs, over }: UndoClockProps) {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      document.getElementById(hides)?.remove()
      setEnded(true)
    }, leftMs)
    return () => clearTimeout(timer)
  }, [])
  return <p role="status">{ended ? over : ''}</p>
}
