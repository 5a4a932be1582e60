import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { beginDraft } from '../actions/drafts.ts'
import { DraftTable } from '../parts/draft-table.tsx'
import { DueSection, GoneSection, PublishedSection, WaitingSection } from '../parts/published-section.tsx'
import { TakeAlong } from '../parts/take-along.tsx'
import type { DraftsQuery } from '../rules/draft-input.ts'
import { type DraftsView, draftsPage } from '../views/drafts.ts'

interface Loaded {
  view: DraftsView
}

export async function load(ctx: Ctx<never>, _params: unknown, { after }: DraftsQuery): Promise<Loaded> {
  return { view: await draftsPage(ctx, after) }
}

export async function act(ctx: Ctx<never>) {
  return redirect(`/author/m/${await beginDraft(ctx)}/edit`)
}

export function head(): Head {
  return { title: t('catalog.drafts.title'), density: 'work', noIndex: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { mine, others, mayBegin } = view
  return (
    <div class="stack">
      <PageHead
        title={t('catalog.drafts.title')}
        lead={t('catalog.drafts.lead')}
        actions={
          mayBegin && (
            <>
              {mine.length > 0 && <Begin />}
              <LinkButton href="/author/import">{t('catalog.import.link')}</LinkButton>
            </>
          )
        }
      />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {form.problem && <Notice tone="danger">{form.problem}</Notice>}
      <WaitingSection waiting={view.waiting} />
      <GoneSection gone={view.gone} zone={view.zone} />
      <DueSection due={view.due} />
      <Section title={t('catalog.drafts.mine')} id="mine">
        {mine.length > 0 ? (
          <DraftTable caption={t('catalog.drafts.mine')} lines={mine} zone={view.zone} />
        ) : (
          <EmptyState sentence={t(emptySentence(view))} actions={mayBegin && <Begin />}>
            {view.toRemix.length > 0 && <Remix entries={view.toRemix} />}
          </EmptyState>
        )}
      </Section>
      {others.length > 0 && (
        <Section title={t('catalog.drafts.others')} id="others">
          <DraftTable caption={t('catalog.drafts.others')} lines={others} zone={view.zone} withAuthors />
        </Section>
      )}
      <Pagination next={view.next ? `/author/drafts?after=${view.next}` : undefined} />
      <PublishedSection published={view.published} />
      <TakeAlong own={view.published.length > 0} />
    </div>
  )
}

function emptySentence({ mayBegin, toRemix }: DraftsView) {
  if (!mayBegin) return 'catalog.drafts.empty.reader'
  return toRemix.length > 0 ? 'catalog.drafts.empty.remix' : 'catalog.drafts.empty'
}

function Begin() {
  return (
    <Form action="/author/drafts" label={t('catalog.drafts.begin')}>
      <Button kind="primary">{t('catalog.drafts.begin')}</Button>
    </Form>
  )
}

function Remix({ entries }: { entries: DraftsView['toRemix'] }) {
  return (
    <ul class="catalog-plain stack gap-8" aria-label={t('catalog.drafts.remix')}>
      {entries.map(({ code, slug, version, title }) => (
        <li key={slug}>
          <a class="own-line" href={`/author/fork/${slug}/${version}`}>
            {`${code} ${title}`}
          </a>
        </li>
      ))}
    </ul>
  )
}
