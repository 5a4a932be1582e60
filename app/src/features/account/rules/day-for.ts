interface Reader {
  readonly locale: 'en' | 'es'
  readonly timeZone: string
}

/** A day as the mail of this person says it: in their language and where they are. Nobody known reads English, in UTC. */
export function dayFor(person: Reader | undefined, at: Date): string {
  const { locale, timeZone } = person ?? { locale: 'en', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(locale, { weekday: 'long', month: 'long', day: 'numeric', timeZone }).format(at)
}
