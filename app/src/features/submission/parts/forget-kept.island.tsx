import { useEffect } from 'preact/hooks'

/** On a page of work that was sent in or ended: what this device kept of it while it was written goes. */
export function ForgetKept({ begins }: { begins: string }) {
  useEffect(() => forget(begins), [])
  return null
}

function forget(begins: string): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(begins)) localStorage.removeItem(key)
  } catch {
    return
  }
}
