import { type Answered, type Mark, type Other, sendDraft } from './send-draft.ts'
import { keepText, readText } from './text-shelf.ts'

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
  if (other) return { ...fresh, mark: 'conflict' }
  const waiting = readText(store)
  if (!waiting) return fresh
  if (lines(waiting.body) === lines(body)) {
    // The form itself brought it to the server: nothing waits any more.
    keepText(store, null)
    return fresh
  }
  if (waiting.revision === revision) return { ...fresh, body: waiting.body, mark: 'device' }
  const newer = { body, revision, at: savedAt ?? '' }
  return { ...fresh, body: waiting.body, revision: waiting.revision, mark: 'conflict', other: newer }
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
  draft: Draft

  constructor(source: DraftSource, tell: (draft: Draft) => void) {
    this.#source = source
    this.#tell = tell
    this.draft = begin(source)
  }

  type(body: string): void {
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
    if (this.#sending || this.draft.other || waiting === null) return
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
