export interface Waiting {
  readonly body: string
  readonly revision: number
  /** Its form took it along; whether it arrived is seen when the page is next here. */
  readonly sent?: true
}

/** A text that waits on this device. */
export function readText(store: string): Waiting | null {
  try {
    const text = localStorage.getItem(store)
    return text === null ? null : (JSON.parse(text) as Waiting)
  } catch {
    return null
  }
}

/** A device without room keeps nothing; the text is still on the page and goes to the server. */
export function keepText(store: string, waiting: Waiting | null): void {
  try {
    if (waiting) localStorage.setItem(store, JSON.stringify(waiting))
    else localStorage.removeItem(store)
  } catch {
    return
  }
}
