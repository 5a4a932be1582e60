import { useEffect } from 'preact/hooks'

/** On a page of work that was sent in or ended: what this device and this tab kept of it while it was written goes. */
export function ForgetKept({ begins }: { begins: string }) {
  useEffect(() => forget(begins), [])
  return null
}

function forget(begins: string): void {
  try {
    for (const shelf of [localStorage, sessionStorage])
      for (const key of Object.keys(shelf)) if (key.startsWith(begins)) shelf.removeItem(key)
  } catch {
    return
  }
}
