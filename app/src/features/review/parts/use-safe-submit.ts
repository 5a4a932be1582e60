import { useLayoutEffect, useRef } from 'preact/hooks'

/** A press waits for the save that is under way, so that its version is the one the server has. */
export function useSafeSubmit(root: { current: HTMLElement | null }, flush: () => Promise<boolean>): void {
  const latest = useRef(flush)
  latest.current = flush
  useLayoutEffect(() => {
    const form = root.current?.closest('form')
    if (!form) return
    let ready = false
    const hear = (event: SubmitEvent) => {
      if (ready) return
      event.preventDefault()
      const { submitter } = event
      void latest.current().then(() => {
        ready = true
        requestAnimationFrame(() => form.requestSubmit(submitter))
      })
    }
    form.addEventListener('submit', hear)
    return () => form.removeEventListener('submit', hear)
  }, [])
}
