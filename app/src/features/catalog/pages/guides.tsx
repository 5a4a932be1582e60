import type { Ctx } from '../../../platform/ctx.ts'
import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { GuideCards } from '../parts/guide-cards.tsx'
import { type GuideLink, guideList } from '../views/guides.ts'

interface Loaded {
  readonly guides: readonly GuideLink[]
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { guides: await guideList(ctx) }
}

export function head(): Head {
  return { title: t('catalog.guides.title'), description: t('catalog.guides.lead') }
}

export function Page({ guides }: Loaded) {
  return (
    <>
      <PageHead title={t('catalog.guides.title')} lead={t('catalog.guides.lead')} />
      {guides.length > 0 ? (
        <GuideCards guides={guides} level={2} />
      ) : (
        <EmptyState
          sentence={t('catalog.guides.empty')}
          actions={
            <LinkButton kind="primary" href="/help">
              {t('catalog.guides.help')}
            </LinkButton>
          }
        />
      )}
    </>
  )
}
