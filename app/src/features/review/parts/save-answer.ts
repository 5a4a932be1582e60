/** What came of one try to put a text on the server. */
export interface Sent {
  readonly ok: boolean
  readonly status: number
  readonly code: string
  /** Which one the server has now. */
  readonly version: number
}

/** Each has a sentence of its own (`stopped.<reason>`). */
export const STOPS = [
  'stale',
  'lease-lost',
  'signed-out',
  'withdrawn',
  'sent-back',
  'evidence-altered',
  'already-decided',
  'sent',
] as const
export type Stop = (typeof STOPS)[number]

/** Why saving stops for good; null: another try, or another text, may do. */
export function stopOf({ status, code }: Pick<Sent, 'status' | 'code'>): Stop | null {
  if (status === 401 || status === 403) return 'signed-out'
  if (status === 404) return 'lease-lost'
  if (status !== 409) return null
  if (code === 'move-not-allowed') return 'sent'
  return STOPS.find((stop) => stop === code) ?? 'lease-lost'
}

/** A shorter text will be taken. */
export function isTooLong({ status }: Pick<Sent, 'status'>): boolean {
  return status === 413 || status === 422
}

interface Answer {
  readonly version?: number
  readonly code?: string
  readonly values?: { readonly version?: number }
}

/** Browsers let a page that closes send no more than this. */
const CLOSING_BYTES = 60_000

export async function putText(address: string, version: number, body: object): Promise<Sent> {
  const json = JSON.stringify({ version, ...body })
  try {
    const response = await fetch(address, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: json,
      keepalive: new Blob([json]).size < CLOSING_BYTES,
    })
    const { code = '', values, ...answer } = (await response.json().catch(() => ({}))) as Answer
    const latest = answer.version ?? values?.version ?? version
    return { ok: response.ok, status: response.status, code, version: latest }
  } catch {
    return { ok: false, status: 0, code: 'away', version }
  }
}
