import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { draftFromPublished } from '../actions/begin-from.ts'
import { retire } from '../actions/publish-draft.ts'
import { ComparisonView } from '../parts/comparison-view.tsx'
import { SourceLines } from '../parts/source-lines.tsx'
import { CompareForm, RetireSection, VersionTable } from '../parts/version-sections.tsx'
import type { RetireVersion } from '../rules/review-form.ts'
import { type VersionsPage, versionsPage } from '../views/versions.ts'

type World = Ctx<never>
type Of = Params<'draft'>
interface Loaded {
  view: VersionsPage
}

export async function load(ctx: World, { draft }: Of, query: { from?: string; to?: string }): Promise<Loaded> {
  return { view: await versionsPage(ctx, draft, query) }
}

export const acts = {
  begin: async (ctx: World, { achievementId }: { achievementId: string }): Promise<Redirect> =>
    redirect(`/author/m/${await draftFromPublished(ctx, achievementId)}/edit`),
  retire: async (ctx: World, input: RetireVersion, { draft }: Of): Promise<Redirect> => {
    await retire(ctx, input)
    return redirect(`/author/m/${draft}/versions`, { done: 'catalog.retire.done' })
  },
}

export function head({ view }: Loaded): Head {
  return { title: t('catalog.versions.title', { title: view.title }), noIndex: true, density: 'work' }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { versions, comparison } = view
  const title = view.title || t('catalog.review.untitled')
  return (
    <>
      <Breadcrumb
        items={[
          { href: '/author/drafts', label: t('catalog.drafts.title') },
          { href: `/author/m/${view.draftId}/review`, label: title },
          { label: t('catalog.versions.list') },
        ]}
      />
      <PageHead above={t('catalog.versions.above')} title={title} />
      <FormTop form={form} />
      {view.news.length > 0 && (
        <Notice>
          <SourceLines news={view.news} draftId={view.draftId} />
        </Notice>
      )}
      {versions.length === 0 ? (
        <EmptyState
          sentence={t('catalog.versions.none')}
          actions={<LinkButton href={`/author/m/${view.draftId}/review`}>{t('catalog.versions.review')}</LinkButton>}
        />
      ) : (
        <>
          <Section id="list" title={t('catalog.versions.list')} note={t('catalog.versions.list.note')}>
            <VersionTable view={view} />
            <NextDraft view={view} />
            <p>
              <a class="own-line" href={view.file} download>
                {t('catalog.page.file')}
              </a>
            </p>
          </Section>
          {versions.length > 1 && (
            <Section id="compare" title={t('catalog.versions.compare')}>
              <CompareForm view={view} />
              {comparison ? <ComparisonView comparison={comparison} /> : <p>{t('catalog.versions.same')}</p>}
            </Section>
          )}
          <RetireSection view={view} form={form} />
        </>
      )}
    </>
  )
}

function NextDraft({ view }: { view: VersionsPage }) {
  const [newest] = view.versions
  if (view.openDraft)
    return (
      <p>
        <a class="own-line" href={`/author/m/${view.openDraft}/edit`}>
          {t('catalog.versions.open')}
        </a>
      </p>
    )
  if (!view.mayBegin || !newest) return null
  return (
    <Form action={`/author/m/${view.draftId}/versions/begin`} hidden={{ achievementId: newest.achievementId }} inline>
      <Actions>
        <Button>{t('catalog.versions.begin', { version: newest.version })}</Button>
      </Actions>
    </Form>
  )
}
