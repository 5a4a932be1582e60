import { useEffect, useRef, useState } from 'preact/hooks'
import { type Listening, listen } from './dictation.ts'
import type { SheetWords } from './sheet-model.ts'

export interface Dictation {
  readonly on: boolean
  readonly toggle: () => void
}

/** One press begins, the next one ends; where the browser cannot, the sentence says which key of the system can. */
export function useDictation({
  language,
  words,
  tell,
  write,
  field,
}: {
  language: string
  words: SheetWords
  tell: (text: string) => void
  write: (text: string) => void
  /** Puts the focus where the system's own dictation would write. */
  field: () => void
}): Dictation {
  const [on, setOn] = useState(false)
  const running = useRef<Listening | null>(null)
  const latest = useRef(write)
  latest.current = write
  function end(): void {
    running.current = null
    setOn(false)
  }
  async function begin(): Promise<void> {
    const ear = { onText: (text: string) => latest.current(text), onEnd: end }
    running.current = await listen(language, ear).catch(() => null)
    setOn(running.current !== null)
    tell((running.current ? words.dictating : words.noDictation) ?? '')
    if (!running.current) field()
  }
  useEffect(() => () => running.current?.stop(), [])
  return {
    on,
    toggle: () => {
      if (running.current) running.current.stop()
      else void begin()
    },
  }
}
