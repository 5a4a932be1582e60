import type { Said, SaidMark } from './said-form.ts'

export interface SaidAnswer {
  readonly mark: SaidMark
  /** What is kept now: this page's words with those of others, or, refused, theirs alone. */
  readonly now?: Said
}

/** One try to put a form's words on the server; every way it can fail has a mark of its own. */
export async function sendSaid(address: string, said: object, keepalive: boolean): Promise<SaidAnswer> {
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const answer = await fetch(address, { method: 'PUT', headers, body: JSON.stringify(said), keepalive })
    if (answer.ok) return { mark: 'saved', now: (await answer.json()).said }
    return refused(answer.status, await answer.json().catch(() => ({})))
  } catch {
    return { mark: navigator.onLine ? 'device' : 'offline' }
  }
}

interface Problem {
  readonly code?: string
  readonly values?: { readonly theirs?: string }
}

function refused(status: number, { code, values = {} }: Problem): SaidAnswer {
  if (code === 'changed-elsewhere' && values.theirs) return { mark: 'conflict', now: JSON.parse(values.theirs) as Said }
  if (status === 401) return { mark: 'signedOut' }
  if (status === 404 || status === 409) return { mark: 'closed' }
  return { mark: status === 422 || status === 400 ? 'check' : 'device' }
}
