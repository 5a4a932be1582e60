import { type Answered, type Mark, type Other, sendDraft } from './send-draft.ts'
import { keepText, readText, type Waiting } from './text-shelf.ts'

export interface DraftSource {
  readonly store: string
  readonly address: string
  readonly body: string
  readonly revision: number
  readonly savedAt: string | null
  readonly other: Other | null
}
export interface Draft {
  readonly body: string
  readonly revision: number
  readonly savedAt: string
  readonly mark: Mark
  readonly other: Other | null
}

const SAVE_AFTER_MS = 2_000
const RETRY_MS = 10_000

/** What waits on this device from a page that was closed before its text could be sent. */
function begin({ store, body, revision, savedAt, other }: DraftSource): Draft {
  const fresh: Draft = { body, revision, savedAt: savedAt ?? '', mark: savedAt ? 'saved' : 'none', other }
  const waiting = readText(store)
  // The form came back unkept: its text waits here again.
  if (other && waiting?.sent) keepText(store, { body, revision })
  if (other) return { ...fresh, mark: 'conflict' }
  if (!waiting) return fresh
  if (hasArrived(waiting, { body, revision })) {
    keepText(store, null)
    return fresh
  }
  if (waiting.sent) keepText(store, { body: waiting.body, revision: waiting.revision })
  if (waiting.revision === revision) return { ...fresh, body: waiting.body, mark: 'device' }
  const newer = { body, revision, at: savedAt ?? '' }
  return { ...fresh, body: waiting.body, revision: waiting.revision, mark: 'conflict', other: newer }
}

/** The server has it, or had it from the form itself and has gone on since: nothing waits any more. */
function hasArrived(waiting: Waiting, { body, revision }: Pick<Draft, 'body' | 'revision'>): boolean {
  if (lines(waiting.body) === lines(body)) return true
  return waiting.sent === true && waiting.revision < revision
}

/** A form sends its lines with another ending than a page keeps them. */
function lines(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd()
}

/** Keeps one text: on this device with every key, on the server after a moment, one sending at a time. */
export class DraftKeeper {
  readonly #source: DraftSource
  readonly #tell: (draft: Draft) => void
  #timer = 0
  #sending = false
  /** The form is on its way with the text: nothing is sent beside it. */
  #gone = false
  draft: Draft

  constructor(source: DraftSource, tell: (draft: Draft) => void) {
    this.#source = source
    this.#tell = tell
    this.draft = begin(source)
  }

  /** The form takes the text along. What lies on this device is done with, and must not stand up against a newer text. */
  go(): void {
    const { store } = this.#source
    const waiting = readText(store)
    clearTimeout(this.#timer)
    this.#timer = 0
    this.#gone = true
    if (waiting) keepText(store, { ...waiting, sent: true })
  }

  /** The page is in sight again without having been loaded anew: its form may never have arrived. */
  stay(): void {
    const { store } = this.#source
    const waiting = readText(store)
    this.#gone = false
    if (waiting?.sent) keepText(store, { body: waiting.body, revision: waiting.revision })
    void this.save()
  }

  type(body: string): void {
    this.#gone = false
    keepText(this.#source.store, { body, revision: this.draft.revision })
    this.show({ body, mark: this.draft.other ? 'conflict' : 'device' })
    this.#later(SAVE_AFTER_MS)
  }

  /** One of two texts goes on; the other was in sight until now. */
  choose(which: 'mine' | 'theirs'): void {
    const { other, body } = this.draft
    if (!other) return
    const { revision, at } = other
    keepText(this.#source.store, which === 'mine' ? { body, revision } : null)
    if (which === 'mine') this.show({ revision, mark: 'device', other: null })
    else this.show({ body: other.body, revision, savedAt: at, mark: 'saved', other: null })
    void this.save()
  }

  /** Sends what waits on this device, if anything does. */
  async save({ leaving = false } = {}): Promise<void> {
    const waiting = readText(this.#source.store)
    if (this.#sending || this.#gone || this.draft.other || waiting === null) return
    this.#sending = true
    const { body, revision } = this.draft
    const answer = await sendDraft(this.#source.address, { body, revision }, leaving)
    this.#sending = false
    this.#take(answer, body)
  }

  #take({ mark, revision, savedAt, other }: Answered, sent: string): void {
    if (mark !== 'saved') {
      this.show({ mark, other: other ?? null })
      if (mark === 'device' || mark === 'offline') this.#later(RETRY_MS)
      return
    }
    this.show({ revision: revision ?? this.draft.revision, savedAt: savedAt ?? '' })
    if (this.draft.body === sent) {
      keepText(this.#source.store, null)
      this.show({ mark })
    } else this.#later(0)
  }

  show(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change }
    this.#tell(this.draft)
  }

  #later(milliseconds: number): void {
    if (this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = 0
      void this.save()
    }, milliseconds) as unknown as number
  }
}
