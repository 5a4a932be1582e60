import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { ComparisonView } from '../parts/comparison-view.tsx'
import { foreign } from '../parts/labels.ts'
import { type PublicComparison, publicComparison } from '../views/versions.ts'

interface Loaded {
  view: PublicComparison
}

export async function load(
  ctx: Ctx<never>,
  { slug, version, from }: Params<'slug' | 'version' | 'from'>,
): Promise<Loaded> {
  return { view: await publicComparison(ctx, { slug, from, to: version }) }
}

export function head({ view }: Loaded): Head {
  return { title: t('catalog.since.title', { title: view.title, from: view.from, to: view.to }), noIndex: true }
}

export function Page({ view }: Loaded) {
  const { slug, title, from, to } = view
  return (
    <>
      <Breadcrumb
        items={[{ href: `/m/${slug}/v/${to}`, label: title }, { label: t('catalog.since.short', { from, to }) }]}
      />
      <PageHead title={t('catalog.since.heading', { from, to })} above={title} />
      <ComparisonView comparison={view} lang={foreign(view.language)} />
    </>
  )
}
