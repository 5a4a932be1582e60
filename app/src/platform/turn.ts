import type { Context } from 'hono'
import type { Failure } from './failure.ts'
import type { Installation } from './installation.ts'
import type { KeepPages } from './kept-pages.ts'
import type { Panelled } from './panels.ts'
import type { RateLimiter } from './rate.ts'
import type { Actions, FormState, Head, PageModule, Route } from './route.ts'
import type { CookieJar, Session } from './session.ts'

/** What the shell needs to dress a page; the shell itself knows ui and features, this file does not. */
export interface Dressing {
  readonly locale: 'en' | 'es'
  /** The page has an address in each language, and perhaps one of these was asked for. */
  readonly addressed: { readonly asked: 'en' | 'es' | null } | null
  readonly nonce: string
  readonly csrf: string
  readonly path: string
  readonly search: string
  /** Where a switch of language or theme leads back to: a page that can be opened. */
  readonly back: string
  readonly session: Session | null
  /** The theme this browser chose, before anybody signed in. */
  readonly theme: Session['theme'] | null
  readonly requestId: string
}
export interface Shell {
  page(dressing: Dressing, module: PageModule, data: Record<string, unknown>): { html: string; head: Head }
  problem(dressing: Dressing, failure: Failure): string
  /** The sentence for a refusal in the reader's language, for the form that is shown again. */
  sentence(locale: 'en' | 'es', failure: Failure): { problem: string; fields: Record<string, string> }
  told(locale: 'en' | 'es', key: string): string | null
}
export interface Serving<T> extends Panelled {
  readonly home: Installation<T>
  readonly routes: readonly Route[]
  readonly actions: Actions
  readonly shell: Shell
  readonly jar: CookieJar
  readonly limiter: RateLimiter
  readonly addressOf: (context: Context) => string
  readonly origin: 'app' | 'files'
  readonly keep: KeepPages
}

export interface Showing {
  readonly form: FormState
  readonly status: number
}

export interface Turn<T> {
  readonly serving: Serving<T>
  readonly route: Route
  readonly context: Context
  readonly request: Request
  /** Where the request comes from, as limits count: an IPv4 address or an IPv6 /64. */
  readonly network: string
  readonly session: Session | null
  readonly dressing: Dressing
  readonly params: Record<string, string>
}
