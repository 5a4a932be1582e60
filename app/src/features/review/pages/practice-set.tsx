import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { practiceCrumbs } from '../parts/practice-crumbs.ts'
import type { ReviewWorld } from '../tables.ts'
import { type PracticeSet, practiceSet } from '../views/practice.ts'

export function load(ctx: Ctx<ReviewWorld>, { set }: Params<'set'>): Promise<PracticeSet> {
  return practiceSet(ctx, set)
}

export function head({ entry }: PracticeSet): Head {
  return { title: t('review.practice.set', { title: entry.title }), noIndex: true }
}

export function Page({ set, entry, portfolios, keeps, mayPanel }: PracticeSet) {
  const last = portfolios.at(-1)
  return (
    <Stack gap={24}>
      <Breadcrumb items={practiceCrumbs({ entry })} />
      <PageHead
        above={t('review.practice.above')}
        title={t('review.practice.set', { title: entry.title })}
        lead={t('review.practice.set.lead')}
        actions={<LinkButton href={`/practice/${set}/sheet`}>{t('review.practice.sheet')}</LinkButton>}
      />
      <Section id="first" title={t('review.practice.first')} note={t('review.practice.first.note')}>
        <ol class="practice-list">
          {portfolios.slice(0, -1).map(({ id, title, lead }) => (
            <PortfolioLine key={id} href={`/practice/${set}/portfolio/${id}`} title={title} lead={lead} />
          ))}
        </ol>
        <p>
          <a href={`/practice/${set}/print`}>{t('review.practice.print')}</a>
        </p>
        <p>
          <a href={`/m/${entry.slug}/v/${entry.version}#rubric`}>{t('review.practice.rubric')}</a>
        </p>
      </Section>
      {last && (
        <Section id="last" title={t('review.practice.last')} note={t('review.practice.last.note')}>
          <ul class="practice-list">
            <PortfolioLine href={`/practice/${set}/portfolio/${last.id}`} title={last.title} lead={last.lead} />
          </ul>
        </Section>
      )}
      <Section id="levels" title={t('review.practice.levels')}>
        <Keeping set={set} keeps={keeps} />
        {mayPanel && (
          <p>
            {t('review.practice.panel')} <a href={`/practice/${set}/panel`}>{t('review.practice.toPanel')}</a>
          </p>
        )}
      </Section>
    </Stack>
  )
}

function PortfolioLine({ href, title, lead }: { href: string; title: string; lead: string }) {
  return (
    <li>
      <a class="practice-link" href={href}>
        {title}
      </a>
      <span class="small muted" lang="en">
        {lead}
      </span>
    </li>
  )
}

function Keeping({ set, keeps }: Pick<PracticeSet, 'set' | 'keeps'>) {
  if (keeps === 'role-needed') return <p>{t('review.practice.askKeeper')}</p>
  if (keeps !== 'yes') return <Notice>{t(`refusal.${keeps}`)}</Notice>
  return (
    <>
      <p>{t('review.practice.keeper')}</p>
      <p>
        <a href={`/practice/${set}/key`}>{t('review.practice.toKey')}</a>
      </p>
    </>
  )
}
