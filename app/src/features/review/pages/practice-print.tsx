import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PortfolioText } from '../parts/portfolio-text.tsx'
import { practiceCrumbs } from '../parts/practice-crumbs.ts'
import type { ReviewWorld } from '../tables.ts'
import { type PracticeSet, practiceSet } from '../views/practice.ts'

export function load(ctx: Ctx<ReviewWorld>, { set }: Params<'set'>): Promise<PracticeSet> {
  return practiceSet(ctx, set)
}

export function head({ entry }: PracticeSet): Head {
  return { title: `${t('review.practice.five')}: ${entry.title}`, noIndex: true }
}

/** The five that are scored first, each on a sheet of its own; the sixth waits. */
export function Page({ set, entry, portfolios }: PracticeSet) {
  return (
    <article class="practice-paper">
      <Breadcrumb items={practiceCrumbs({ set, entry, here: t('review.practice.five') })} />
      <PageHead above={entry.title} title={t('review.practice.five')} lead={t('review.practice.five.lead')} />
      {portfolios.slice(0, -1).map((portfolio) => (
        <section key={portfolio.id} class="practice-sheet" aria-labelledby={`portfolio-${portfolio.id}`}>
          <h2 id={`portfolio-${portfolio.id}`}>{portfolio.title}</h2>
          <p lang="en">{portfolio.lead}</p>
          <PortfolioText portfolio={portfolio} level={3} />
        </section>
      ))}
    </article>
  )
}
