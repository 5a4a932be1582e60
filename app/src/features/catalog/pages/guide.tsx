import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { References } from '../parts/cited-text.tsx'
import { licenceOf } from '../parts/guide-licence.ts'
import { type GuidePart, GuideSection, partsOf } from '../parts/guide-text.tsx'
import { type GuideLink, type GuideView, guidePage } from '../views/guides.ts'

type Loaded = GuideView & { readonly others: readonly GuideLink[] }

export function load(ctx: Ctx<never>, { slug }: Params<'slug'>): Promise<Loaded> {
  return guidePage(ctx, slug)
}

export function head({ guide }: Loaded): Head {
  return {
    title: guide.title,
    description: guide.lead,
    alternate: [{ type: 'application/pdf', href: fileOf(guide), title: guide.title }],
  }
}

export function Page({ guide, works, others }: Loaded) {
  const parts = partsOf(guide.blocks)
  return (
    <article class="catalog-guide print-links">
      <Breadcrumb items={[{ href: '/guides', label: t('catalog.guides.title') }, { label: guide.title }]} />
      <PageHead
        above={t('catalog.guide.above')}
        title={guide.title}
        lead={guide.lead}
        actions={<LinkButton href={fileOf(guide)}>{t('catalog.guide.pdf')}</LinkButton>}
      />
      <Contents parts={parts} />
      {parts.map((part, at) => (
        <GuideSection key={part.title} part={part} number={at + 1} works={works} />
      ))}
      {works.length > 0 && (
        <Section id="references" title={t('catalog.page.references')}>
          <References works={works} />
        </Section>
      )}
      <p class="small muted">{licenceOf(guide.changedOn, guide.language)}</p>
      {others.length > 0 && <Others guides={others} />}
    </article>
  )
}

function fileOf({ slug, language }: GuideView['guide']): string {
  return `/guides/${slug}.pdf?language=${language}`
}

function Contents({ parts }: { parts: readonly GuidePart[] }) {
  return (
    <nav class="catalog-contents no-print" aria-label={t('catalog.guide.contents')}>
      <ol>
        {parts.map(({ title }, at) => (
          <li key={title}>
            <a href={`#part-${at + 1}`}>{title}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Others({ guides }: { guides: readonly GuideLink[] }) {
  return (
    <nav class="no-print" aria-labelledby="others-title">
      <Section id="others" title={t('catalog.guide.others')}>
        <ul class="catalog-contents">
          {guides.map(({ slug, title }) => (
            <li key={slug}>
              <a href={`/guides/${slug}`}>{title}</a>
            </li>
          ))}
        </ul>
      </Section>
    </nav>
  )
}
