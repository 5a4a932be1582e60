import type { Ctx } from '../../../platform/ctx.ts'
import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid, Prose, Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { SCORER_SLUG, setOfCode } from '../rules/practice.ts'
import type { ReviewWorld } from '../tables.ts'
import { type PracticeSets, practiceSets } from '../views/practice.ts'

export function load(ctx: Ctx<ReviewWorld>): Promise<PracticeSets> {
  return practiceSets(ctx)
}

export function head(): Head {
  return { title: t('review.practice.title'), description: t('review.practice.lead') }
}

export function Page({ sets, standing }: PracticeSets) {
  return (
    <Stack gap={24}>
      <PageHead title={t('review.practice.title')} lead={t('review.practice.lead')} />
      {standing !== 'member' && <Standing standing={standing} />}
      {sets.length === 0 ? (
        <EmptyState
          sentence={t('review.practice.none')}
          actions={<LinkButton href="/guides/for-assessors">{t('review.practice.guide')}</LinkButton>}
        />
      ) : (
        <Grid as="ul" size="large">
          {sets.map(({ code, title }) => (
            <Card
              key={code}
              as="li"
              level={2}
              title={t('review.practice.set', { title })}
              {...(standing === 'alone' ? {} : { href: `/practice/${setOfCode(code)}` })}
            >
              <p>{t('review.practice.set.note')}</p>
            </Card>
          ))}
        </Grid>
      )}
      <Section id="use" title={t('review.practice.use')}>
        <Prose>
          <p>{t('review.practice.use.score')}</p>
          <p>{t('review.practice.use.keep')}</p>
          <p>{t('review.practice.use.key')}</p>
        </Prose>
        <p>
          <a href={`/m/${SCORER_SLUG}`}>{t('review.practice.entry')}</a>
        </p>
      </Section>
    </Stack>
  )
}

function Standing({ standing }: { standing: 'visitor' | 'alone' }) {
  return (
    <Notice title={t(`review.practice.${standing}`)}>
      <p>
        {t(`review.practice.${standing}.note`)}
        {standing === 'visitor' && (
          <>
            {' '}
            <a href="/sign-in">{t('review.practice.signIn')}</a>
          </>
        )}
      </p>
    </Notice>
  )
}
