import { currentLocale, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import type { Source } from '../reads/sources.ts'

/** One line for each original that has moved since it was adapted, with the way to what it says now. */
export function SourceLines({ news, draftId }: { news: readonly Source[]; draftId: string }) {
  return (
    <>
      {news.map((source) => (
        <p key={source.slug} class="small">
          <a class="own-line" href={sourceAddress(draftId, source)}>
            {newsText(source)}
          </a>
        </p>
      ))}
    </>
  )
}

export function sourceAddress(draftId: string, { slug }: Source): string {
  return `/author/m/${draftId}/original?of=${slug}`
}

export function newsText({ direct, code, news, taken, newest, retiredAt }: Source): string {
  const place = direct ? 'direct' : 'earlier'
  if (news === 'retired') return t(`catalog.source.${place}.retired`, { code, date: dayOf(retiredAt) })
  const key = news === 'changed' ? 'changed' : 'same'
  return t(`catalog.source.${place}.${key}`, { code, from: taken, to: newest })
}

export function dayOf(date: Date | null, zone = 'UTC'): string {
  return date ? dateText(date, { locale: currentLocale(), zone }) : ''
}
