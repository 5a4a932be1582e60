import { timingSafeEqual } from 'node:crypto'
import { Refused } from '../lib/refusal.ts'
import type { Keys } from './keys.ts'

const forNobody = new WeakMap<Keys, string>()

/** A token that only pages of this session (or of this browser's sign-in) can know; one and the same where there is neither. */
export function csrfToken(keys: Keys, binding: string | null): string {
  if (binding !== null) return tokenOf(keys, binding)
  const known = forNobody.get(keys) ?? tokenOf(keys, 'nobody')
  forNobody.set(keys, known)
  return known
}

function tokenOf(keys: Keys, binding: string): string {
  return keys.mac('csrf', binding).toString('base64url').slice(0, 32)
}

export function sameToken(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A write must come from our own pages: Fetch Metadata where the browser sends it, Origin where it does not. */
export function checkCsrf(request: Request, baseUrl: string): void {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) {
    if (site !== 'same-origin') throw new Refused('other-site')
    return
  }
  const origin = request.headers.get('origin')
  if (origin !== new URL(baseUrl).origin) throw new Refused('other-site')
}
