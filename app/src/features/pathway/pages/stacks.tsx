import type { Ctx } from '../../../platform/ctx.ts'
import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { StackCard } from '../parts/stack-card.tsx'
import { type SeenStack, stackList } from '../views.ts'

interface Loaded {
  readonly stacks: readonly SeenStack[]
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { stacks: await stackList(ctx) }
}

export function head(): Head {
  return { title: t('pathway.stacks.title'), description: t('pathway.stacks.lead') }
}

export function Page({ stacks }: Loaded) {
  const begun = stacks.some((stack) => stack.begun)
  const pathways = stacks.filter(({ kind }) => kind === 'pathway')
  const anyOrder = stacks.filter(({ kind }) => kind === 'stack')
  return (
    <>
      <PageHead
        title={t('pathway.stacks.title')}
        lead={t('pathway.stacks.lead')}
        actions={begun && <LinkButton href="/me/progress">{t('pathway.own.link')}</LinkButton>}
      />
      {stacks.length > 0 ? (
        <>
          <Kinds id="pathways" title={t('pathway.pathways')} note={t('pathway.pathways.note')} stacks={pathways} />
          <Kinds id="any-order" title={t('pathway.anyOrder')} note={t('pathway.anyOrder.note')} stacks={anyOrder} />
        </>
      ) : (
        <EmptyState
          sentence={t('pathway.stacks.empty')}
          actions={
            <LinkButton kind="primary" href="/explore">
              {t('pathway.explore')}
            </LinkButton>
          }
        />
      )}
    </>
  )
}

function Kinds({ stacks, ...words }: { id: string; title: string; note: string; stacks: readonly SeenStack[] }) {
  if (stacks.length === 0) return null
  return (
    <Section {...words}>
      <Grid as="ul" size="large">
        {stacks.map((stack) => (
          <StackCard key={stack.slug} stack={stack} level={3} />
        ))}
      </Grid>
    </Section>
  )
}
