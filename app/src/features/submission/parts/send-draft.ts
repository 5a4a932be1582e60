/** A text that was saved elsewhere in the meantime. */
export interface Other {
  readonly body: string
  readonly revision: number
  readonly at: string
}
export type Mark = 'none' | 'saved' | 'device' | 'offline' | 'signedOut' | 'closed' | 'tooLong' | 'conflict'
export interface Answered {
  readonly mark: Mark
  readonly revision?: number
  readonly savedAt?: string
  readonly other?: Other
}

/** One try to put a text on the server; every way it can fail has a mark of its own. */
export async function sendDraft(
  address: string,
  typed: { body: string; revision: number },
  leaving = false,
): Promise<Answered> {
  // A browser lets no more than 64 KiB outlive a page; a longer text waits on the device.
  const keepalive = leaving && typed.body.length < 20_000
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const answer = await fetch(address, { method: 'PUT', headers, body: JSON.stringify(typed), keepalive })
    if (answer.ok) return { mark: 'saved', ...(await answer.json()) }
    return refused(answer.status, await answer.json().catch(() => ({})))
  } catch {
    return { mark: navigator.onLine ? 'device' : 'offline' }
  }
}

interface Problem {
  readonly code?: string
  readonly values?: { readonly theirs?: string; readonly revision?: number; readonly at?: string }
}

function refused(status: number, { code, values = {} }: Problem): Answered {
  if (code === 'changed-elsewhere')
    return {
      mark: 'conflict',
      other: { body: values.theirs ?? '', revision: values.revision ?? 0, at: values.at ?? '' },
    }
  if (status === 401) return { mark: 'signedOut' }
  if (status === 413 || status === 422) return { mark: 'tooLong' }
  return { mark: status === 409 || status === 404 ? 'closed' : 'device' }
}
