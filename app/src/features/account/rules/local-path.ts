/** For a person who asked for nothing in particular; it leads on to where their work waits. */
export const HOME = '/me'

/** Where the work of a role waits: whoever reads portfolios begins among them. */
export function firstPage(roles: readonly string[]): string {
  return roles.some((role) => role === 'assessor' || role === 'adjudicator') ? '/assess/queue' : HOME
}

/** A path of this site and nothing else: no host, no scheme, no way out of it. */
export function isLocalPath(text: string): boolean {
  return text.length <= 500 && /^\/(?![/\\])[^\s\\]*$/.test(text)
}

/** Where to go after a sign-in; what is not of this site, or leads back to the sign-in, is forgotten. */
export function onward(next: string | null | undefined): string {
  return next && isLocalPath(next) && !/^\/(sign-in|sign-out|welcome)\b/.test(next) ? next : HOME
}

export function withNext(path: string, next: string): string {
  return next === HOME ? path : `${path}?next=${encodeURIComponent(next)}`
}
