import type { PageContext } from '../context.ts'

/** A plain visit for tests of components. */
export function facts(over: Partial<PageContext> = {}): PageContext {
  return {
    locale: 'en',
    csrf: 'token',
    nonce: 'nonce',
    path: '/',
    theme: 'system',
    density: 'comfort',
    siteName: 'Cairn',
    styles: ['/app.css'],
    ...over,
  }
}
