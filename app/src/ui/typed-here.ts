/** How everything begins that waits in this tab and on this device because its person has not saved it. */
export function typedBy(personId: string): string {
  return `cairn-typed ${personId} `
}

export function forgetHere(begins: string): void {
  try {
    for (const shelf of [localStorage, sessionStorage])
      for (const key of Object.keys(shelf)) if (key.startsWith(begins)) shelf.removeItem(key)
  } catch {
    return
  }
}
