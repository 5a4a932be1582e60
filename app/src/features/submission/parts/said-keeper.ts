import { beside, changedIn, fillIn, type Left, type Said, type SaidMark, saidIn, sameForm } from './said-form.ts'
import { type SaidAnswer, sendSaid } from './send-said.ts'

export interface SaidSource {
  /** Where the form waits on this device. */
  readonly store: string
  readonly address: string
  /** What the server has, as the form would say it. */
  readonly kept: Said
  /** The page came back with what was typed, which may be kept nowhere. */
  readonly refused: boolean
}

/** What was said elsewhere about the same fields. */
export interface Theirs {
  readonly now: Said
  readonly both: readonly string[]
}

const SAVE_AFTER_MS = 1_500
const RETRY_MS = 10_000

/** Keeps a whole form: on this device with every key, on the server after a moment and whenever the page is left; never over what was said elsewhere. */
export class SaidKeeper {
  readonly #form: HTMLFormElement
  readonly #source: SaidSource
  readonly #tell: (mark: SaidMark, theirs: Theirs | null) => void
  #base: Said
  /** On its way, without an answer yet. */
  #sent: Said | null = null
  #gone = false
  #timer = 0
  #theirs: Theirs | null = null

  constructor(form: HTMLFormElement, source: SaidSource, tell: (mark: SaidMark, theirs: Theirs | null) => void) {
    this.#form = form
    this.#source = source
    this.#tell = tell
    this.#base = source.kept
    // What the browser would put back by itself is older than what is kept.
    form.autocomplete = 'off'
    const left = source.refused ? null : read(source.store)
    if (left) this.#takeUp(left)
    else if (source.refused) this.#shelve()
    else if (!sameForm(saidIn(form), this.#base)) this.change()
  }

  change(): void {
    this.#gone = false
    this.#shelve()
    this.#tell(this.#theirs ? 'conflict' : 'device', this.#theirs)
    this.#later(SAVE_AFTER_MS)
  }

  /** Sends what the server has not heard; `leaving`: the page may be gone before the answer. */
  async save({ leaving = false } = {}): Promise<void> {
    const said = saidIn(this.#form)
    if (this.#gone || this.#theirs || sameForm(said, this.#base)) return
    if (this.#sent && (!leaving || sameForm(said, this.#sent))) return
    const seen = this.#seen()
    this.#sent = said
    this.#shelve()
    const answer = await sendSaid(this.#source.address, { ...said, attempt: attemptIn(this.#form), seen }, leaving)
    if (this.#sent === said) this.#sent = null
    if (!this.#gone) this.#take(answer, said)
  }

  /** One of two goes on; the other was in sight until now. */
  choose(which: 'mine' | 'theirs'): void {
    const { now, both } = this.#theirs ?? { now: this.#base, both: [] }
    this.#theirs = null
    if (which === 'theirs') fillIn(this.#form, pick(now, both))
    this.#meet(now)
  }

  /** The form itself goes to the server: nothing is sent beside it, and the device keeps its copy until the answer is here. */
  go(): void {
    clearTimeout(this.#timer)
    this.#timer = 0
    const seen = this.#form.querySelector<HTMLInputElement>('[name=seen]')
    if (seen) seen.value = this.#seen()
    this.#gone = true
    this.#sent = saidIn(this.#form)
    this.#shelve()
  }

  /** The page is in sight again without having been loaded anew: its form may never have arrived. */
  stay(): void {
    this.#gone = false
    void this.save()
  }

  #seen(): string {
    return JSON.stringify(this.#sent ? [this.#base, { ...this.#base, ...this.#sent }] : [this.#base])
  }

  #takeUp(left: Left): void {
    const { mine, both } = beside(this.#base, left)
    fillIn(this.#form, mine)
    if (both.length === 0) this.#meet(this.#base)
    else this.#hold({ now: this.#base, both })
  }

  #take({ mark, now }: SaidAnswer, sent: Said): void {
    if (now && mark === 'conflict') this.#compare(now)
    else if (now) this.#join(now, sent)
    else {
      this.#tell(mark, null)
      if (mark === 'device' || mark === 'offline') this.#later(RETRY_MS)
    }
  }

  /** What somebody else said meanwhile shows, save where more was typed since. */
  #join(now: Said, sent: Said): void {
    const typed = changedIn(saidIn(this.#form), sent)
    fillIn(
      this.#form,
      pick(
        now,
        Object.keys(changedIn(now, sent)).filter((name) => !(name in typed)),
      ),
    )
    this.#meet(now)
  }

  #compare(now: Said): void {
    const { mine, both } = beside(now, { base: this.#base, said: saidIn(this.#form) })
    fillIn(
      this.#form,
      pick(
        now,
        Object.keys(now).filter((name) => !(name in mine)),
      ),
    )
    this.#hold({ now, both })
  }

  #hold(theirs: Theirs): void {
    this.#theirs = theirs
    this.#tell('conflict', theirs)
  }

  /** The server has this; what the form says beyond it goes on. */
  #meet(now: Said): void {
    this.#base = now
    if (sameForm(saidIn(this.#form), now)) {
      this.#shelve()
      this.#tell('saved', null)
    } else this.change()
  }

  #shelve(): void {
    const said = saidIn(this.#form)
    const left = { base: this.#base, said, ...(this.#sent ? { sent: this.#sent } : {}) }
    write(this.#source.store, sameForm(said, this.#base) ? null : left)
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), milliseconds) as unknown as number
  }
}

function attemptIn(form: HTMLFormElement): string {
  return form.querySelector<HTMLInputElement>('[name=attempt]')?.value ?? ''
}

function pick(said: Said, names: readonly string[]): Said {
  return Object.fromEntries(Object.entries(said).filter(([name]) => names.includes(name)))
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
