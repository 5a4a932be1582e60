import { useEffect } from 'preact/hooks'
import { keepFresh } from './evidence-dom.ts'

/** Whoever holds the reading goes on seeing the evidence, however long they read. */
export function useFreshEvidence({ reviewId, held }: { reviewId: string; held: boolean }): void {
  useEffect(() => (held ? keepFresh(() => addresses(reviewId)) : undefined), [])
}

/** Away from the network there are none; the next look asks again. */
async function addresses(reviewId: string): Promise<Record<string, string>> {
  try {
    const response = await fetch(`/api/v1/reviews/${reviewId}/evidence`, { headers: { accept: 'application/json' } })
    return response.ok ? ((await response.json()) as Record<string, string>) : {}
  } catch {
    return {}
  }
}
