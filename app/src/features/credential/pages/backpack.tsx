import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { HeldCard } from '../parts/held-card.tsx'
import { backpack, type Held } from '../views.ts'

interface Loaded {
  readonly held: readonly Held[]
  readonly now: Date
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { held: await backpack(ctx), now: ctx.now() }
}

export function head(): Head {
  return { title: t('credential.backpack.title'), noIndex: true }
}

export function Page({ held, now, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead
        title={t('credential.backpack.title')}
        lead={t('credential.backpack.lead')}
        actions={held.length > 0 && <LinkButton href="/me/progress">{t('credential.backpack.stacks')}</LinkButton>}
      />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {held.length > 0 ? (
        <Grid as="ul" size="large">
          {held.map((one) => (
            <HeldCard key={one.row.id} held={one} now={now} />
          ))}
        </Grid>
      ) : (
        <EmptyState
          sentence={t('credential.backpack.empty')}
          actions={
            <>
              <LinkButton kind="primary" href="/explore">
                {t('credential.backpack.explore')}
              </LinkButton>
              <LinkButton href="/verify">{t('credential.backpack.verify')}</LinkButton>
            </>
          }
        />
      )}
    </>
  )
}
