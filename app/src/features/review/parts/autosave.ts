import { useEffect, useRef, useState } from 'preact/hooks'
import { type Beginning, forget, keep } from './kept-text.ts'
import { isTooLong, putText, type Sent, type Stop, stopOf } from './save-answer.ts'
import { filled, type SheetWords } from './sheet-model.ts'

export type SaveState = 'saved' | 'saving' | 'device' | 'conflict'
export interface Autosave {
  readonly version: number
  readonly mark: { readonly state: SaveState; readonly text: string }
  /** Why saving stopped; null while it goes on. */
  readonly stopped: Stop | null
  readonly flush: () => Promise<boolean>
  readonly overwrite: () => Promise<void>
  readonly takeOther: () => void
}
export interface Saving {
  readonly reviewId: string
  readonly held: boolean
  readonly savedAt: string | null
  readonly locale: string
  readonly zone: string
  readonly words: SheetWords
}
export interface Text<State> {
  readonly state: State
  readonly beginning: Beginning<State>
  readonly address: string
  readonly bodyOf: (state: State) => object
}

const QUIET_MS = 2_000
const AGAIN_MS = 10_000
const SAY_MS = 30_000

function savedNow({ locale, zone, words }: Saving): string {
  const time = new Date().toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit', timeZone: zone })
  return filled(words.savedAt ?? '', { time })
}

/** Does it once after that time, unless something changes before; null = not now. */
function useAfter(milliseconds: number | null, changes: readonly unknown[], work: () => Promise<unknown>): void {
  const latest = useRef(work)
  latest.current = work
  useEffect(() => {
    if (milliseconds === null) return
    const timer = setTimeout(() => void latest.current(), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds, ...changes])
}

/** Whoever turns to another window, or closes this one, has it saved. */
function useBeforeLeaving(work: () => Promise<unknown>): void {
  const latest = useRef(work)
  latest.current = work
  useEffect(() => {
    const leave = () => document.visibilityState === 'hidden' && void latest.current()
    document.addEventListener('visibilitychange', leave)
    return () => document.removeEventListener('visibilitychange', leave)
  }, [])
}

/** Screen readers hear it: a new time alone is not worth more than two a minute. */
function useMark(first: Autosave['mark']): [Autosave['mark'], (state: SaveState, text: string) => void] {
  const [mark, setMark] = useState<Autosave['mark']>(first)
  const said = useRef(0)
  function say(state: SaveState, text: string): void {
    const quiet = (state === 'saved' || state === 'saving') && Date.now() - said.current < SAY_MS
    if (!quiet) said.current = Date.now()
    setMark((before) => (quiet && before.state === 'saved' ? before : { state, text }))
  }
  return [mark, say]
}

function firstMark<State>({ savedAt, words }: Saving, { saved }: Beginning<State>): Autosave['mark'] {
  return saved === null ? { state: 'device', text: words.onDevice ?? '' } : { state: 'saved', text: savedAt ?? '' }
}

interface Now<State> {
  version: number
  /** The newest version that the server spoke of. */
  latest: number
  state: State
  saved: State | null
  busy: Promise<boolean> | null
}

/** One try at a time; what came of it, and what is on the screen now. */
function useSending<State>(props: Saving, { state, beginning, address, bodyOf }: Text<State>) {
  const { reviewId, words } = props
  const { version: first, saved } = beginning
  const [version, setVersion] = useState(first)
  const [mark, say] = useMark(firstMark(props, beginning))
  const [stopped, setStopped] = useState(beginning.stopped)
  const now = useRef<Now<State>>({ version: first, latest: first, state, saved, busy: null })
  now.current.state = state

  async function send(): Promise<boolean> {
    const sent = now.current.state
    keep(reviewId, { version: now.current.version, state: sent })
    say('saving', words.saving ?? '')
    const answer = await putText(address, now.current.version, bodyOf(sent))
    if (!answer.ok) return refused(answer)
    Object.assign(now.current, { version: answer.version, saved: sent })
    setVersion(answer.version)
    // Words typed meanwhile wait on.
    if (now.current.state === sent) forget(reviewId)
    say('saved', savedNow(props))
    return true
  }

  function refused(answer: Sent): false {
    const stop = stopOf(answer)
    now.current.latest = answer.version
    setStopped(stop)
    if (stop) say('conflict', words.notSaved ?? '')
    else if (isTooLong(answer)) say('conflict', words.tooLong ?? '')
    else say('device', words.onDevice ?? '')
    return false
  }
  return { now, send, version, mark, stopped, setStopped }
}

/** Two seconds after the last change the text goes to the server, which answers with a receipt; one request at a time. */
export function useAutosave<State>(props: Saving, text: Text<State>): Autosave {
  const { now, send, version, mark, stopped, setStopped } = useSending(props, text)

  async function flush(): Promise<boolean> {
    if (now.current.busy) {
      await now.current.busy
      return flush()
    }
    if (now.current.state === now.current.saved) return true
    now.current.busy = send().finally(() => {
      now.current.busy = null
    })
    return now.current.busy
  }

  /** What is on this screen goes over what the other window saved. */
  async function overwrite(): Promise<void> {
    now.current.version = now.current.latest
    setStopped(null)
    await flush()
  }

  /** What the other window saved, from the server; a page that came from a press is not pressed again. */
  function takeOther(): void {
    now.current.saved = now.current.state
    forget(props.reviewId)
    location.replace(location.pathname)
  }

  const waits = text.state !== now.current.saved && !stopped && props.held
  useAfter(waits ? QUIET_MS : null, [text.state, stopped], flush)
  useAfter(waits && mark.state === 'device' ? AGAIN_MS : null, [mark], flush)
  useBeforeLeaving(async () => waits && flush())
  useEffect(() => {
    if (text.state !== now.current.saved) keep(props.reviewId, { version: now.current.version, state: text.state })
  }, [text.state, stopped])

  return { version, mark, stopped, flush, overwrite, takeOther }
}
