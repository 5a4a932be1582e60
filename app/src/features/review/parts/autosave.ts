import { useEffect, useRef, useState } from 'preact/hooks'
import { filled, type SheetProps, type SheetState, scoresOf } from './sheet-model.ts'

export type SaveState = 'saved' | 'saving' | 'device' | 'conflict'
export interface Autosave {
  readonly version: number
  readonly mark: { readonly state: SaveState; readonly text: string }
  /** Why saving stopped: `stale`, `lease-lost`, `signed-out`; null while it goes on. */
  readonly stopped: string | null
  readonly flush: () => Promise<boolean>
  readonly overwrite: () => Promise<void>
}

const QUIET_MS = 2_000
const AGAIN_MS = 10_000
const SAY_MS = 30_000

interface Sent {
  readonly ok: boolean
  readonly status: number
  readonly code: string
  readonly version: number
}

async function put(reviewId: string, version: number, state: SheetState): Promise<Sent> {
  try {
    const response = await fetch(`/api/v1/reviews/${reviewId}/scores`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ version, scores: scoresOf(state), overall: state.overall }),
    })
    const body = (await response.json().catch(() => ({}))) as { version?: number; code?: string }
    return { ok: response.ok, status: response.status, code: body.code ?? '', version: body.version ?? version }
  } catch {
    return { ok: false, status: 0, code: 'away', version }
  }
}

function reasonOf({ status, code }: Sent): string | null {
  if (status === 409) return code === 'stale' ? 'stale' : 'lease-lost'
  if (status === 401 || status === 403) return 'signed-out'
  return status === 404 ? 'lease-lost' : null
}

function savedNow({ locale, zone, words }: SheetProps): string {
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

/** Reads which version the server has now. */
async function versionNow(reviewId: string): Promise<number | null> {
  const response = await fetch(`/api/v1/reviews/${reviewId}/packet`, { headers: { accept: 'application/json' } })
  return response.ok ? ((await response.json()) as { version: number }).version : null
}

/** Screen readers hear it: a new time alone is not worth more than two a minute. */
function useMark(savedAt: string): [Autosave['mark'], (state: SaveState, text: string) => void] {
  const [mark, setMark] = useState<Autosave['mark']>({ state: 'saved', text: savedAt })
  const said = useRef(0)
  function say(state: SaveState, text: string): void {
    const quiet = (state === 'saved' || state === 'saving') && Date.now() - said.current < SAY_MS
    if (!quiet) said.current = Date.now()
    setMark((before) => (quiet && before.state === 'saved' ? before : { state, text }))
  }
  return [mark, say]
}

/** Two seconds after the last change the sheet goes to the server, which answers with a receipt; one request at a time. */
export function useAutosave(
  props: SheetProps,
  state: SheetState,
  complete: (state: SheetState) => SheetState,
): Autosave {
  const [version, setVersion] = useState(props.version)
  const [mark, say] = useMark(props.savedAt ?? '')
  const [stopped, setStopped] = useState<string | null>(null)
  const now = useRef({ version: props.version, state, saved: state, busy: null as Promise<boolean> | null })
  now.current.state = state

  async function send(): Promise<boolean> {
    const sent = now.current.state
    say('saving', props.words.saving ?? '')
    const answer = await put(props.reviewId, now.current.version, complete(sent))
    if (answer.ok) {
      Object.assign(now.current, { version: answer.version, saved: sent })
      setVersion(answer.version)
      forget(props.reviewId)
      say('saved', savedNow(props))
      return true
    }
    keep(props.reviewId, sent)
    const reason = reasonOf(answer)
    setStopped(reason)
    say(reason ? 'conflict' : 'device', (reason ? props.words.notSaved : props.words.onDevice) ?? '')
    return false
  }

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
    const latest = await versionNow(props.reviewId)
    if (latest === null) return
    now.current.version = latest
    setStopped(null)
    await flush()
  }

  const waits = state !== now.current.saved && !stopped && props.held
  useAfter(waits ? QUIET_MS : null, [state, stopped], flush)
  useAfter(mark.state === 'device' ? AGAIN_MS : null, [mark], flush)

  return { version, mark, stopped, flush, overwrite }
}

const keyOf = (reviewId: string) => `cairn-reading-${reviewId}`

/** In this tab alone, and only until the server has it. */
function keep(reviewId: string, state: SheetState): void {
  try {
    sessionStorage.setItem(keyOf(reviewId), JSON.stringify(state))
  } catch {
    // A full or closed store changes nothing: the text is still on the screen.
  }
}
function forget(reviewId: string): void {
  sessionStorage.removeItem(keyOf(reviewId))
}
export function keptIn(reviewId: string): SheetState | null {
  const text = sessionStorage.getItem(keyOf(reviewId))
  return text ? (JSON.parse(text) as SheetState) : null
}
