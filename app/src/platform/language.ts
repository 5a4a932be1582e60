import type { Session } from './session.ts'

type Language = Session['locale']

/** Asked for by an address that shows its page in one language to whoever opens it. */
export function languageAsked({ searchParams }: URL): Language | null {
  const asked = searchParams.get('lang')
  return asked === 'en' || asked === 'es' ? asked : null
}

/** What this browser chose, else its person, else what the browser asks for. */
export function localeOf(look: string | null, session: Session | null, accepted: string | null): Language {
  const chosen = /\blang=(en|es)\b/.exec(look ?? '')?.[1] as Language | undefined
  return chosen ?? session?.locale ?? (/^\s*es\b/i.test(accepted ?? '') ? 'es' : 'en')
}
