import { t } from '../../../text.ts'
import { baseLanguage, foreign, languageName } from './labels.ts'

/** What is read beside what is signed. */
export interface Translated {
  readonly slug: string
  readonly version: string
  /** Language of the author. */
  readonly language: string
  /** Language of what stands on the page. */
  readonly shownIn: string
}

interface TranslatedFromProps {
  of: Translated
  /** Where on the page of the original. */
  place?: string
  /** In a page of its own, beside what is being written. */
  apart?: boolean
}

/** Which wording decides, and the way to it; nothing where a person reads the author's own. */
export function TranslatedFrom({ of, place = '', apart }: TranslatedFromProps) {
  const { slug, version, language, shownIn } = of
  if (shownIn === language) return null
  const base = baseLanguage(language)
  const beside = apart ? { target: '_blank', rel: 'noopener' } : {}
  return (
    <p class="small muted">
      {t('catalog.whole.from', { language: languageName(base), version })}{' '}
      <a href={`/m/${slug}/v/${version}?text=${base}${place}`} hreflang={base} {...beside}>
        {t('catalog.whole.original')}
      </a>
    </p>
  )
}

/** Where the author's own wording is read: the languages in which there is more than this. */
export function AlsoIn({ of, languages }: { of: Translated; languages: readonly string[] }) {
  if (of.shownIn !== of.language || languages.length === 0) return null
  return (
    <p class="small muted no-print">
      {foreign(of.language) && `${t('catalog.whole.decides', { version: of.version })} `}
      {languages.map((language) => (
        <a
          key={language}
          class={foreign(of.language) ? undefined : 'own-line'}
          href={`/m/${of.slug}/v/${of.version}?text=${language}`}
          hreflang={language}
        >
          {t('catalog.whole.also', { language: languageName(language) })}
        </a>
      ))}
    </p>
  )
}
