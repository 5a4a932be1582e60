/** One spelling per address, so that limits and look-ups see the same one (08-trust.md 10.5). */
export function normalizeEmail(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1)
}

/** Enough to recognize one's own address by, too little to learn another's. */
export function hintOf(email: string): string {
  const [name = '', domain = ''] = [email.slice(0, email.lastIndexOf('@')), domainOf(email)]
  return `${name.slice(0, 1)}…@${domain}`
}
