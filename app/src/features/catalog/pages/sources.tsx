import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { lookAtSource } from '../actions/look-at-source.ts'
import { SourceList, SourceSection } from '../parts/source-section.tsx'
import type { LookAtSource, SourceQuery } from '../rules/source-news.ts'
import { type SourcesPage, sourcesPage } from '../views/sources.ts'

type Of = Params<'draft'>
interface Loaded {
  view: SourcesPage
}

export async function load(ctx: Ctx<never>, { draft }: Of, { of }: SourceQuery): Promise<Loaded> {
  return { view: await sourcesPage(ctx, draft, of) }
}

export async function act(ctx: Ctx<never>, input: LookAtSource, { draft }: Of): Promise<Redirect> {
  await lookAtSource(ctx, draft, input)
  return redirect(`/author/m/${draft}/original`, { done: 'catalog.source.done' })
}

export function head({ view }: Loaded): Head {
  return { title: t('catalog.source.title', { title: titleOf(view) }), noIndex: true, density: 'work' }
}

function titleOf({ title }: SourcesPage): string {
  return title || t('catalog.draft.untitled')
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { draftId, sources, shown } = view
  return (
    <>
      <Breadcrumb
        items={[{ href: '/author/drafts', label: t('catalog.drafts.title') }, { label: t('catalog.source.short') }]}
      />
      <PageHead above={titleOf(view)} title={t('catalog.source.heading')} lead={t('catalog.source.lead')} />
      <FormTop form={form} />
      {sources.length > 1 && <SourceList view={view} />}
      {shown ? (
        <SourceSection view={view} shown={shown} />
      ) : (
        <EmptyState
          sentence={t('catalog.source.none')}
          actions={<LinkButton href={`/author/m/${draftId}/edit`}>{t('catalog.source.own')}</LinkButton>}
        />
      )}
    </>
  )
}
