import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Portfolio } from '../../catalog/rules/scoring-file.ts'
import { PortfolioText } from '../parts/portfolio-text.tsx'
import { practiceCrumbs } from '../parts/practice-crumbs.ts'
import type { ReviewWorld } from '../tables.ts'
import { type PracticeSet, practicePortfolio } from '../views/practice.ts'

type Loaded = PracticeSet & { readonly portfolio: Portfolio }

export function load(ctx: Ctx<ReviewWorld>, params: Params<'set' | 'portfolio'>): Promise<Loaded> {
  return practicePortfolio(ctx, params)
}

export function head({ portfolio, entry }: Loaded): Head {
  return { title: `${portfolio.title}: ${entry.title}`, noIndex: true }
}

export function Page({ set, entry, portfolio }: Loaded) {
  return (
    <article class="practice-paper">
      <Breadcrumb items={practiceCrumbs({ set, entry, here: portfolio.title })} />
      <PageHead
        above={entry.title}
        title={portfolio.title}
        lead={<p lang="en">{portfolio.lead}</p>}
        actions={
          <>
            <LinkButton href={`/practice/${set}/sheet`}>{t('review.practice.sheet')}</LinkButton>
            <LinkButton kind="quiet" href={`/m/${entry.slug}/v/${entry.version}#rubric`}>
              {t('review.practice.rubric')}
            </LinkButton>
          </>
        }
      />
      <PortfolioText portfolio={portfolio} />
    </article>
  )
}
