import { fillIn, type Left, type Said, saidIn, sameForm, stillOpen } from './said-form.ts'

export type SaidMark = 'none' | 'saved' | 'device' | 'offline' | 'signedOut' | 'closed' | 'check'

export interface SaidSource {
  /** Where the form waits on this device. */
  readonly store: string
  readonly address: string
  /** The page came back with what was typed, and the server has kept none of it. */
  readonly refused: boolean
}

const SAVE_AFTER_MS = 1_500
const RETRY_MS = 10_000

/** Keeps a whole form: on this device with every key, on the server after a moment and whenever the page is left. */
export class SaidKeeper {
  readonly #form: HTMLFormElement
  readonly #source: SaidSource
  readonly #tell: (mark: SaidMark) => void
  #base: Said
  #timer = 0

  constructor(form: HTMLFormElement, source: SaidSource, tell: (mark: SaidMark) => void) {
    this.#form = form
    this.#source = source
    this.#tell = tell
    this.#base = source.refused ? {} : saidIn(form)
    const left = read(source.store)
    const open = left ? stillOpen(this.#base, left) : {}
    if (left && !source.refused) write(source.store, null)
    if (Object.keys(open).length === 0) return
    fillIn(form, open)
    this.change()
  }

  change(): void {
    write(this.#source.store, { base: this.#base, said: saidIn(this.#form) })
    this.#tell('device')
    this.#later(SAVE_AFTER_MS)
  }

  /** Sends what the server has not heard; `leaving`: the page may be gone before the answer. */
  async save({ leaving = false } = {}): Promise<void> {
    const said = saidIn(this.#form)
    if (sameForm(said, this.#base)) return
    const mark = await send(this.#source.address, said, leaving)
    this.#tell(mark)
    if (mark === 'device' || mark === 'offline') this.#later(RETRY_MS)
    if (mark !== 'saved') return
    this.#base = said
    if (sameForm(saidIn(this.#form), said)) write(this.#source.store, null)
    else this.change()
  }

  /** The form itself goes to the server: nothing is sent beside it, and the device keeps its copy until the answer is here. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#base = saidIn(this.#form)
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), milliseconds) as unknown as number
  }
}

async function send(address: string, said: Said, keepalive: boolean): Promise<SaidMark> {
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const answer = await fetch(address, { method: 'PUT', headers, body: JSON.stringify(said), keepalive })
    if (answer.ok) return 'saved'
    if (answer.status === 401) return 'signedOut'
    if (answer.status === 404 || answer.status === 409) return 'closed'
    return answer.status === 422 || answer.status === 400 ? 'check' : 'device'
  } catch {
    return navigator.onLine ? 'device' : 'offline'
  }
}

function read(store: string): Left | null {
  try {
    return JSON.parse(localStorage.getItem(store) ?? 'null') as Left | null
  } catch {
    return null
  }
}

/** A device without room keeps nothing; the text is still on the page and goes to the server. */
function write(store: string, left: Left | null): void {
  try {
    if (left) localStorage.setItem(store, JSON.stringify(left))
    else localStorage.removeItem(store)
  } catch {
    return
  }
}
