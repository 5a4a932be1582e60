import type { ComponentChildren } from 'preact'
import { currentLocale, t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Tag, type Strand as TagStrand } from '../../../ui/tag.tsx'
import { shownPilot } from '../rules/pilot.ts'
import { isStrand } from '../rules/strand.ts'
import type { AchievementView } from '../views.ts'
import { AfterSection } from './after-section.tsx'
import { AtAGlance } from './at-a-glance.tsx'
import { badgeStones, badgeSvg } from './badge-picture.ts'
import { EvidenceSection } from './evidence-section.tsx'
import { ExampleSection } from './example-section.tsx'
import { ResourcesSection, WhySection } from './help-sections.tsx'
import { Kept } from './kept.tsx'
import { KnowSection } from './know-section.tsx'
import { baseLanguage, foreign, foreignWords, languageName, strandName } from './labels.ts'
import { MethodSection } from './method-section.tsx'
import { RelatedSection } from './related-section.tsx'
import { RubricSection } from './rubric-section.tsx'
import { ShowSection } from './show-section.tsx'
import { StartBox } from './start-box.tsx'
import { AlsoIn, TranslatedFrom } from './translated-from.tsx'

export interface AchievementPageProps {
  view: AchievementView
  /** Facts of other rooms: what it is worth, where to practice, the stacks it belongs to. */
  worth?: ComponentChildren
  practice?: ComponentChildren
  stacks?: ComponentChildren
}

/** A micro-credential from its name to its license; the same page for every version. */
export function AchievementPage({ view, worth, practice, stacks }: AchievementPageProps) {
  const { achievement, works, isCurrent, promise, examples, example, broken } = view
  // What a person reads; numbers and ids are those of the content.
  const { shown } = achievement
  const open = isCurrent && achievement.retiredAt === null
  return (
    <article class="print-links catalog-achievement">
      <Breadcrumb items={[{ href: '/explore', label: t('catalog.explore.title') }, { label: achievement.title }]} />
      <VersionNotice view={view} />
      <Title view={view} />
      <div class="catalog-top">
        <div>
          <AtAGlance achievement={achievement} windowDays={promise.windowDays} pilot={view.pilot} />
        </div>
        {open && <StartBox view={view} />}
      </div>
      <Kept by={`version ${achievement.id} in ${achievement.shownIn} what ${example !== null} ${examples?.digest}`}>
        {() => (
          <>
            <Contents example={example !== null} />
            <ShowSection content={shown} said={achievement} />
            <MethodSection content={shown} works={works} />
            <EvidenceSection content={shown} />
            <RubricSection content={shown} examples={examples} />
          </>
        )}
      </Kept>
      {example && <ExampleSection view={view} example={example} />}
      <Kept by={`version ${achievement.id} after ${promise.windowDays}`}>
        {() => <AfterSection windowDays={promise.windowDays} />}
      </Kept>
      {practice}
      <Section id="worth" title={t('catalog.page.worth')}>
        <p>{t('catalog.page.worth.hours', { hours: suggestedHours(view) })}</p>
        {worth}
        {stacks}
      </Section>
      <Kept by={`version ${achievement.id} in ${achievement.shownIn} why ${JSON.stringify([...broken])}`}>
        {() => (
          <>
            <WhySection content={shown} works={works} />
            <ResourcesSection content={shown} broken={broken} />
          </>
        )}
      </Kept>
      <KnowSection view={view} />
      <RelatedSection view={view} />
      <p class="print-only small">
        {t('catalog.page.print', { address: `${view.baseUrl}/m/${achievement.slug}/v/${achievement.version}` })}
      </p>
    </article>
  )
}

/** A picture for everybody has an address; one for members alone, or of a draft, stands in the page. */
function pictureOf({ achievement, simulated }: AchievementView, seed: string): string {
  const { visibility, slug, version, strand, title } = achievement
  if (visibility === 'public' && !simulated) return `/m/${slug}/badge.svg?v=${version}`
  return `data:image/svg+xml,${encodeURIComponent(badgeSvg({ strand, title, seed }))}`
}

function Title({ view }: { view: AchievementView }) {
  const { achievement, alsoIn, own, pilot } = view
  const { code, strand, slug, title, shownIn, content } = achievement
  const seed = content.image.kind === 'generated' ? content.image.seed : slug
  const stones = badgeStones({ strand, seed })
  const letter = isStrand(strand) ? (strand.toLowerCase() as TagStrand) : undefined
  const lang = foreign(shownIn)
  const name = languageName(baseLanguage(shownIn))
  const wordsLang = foreignWords(achievement)
  const piloted = shownPilot(pilot)
  return (
    <PageHead
      title={title}
      above={t('catalog.page.above', { code })}
      lead={
        <div class="stack gap-8">
          <p lang={wordsLang}>{achievement.summary}</p>
          <TranslatedFrom of={achievement} />
          <AlsoIn of={achievement} languages={alsoIn} />
        </div>
      }
      picture={
        <BadgeFigure
          size="large"
          src={pictureOf(view, seed)}
          alt={t('catalog.page.badge', { title, stones, strand: strandName(strand) })}
        />
      }
      facts={
        <>
          <Tag href={`/explore?strand=${strand}`} strand={letter}>
            {strandName(strand)}
          </Tag>
          {piloted ? (
            <Tag>{t('catalog.page.piloted', { awards: piloted.awards })}</Tag>
          ) : (
            achievement.starter && <Tag>{t('catalog.page.starter')}</Tag>
          )}
          {achievement.visibility === 'organization' && <Tag>{t('catalog.page.inside')}</Tag>}
          {own?.creator && <Tag href={`/issuers/${own.creator.slug}`}>{own.creator.name}</Tag>}
          {lang && <Tag>{t(wordsLang ? 'catalog.page.english' : 'catalog.page.rest', { language: name })}</Tag>}
        </>
      }
    />
  )
}

function VersionNotice({ view: { achievement, isCurrent } }: { view: AchievementView }) {
  const { slug, version, currentVersion: current, retiredAt, currentRetiredAt } = achievement
  const day = (at: Date) => dateText(at, { locale: currentLocale(), zone: 'UTC' })
  if (retiredAt)
    return (
      <Notice tone="notYet" title={t('catalog.page.retired.title')}>
        <p>{t('catalog.page.retired.text', { date: day(retiredAt) })}</p>
      </Notice>
    )
  if (isCurrent) return null
  return (
    <Notice title={t('catalog.page.older.title', { version })}>
      <p>
        {currentRetiredAt
          ? t('catalog.page.older.retired', { current, date: day(currentRetiredAt) })
          : t('catalog.page.older.text', { current })}{' '}
        <a href={`/m/${slug}`}>{t('catalog.page.older.link')}</a>
      </p>
    </Notice>
  )
}

const PLACES = [
  'show',
  'method',
  'evidence',
  'rubric',
  'example',
  'after',
  'worth',
  'why',
  'resources',
  'know',
] as const

function Contents({ example }: { example: boolean }) {
  return (
    <nav class="catalog-contents no-print" aria-label={t('catalog.page.contents')}>
      <ul>
        {PLACES.filter((place) => example || place !== 'example').map((place) => (
          <li key={place}>
            <a href={`#${place}`}>{t(`catalog.page.${place}`)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function suggestedHours({ achievement: { content } }: AchievementView): number {
  return Number(content.recognitionDefaults?.[0]?.amount ?? content.effort.hours)
}
