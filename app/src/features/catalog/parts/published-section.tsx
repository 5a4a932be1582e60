import { currentLocale, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { Section } from '../../../ui/layout.tsx'
import type { GoneLink } from '../reads/links.ts'
import type { DraftsView } from '../views/drafts.ts'
import type { Waiting } from '../views/review.ts'
import { SourceLines } from './source-lines.tsx'

/** What colleagues wait for stands before one's own. */
export function WaitingSection({ waiting }: { waiting: readonly Waiting[] }) {
  if (waiting.length === 0) return null
  return (
    <Section id="waiting" title={t('catalog.review.waiting')}>
      <ul class="catalog-plain stack gap-8">
        {waiting.map(({ id, title }) => (
          <li key={id}>
            <a class="own-line" href={`/author/m/${id}/review`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Addresses that somebody has to look at: three weeks in a row they did not open. */
export function GoneSection({ gone, zone }: { gone: readonly GoneLink[]; zone: string }) {
  if (gone.length === 0) return null
  return (
    <Section id="gone" title={t('catalog.gone.title')}>
      <p>{t('catalog.gone.lead')}</p>
      <ul class="catalog-plain stack gap-8">
        {gone.map(({ title, slug, resource, url, since }) => (
          <li key={`${slug} ${url}`}>
            <a class="own-line" href={`/m/${slug}#resources`}>
              {title}
            </a>
            <p class="small muted">
              {t('catalog.gone.since', { resource, url, date: dateText(since, { locale: currentLocale(), zone }) })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** By the day its authors chose, two years after publication at the latest, somebody looks again: a new version, or no new starts. */
export function DueSection({ due }: Pick<DraftsView, 'due'>) {
  if (due.length === 0) return null
  return (
    <Section id="due" title={t('catalog.due.title')}>
      <p>{t('catalog.due.lead')}</p>
      <ul class="catalog-plain stack gap-8">
        {due.map(({ id, code, title, version, draftId, dueOn }) => (
          <li key={id}>
            <a class="own-line" href={`/author/m/${draftId}/versions`}>
              {`${code} ${title} ${version}`}
            </a>
            <p class="small muted">
              {t('catalog.due.by', { date: dateText(new Date(dueOn), { locale: currentLocale(), zone: 'UTC' }) })}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function PublishedSection({ published }: Pick<DraftsView, 'published'>) {
  if (published.length === 0) return null
  return (
    <Section id="published" title={t('catalog.versions.published.title')}>
      <ul class="catalog-plain stack gap-8">
        {published.map(({ id, code, title, version, draftId, news }) => (
          <li key={id}>
            <a class="own-line" href={`/author/m/${draftId}/versions`}>
              {`${code} ${title} ${version}`}
            </a>
            <SourceLines news={news} draftId={draftId} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
