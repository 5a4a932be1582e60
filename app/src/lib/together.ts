/**
 * Callers that come while a question is on its way wait for the next one and share it:
 * nobody gets an answer to a question that was put before they came.
 */
export function together<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let running: Promise<Answer> | null = null
  let next: Promise<Answer> | null = null

  function begin(): Promise<Answer> {
    const asked = ask().finally(() => {
      if (running === asked) running = null
    })
    running = asked
    return asked
  }

  async function after(before: Promise<Answer>): Promise<Answer> {
    await before.catch(() => undefined)
    next = null
    return begin()
  }

  return () => {
    if (!running) return begin()
    next ??= after(running)
    return next
  }
}
