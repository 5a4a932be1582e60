import { useEffect } from 'preact/hooks'
import { forgetHere } from './typed-here.ts'

/** Who signs out leaves nothing that was typed and not saved to whoever sits down next. */
export function SignOutForgets({ begins }: { begins: string }) {
  useEffect(() => {
    const sent = ({ target, defaultPrevented }: SubmitEvent) => {
      const leaves = target instanceof HTMLFormElement && target.getAttribute('action') === '/sign-out'
      if (leaves && !defaultPrevented) forgetHere(begins)
    }
    // Of the window: what the page itself puts away at a press goes too.
    window.addEventListener('submit', sent)
    return () => window.removeEventListener('submit', sent)
  }, [])
  return null
}
