export interface NewsText {
  readonly title: string
  readonly text: string
}
export type NewsWords = Readonly<Partial<Record<'en' | 'es', NewsText>>>

/** In the reader's language where it was written in it, else as it was written. */
export function wordsOf(words: NewsWords, language: 'en' | 'es'): NewsText & { readonly language: 'en' | 'es' } {
  const other = language === 'en' ? 'es' : 'en'
  const own = words[language]
  return own ? { ...own, language } : { title: '', text: '', ...words[other], language: other }
}
