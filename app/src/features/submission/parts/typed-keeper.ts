import { fillIn, type Said, saidIn, sameForm } from './said-form.ts'
import { doneElsewhere, nameFor, pressed, shelved, stillUnsaved, type Unsaved, without } from './typed-form.ts'

export type TypedMark = 'none' | 'unsaved' | 'held'

export interface TypedSource {
  /** Where the words wait in this tab and on this device. */
  readonly store: string
  /** The page tells that the last press is done. */
  readonly done: boolean
}

/** Keeps what was typed in any form of a page while another one is sent: each is saved by its own button alone. */
export class TypedKeeper {
  readonly #store: string
  readonly #tell: (mark: TypedMark) => void
  #unsaved: Unsaved
  /** As this tab wrote it last. */
  #shelved: Unsaved
  #base: Record<string, Said> = {}
  #held = false

  constructor({ store, done }: TypedSource, tell: (mark: TypedMark) => void) {
    this.#store = store
    this.#tell = tell
    const forms = formsHere()
    for (const form of forms) {
      // What the browser would put back by itself may be saved long since.
      form.autocomplete = 'off'
      this.#base[nameOf(form)] = asCame(form)
    }
    const before = read(store)
    this.#shelved = before
    const back = forms.find((form) => before[nameOf(form)]?.sent && pathOf(form) === location.pathname)
    this.#unsaved = stillUnsaved(before, { forms: this.#base, done, refused: back ? nameOf(back) : null })
    for (const form of forms) this.#putBack(form)
    this.#show()
  }

  change(form: HTMLFormElement): void {
    const name = nameOf(form)
    const said = saidIn(form)
    const base = this.#unsaved[name]?.base ?? this.#base[name] ?? asCame(form)
    const others = without(this.#unsaved, [name])
    this.#unsaved = sameForm(said, base) ? others : { ...others, [name]: { base, said } }
    this.#held = false
    this.#show()
  }

  go(form: HTMLFormElement): void {
    this.#unsaved = pressed(this.#unsaved, nameOf(form))
    this.#show()
  }

  /** Another tab of the same page changed what this device keeps: what it saved does not wait here any longer. */
  elsewhere({ key, oldValue, newValue }: StorageEvent): void {
    if (key !== this.#store) return
    const done = doneElsewhere(this.#unsaved, { before: parsed(oldValue), after: parsed(newValue) })
    if (done.length === 0) return
    for (const form of formsHere()) if (done.includes(nameOf(form))) form.reset()
    this.#unsaved = without(this.#unsaved, done)
    this.#show()
  }

  /** Leaving the page is held once while words wait that the press would not take along. */
  holds(along: HTMLFormElement | null): boolean {
    if (this.#held || !formsHere().some((form) => form !== along && nameOf(form) in this.#unsaved)) return false
    this.#held = true
    this.#show()
    return true
  }

  /** To the first field of what waits. */
  reveal(): void {
    const form = formsHere().find((each) => nameOf(each) in this.#unsaved)
    form?.closest('details')?.setAttribute('open', '')
    form?.querySelector<HTMLElement>('textarea, select, input:not([type=hidden])')?.focus()
  }

  #putBack(form: HTMLFormElement): void {
    const left = this.#unsaved[nameOf(form)]
    if (!left) {
      if (typedEarly(form)) this.change(form)
      return
    }
    fillIn(form, left.said)
    form.closest('details')?.setAttribute('open', '')
  }

  #show(): void {
    write(this.#store, { before: this.#shelved, now: this.#unsaved })
    this.#shelved = this.#unsaved
    const waits = formsHere().some((form) => nameOf(form) in this.#unsaved)
    this.#tell(waits ? (this.#held ? 'held' : 'unsaved') : 'none')
  }
}

function formsHere(): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>('main form[method=post]')]
}

function pathOf(form: HTMLFormElement): string {
  return new URL(form.action, location.href).pathname
}

function nameOf(form: HTMLFormElement): string {
  return nameFor(pathOf(form), form.querySelector<HTMLInputElement>('[name=evidenceId]')?.value)
}

/** As the server sent it, whatever was typed since or put back by the browser. */
function asCame(form: HTMLFormElement): Said {
  const copy = form.cloneNode(true) as HTMLFormElement
  copy.reset()
  return saidIn(copy)
}

function typedEarly(form: HTMLFormElement): boolean {
  return !sameForm(saidIn(form), asCame(form))
}

/** This tab's own words first: another tab of the same page may have left others on the device. */
function read(store: string): Unsaved {
  try {
    return parsed(sessionStorage.getItem(store) ?? localStorage.getItem(store))
  } catch {
    return {}
  }
}

function parsed(text: string | null): Unsaved {
  return JSON.parse(text ?? '{}') as Unsaved
}

/** A device without room keeps nothing; the words are still on the page. */
function write(store: string, { before, now }: { before: Unsaved; now: Unsaved }): void {
  try {
    put(sessionStorage, store, now)
    put(localStorage, store, shelved(parsed(localStorage.getItem(store)), { before, now }))
  } catch {
    return
  }
}

function put(shelf: Storage, store: string, unsaved: Unsaved): void {
  if (Object.keys(unsaved).length === 0) shelf.removeItem(store)
  else shelf.setItem(store, JSON.stringify(unsaved))
}
