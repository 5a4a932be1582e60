export interface Both {
  readonly path: string
  readonly label: string
  readonly mine: string
  readonly theirs: string
}
export interface SaverState {
  readonly mark: 'none' | 'saved' | 'saving' | 'device' | 'stopped' | 'conflict'
  readonly savedAt: Date | null
  readonly by: string
  readonly both: readonly Both[]
}
type Fields = Readonly<Record<string, string | readonly string[]>>
interface Waiting {
  readonly revision: number
  readonly fields: Fields
}
interface Answer {
  readonly revision?: number
  /** What is on the page now, by the id of its place. */
  readonly places?: Readonly<Record<string, string>>
  readonly by?: string
  readonly both?: readonly Both[]
}

const QUIET_MS = 1_500
const AGAIN_MS = 10_000
/** Browsers let a page that closes send no more than this. */
const CLOSING_BYTES = 60_000

/** Keeps a form of the editor: on this device with every key, on the server after a moment, one sending at a time. */
export class DraftSaver {
  readonly #form: HTMLFormElement
  readonly #source: { readonly address: string; readonly store: string }
  readonly #tell: (state: SaverState) => void
  #state: SaverState = { mark: 'none', savedAt: null, by: '', both: [] }
  #saved: string
  /** What one's own text was written on, while the other one is in sight. */
  #before = 0
  #busy = false
  #gone = false
  #timer = 0

  constructor(form: HTMLFormElement, source: { address: string; store: string }, tell: (state: SaverState) => void) {
    this.#form = form
    this.#source = source
    this.#tell = tell
    this.#saved = JSON.stringify(fieldsIn(form))
    form.autocomplete = 'off'
    const left = read(source.store)
    if (left && JSON.stringify(left.fields) !== this.#saved) this.#takeUp(left)
  }

  watch(): () => void {
    const change = () => this.#change()
    const leaving = () => document.visibilityState === 'hidden' && void this.save()
    const sent = () => this.#go()
    this.#form.addEventListener('input', change)
    this.#form.addEventListener('submit', sent)
    document.addEventListener('visibilitychange', leaving)
    return () => {
      clearTimeout(this.#timer)
      this.#form.removeEventListener('input', change)
      this.#form.removeEventListener('submit', sent)
      document.removeEventListener('visibilitychange', leaving)
    }
  }

  async save(): Promise<void> {
    const fields = fieldsIn(this.#form)
    const now = JSON.stringify(fields)
    if (this.#busy || this.#gone || this.#state.mark === 'conflict' || now === this.#saved) return
    this.#busy = true
    this.#show({ mark: 'saving' })
    const answer = await send(this.#source.address, {
      section: sectionOf(this.#form),
      revision: this.#revision(),
      fields,
    })
    this.#busy = false
    if (this.#gone) return
    if (answer.status === 200) this.#kept(now, answer.body)
    else if (answer.status === 409 && answer.body.both) this.#differs(answer.body)
    else this.#failed(answer.status)
  }

  /** One's own text goes over the other one, which was in sight until now. */
  keepMine(): void {
    // Also where one's own is again what it was: the other one stands on the server.
    this.#saved = ''
    this.#show({ mark: 'device', both: [] })
    void this.save()
  }

  takeTheirs(): void {
    write(this.#source.store, null)
    this.#gone = true
    location.reload()
  }

  #change(): void {
    this.#gone = false
    // Nobody has chosen yet: whoever opens the page again is asked again.
    const chosen = this.#state.mark !== 'conflict'
    write(this.#source.store, { revision: chosen ? this.#revision() : this.#before, fields: fieldsIn(this.#form) })
    if (!chosen) return
    this.#show({ mark: 'device' })
    this.#later(QUIET_MS)
  }

  /** The form goes by itself: nothing is sent beside it. */
  #go(): void {
    clearTimeout(this.#timer)
    this.#gone = true
    write(this.#source.store, null)
  }

  #kept(sent: string, { revision, places = {} }: Answer): void {
    this.#saved = sent
    this.#setRevision(revision)
    for (const [id, html] of Object.entries(places)) fill(id, html)
    if (JSON.stringify(fieldsIn(this.#form)) !== sent) this.#change()
    else {
      write(this.#source.store, null)
      this.#show({ mark: 'saved', savedAt: new Date() })
    }
  }

  #differs({ revision, by = '', both = [] }: Answer): void {
    this.#before = this.#revision()
    this.#setRevision(revision)
    this.#show({ mark: 'conflict', by, both })
  }

  #failed(status: number): void {
    const lasting = [401, 403, 404, 409, 413, 422].includes(status)
    this.#show({ mark: lasting ? 'stopped' : 'device' })
    if (!lasting) this.#later(AGAIN_MS)
  }

  #takeUp({ revision, fields }: Waiting): void {
    for (const control of controlsIn(this.#form)) restore(control, fields)
    this.#setRevision(revision)
    this.#show({ mark: 'device' })
    this.#later(0)
  }

  #revision(): number {
    return Number(this.#form.querySelector<HTMLInputElement>('[name=revision]')?.value ?? 1)
  }
  #setRevision(revision: number | undefined): void {
    const field = this.#form.querySelector<HTMLInputElement>('[name=revision]')
    if (field && revision !== undefined) field.value = String(revision)
  }
  #show(change: Partial<SaverState>): void {
    this.#state = { ...this.#state, ...change }
    this.#tell(this.#state)
  }
  #later(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), milliseconds) as unknown as number
  }
}

const OURS = new Set(['_csrf', 'section', 'revision', 'do', 'find'])
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function controlsIn(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>('input[name], textarea[name], select[name]')].filter(
    ({ name }) => !OURS.has(name),
  )
}

function fieldsIn(form: HTMLFormElement): Fields {
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of new FormData(form)) {
    if (OURS.has(name) || typeof value !== 'string') continue
    if (name.endsWith('[]')) fields[name] = [...((fields[name] as string[] | undefined) ?? []), value]
    else fields[name] = value
  }
  return fields
}

function sectionOf(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>('[name=section]')?.value ?? ''
}

function restore(control: Control, fields: Fields): void {
  const said = fields[control.name]
  if (control instanceof HTMLInputElement && control.type === 'checkbox')
    control.checked = Array.isArray(said) ? said.includes(control.value) : said === control.value
  else if (typeof said === 'string') control.value = said
}

/** Made by the server of its own parts, so that a page and its update say the same. */
function fill(id: string, html: string): void {
  const place = document.getElementById(id)
  if (place && place.innerHTML !== html && !isWrittenIn(place)) place.innerHTML = html
}

/** Somebody is at it: what they type there is not taken from under their hands. */
function isWrittenIn(place: HTMLElement): boolean {
  const texts = [...place.querySelectorAll('textarea')]
  return place.contains(document.activeElement) || texts.some(({ value, defaultValue }) => value !== defaultValue)
}

async function send(address: string, body: object): Promise<{ status: number; body: Answer }> {
  const text = JSON.stringify(body)
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: text,
      keepalive: new Blob([text]).size < CLOSING_BYTES,
    })
    return { status: response.status, body: (await response.json().catch(() => ({}))) as Answer }
  } catch {
    return { status: 0, body: {} }
  }
}

function read(store: string): Waiting | null {
  try {
    return JSON.parse(localStorage.getItem(store) ?? 'null') as Waiting | null
  } catch {
    return null
  }
}

/** A device without room keeps nothing; the text is still on the page and goes to the server. */
function write(store: string, waiting: Waiting | null): void {
  try {
    if (waiting) localStorage.setItem(store, JSON.stringify(waiting))
    else localStorage.removeItem(store)
  } catch {
    return
  }
}
