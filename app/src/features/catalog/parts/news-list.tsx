import { t } from '../../../text.ts'
import { usePage } from '../../../ui/context.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import type { NewEntry, NewsRow } from '../reads/updates.ts'
import { wordsOf } from '../rules/news-words.ts'
import { foreign, strandName } from './labels.ts'

export function NewsList({ news }: { news: readonly NewsRow[] }) {
  const { locale } = usePage()
  return (
    <ul class="catalog-plain">
      {news.map(({ id, words, publishedAt }) => {
        const { title, text, language } = wordsOf(words, locale === 'es' ? 'es' : 'en')
        return (
          <li key={id} id={`news-${id}`} lang={foreign(language)}>
            <h3>{title}</h3>
            <p class="small muted">
              <DateTime at={publishedAt} zone="UTC" />
            </p>
            {text.split(/\n\s*\n/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </li>
        )
      })}
    </ul>
  )
}

export function EntryList({ entries }: { entries: readonly NewEntry[] }) {
  return (
    <ul class="catalog-plain">
      {entries.map(({ id, slug, title, summary, language, strand, since }) => (
        <li key={id}>
          <a class="catalog-line" href={`/m/${slug}`} lang={foreign(language)}>
            {title}
          </a>
          <p lang={foreign(language)}>{summary}</p>
          <p class="small muted">
            {t('catalog.updates.joined', { strand: strandName(strand) })} <DateTime at={since} zone="UTC" />
          </p>
        </li>
      ))}
    </ul>
  )
}
