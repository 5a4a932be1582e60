import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Role } from './ctx.ts'
import type { Database } from './db.ts'

/** What one query says about the holder of a session cookie. Roles are read at every request, never from a token. */
export interface Session {
  readonly sessionId: string
  readonly personId: string
  readonly name: string
  readonly locale: 'en' | 'es'
  readonly timeZone: string
  readonly theme: 'system' | 'light' | 'dark' | 'contrast'
  readonly platformAdmin: boolean
  readonly demo: boolean
  readonly hasPasskey: boolean
  /** The sign-in that opened it stated more than one factor (organization sign-in with such an acr or amr, or the set-up link). */
  readonly strong: boolean
  readonly stepUpAt: string | null
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly tenantId: string | null
  readonly membershipId: string | null
  readonly unitId: string | null
  readonly organization: { readonly slug: string; readonly name: string; readonly demo: boolean } | null
  readonly roles: readonly Role[]
}

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export async function openSession<T>(
  db: Database<T>,
  token: string,
  at: Date,
  inOrganization: string | null,
): Promise<Session | null> {
  const { rows } = await sql<{ session: Session | null }>`
    select sec.open_session(${hashToken(token)}, ${at}, ${inOrganization}) as session`.execute(db.kysely)
  return rows[0]?.session ?? null
}

/** Cookies: 256-bit values, HttpOnly, SameSite=Lax; on https with the __Host- prefix, which no sibling host can set. */
export interface CookieJar {
  readonly secure: boolean
  name(kind: 'session' | 'pre' | 'ceremony' | 'known' | 'appearance' | 'done'): string
}
export function cookieJar(baseUrl: string): CookieJar {
  const secure = baseUrl.startsWith('https:')
  const plain = {
    session: 'cairn',
    pre: 'cairn-pre',
    ceremony: 'cairn-ceremony',
    known: 'cairn-known',
    appearance: 'cairn-look',
    done: 'cairn-done',
  } as const
  return { secure, name: (kind) => `${secure ? '__Host-' : ''}${plain[kind]}` }
}

/** Two cookies of one name are nobody's: the value is ignored. */
export function readCookie(header: string | undefined, name: string): string | null {
  if (!header) return null
  const values = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
  return values.length === 1 ? (values[0] ?? null) : null
}

export function writeCookie(
  jar: CookieJar,
  kind: Parameters<CookieJar['name']>[0],
  value: { value: string; maxAge: number },
): string {
  const parts = [`${jar.name(kind)}=${value.value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${value.maxAge}`]
  if (jar.secure) parts.push('Secure')
  return parts.join('; ')
}
