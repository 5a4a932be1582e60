import { useLayoutEffect } from 'preact/hooks'

/** `n` takes the next portfolio, `u` takes back what was just sent; the first button has the focus after a reading. */
export function QueueKeys() {
  useLayoutEffect(() => {
    document.getElementById('queue-next')?.focus()
    const hear = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const off = localStorage.getItem('cairn-desk-keys-off') !== null
      if (off || event.ctrlKey || event.metaKey || event.altKey || target.matches('input, textarea, select')) return
      if (event.key === 'u') document.getElementById('queue-undo')?.click()
      if (event.key === 'n') document.querySelector<HTMLElement>('#queue-next, #queue-readings')?.click()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
  return null
}
