import type { Ctx } from '../../../platform/ctx.ts'
import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { StackCard } from '../parts/stack-card.tsx'
import { ownProgress, type SeenStack } from '../views.ts'

interface Loaded {
  readonly stacks: readonly SeenStack[]
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { stacks: await ownProgress(ctx) }
}

export function head(): Head {
  return { title: t('pathway.own.title'), noIndex: true }
}

export function Page({ stacks }: Loaded) {
  const all = <LinkButton href="/stacks">{t('pathway.own.all')}</LinkButton>
  return (
    <>
      <PageHead title={t('pathway.own.title')} lead={t('pathway.own.lead')} actions={stacks.length > 0 && all} />
      {stacks.length > 0 ? (
        <Grid as="ul" size="large">
          {stacks.map((stack) => (
            <StackCard key={stack.slug} stack={stack} />
          ))}
        </Grid>
      ) : (
        <EmptyState sentence={t('pathway.own.empty')} actions={all} />
      )}
    </>
  )
}
