import { currentLocale, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { durationText } from '../../../ui/duration.ts'
import { Section } from '../../../ui/layout.tsx'
import type { AchievementContent, Resource } from '../model.ts'
import type { Work } from '../tables.ts'
import { CitedText, References } from './cited-text.tsx'
import { foreign, languageName, listOf } from './labels.ts'

export function WhySection({ content, works }: { content: AchievementContent; works: readonly Work[] }) {
  return (
    <Section id="why" title={t('catalog.page.why')}>
      <div class="prose prose-letter" lang={foreign(content.language)}>
        <CitedText text={content.rationale} works={works} />
      </div>
      <h3 id="references">{t('catalog.page.references')}</h3>
      <References works={works} />
    </Section>
  )
}

export function ResourcesSection({
  content,
  broken,
}: {
  content: AchievementContent
  broken: ReadonlyMap<string, Date>
}) {
  return (
    <Section id="resources" title={t('catalog.page.resources')}>
      <ul class="catalog-resources">
        {content.resources.map((resource) => (
          <li key={resource.url}>
            <a class="catalog-line" href={resource.url} lang={foreign(content.language)}>
              {resource.title}
            </a>
            <p class="small muted">{factsOf(resource).join(' · ')}</p>
            <Closed since={broken.get(resource.url)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Closed({ since }: { since: Date | undefined }) {
  if (!since) return null
  return (
    <p class="small">
      {t('catalog.page.resource.closed', { date: dateText(since, { locale: currentLocale(), zone: 'UTC' }) })}
    </p>
  )
}

function factsOf({ kind, minutes, free, license, languages }: Resource): string[] {
  return [
    t(`catalog.page.resource.kind.${kind}`),
    durationText(minutes, 'short'),
    free ? t('catalog.page.resource.free') : t('catalog.page.resource.paid'),
    listOf(languages.map(languageName)),
    ...(license === undefined ? [] : [license]),
  ]
}
