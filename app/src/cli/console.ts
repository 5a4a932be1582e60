import type { Ctx } from '../platform/ctx.ts'
import { contextFor, type Installation, nobody } from '../platform/installation.ts'

/** Somebody at the console of the server, known by user and host; in one organization or in none. */
export function atConsole<T>(home: Installation<T>, console: string, tenantId: string | null = null): Ctx<T> {
  return contextFor(home, {
    tenantId,
    personId: null,
    actor: { ...nobody, id: `console:${console}`, kind: 'console' },
    locale: 'en',
    timeZone: 'UTC',
    requestId: 'console',
    sessionId: null,
  })
}
