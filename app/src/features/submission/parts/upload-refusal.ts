export interface Refusal {
  readonly sentence: string | null
  /** The same file cannot pass another time. */
  readonly final: boolean
}

/** What changed on its way is unharmed on the device: its copy there stays until the server has it whole. */
export function refusalOf(status: number, body: string): Refusal {
  try {
    const { title, code } = JSON.parse(body) as { title?: string; code?: string }
    const lasting = status >= 400 && status < 500 && status !== 401 && status !== 429
    return { sentence: title ?? null, final: lasting && code !== 'upload-changed' }
  } catch {
    return { sentence: null, final: false }
  }
}
