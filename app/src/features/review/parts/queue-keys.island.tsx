import { useLayoutEffect } from 'preact/hooks'
import type { KeptKeys } from '../../account/rules/desk-keys.ts'
import { deedOf, isTyping } from './desk-keys.ts'

/** One key takes the next portfolio, one takes back what was just sent; the first button has the focus after a reading. */
export function QueueKeys({ on, keys }: KeptKeys) {
  useLayoutEffect(() => {
    document.getElementById('queue-next')?.focus()
    if (!on) return
    const hear = (event: KeyboardEvent) => {
      const deed = deedOf(event, keys, isTyping(event.target as HTMLElement))
      if (deed === 'undo') document.getElementById('queue-undo')?.click()
      if (deed === 'portfolio') document.querySelector<HTMLElement>('#queue-next, #queue-readings')?.click()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
  return null
}
