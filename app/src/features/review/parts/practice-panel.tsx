import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { SCORER_SLUG } from '../rules/practice.ts'
import type { ReviewWorld } from '../tables.ts'
import { practiceSets } from '../views/practice.ts'

/** On the page of the micro-credential that is earned by scoring: where a set is to be had. */
export async function load(ctx: Ctx<ReviewWorld>, { slug }: { slug: string }): Promise<{ titles: string[] } | null> {
  if (slug !== SCORER_SLUG) return null
  const { sets } = await practiceSets(ctx)
  return sets.length > 0 ? { titles: sets.map(({ title }) => title) } : null
}

export function Part({ titles }: { titles: readonly string[] }) {
  return (
    <Section id="practice" title={t('review.practice.here')}>
      <p>{t('review.practice.here.note', { titles: titles.join(', ') })}</p>
      <p>
        <a class="catalog-line" href="/practice">
          {t('review.practice.here.link')}
        </a>
      </p>
    </Section>
  )
}
