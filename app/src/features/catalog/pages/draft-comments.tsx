import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { answerComment, settle, writeComment } from '../actions/comments.ts'
import { AllComments } from '../parts/all-comments.tsx'
import { sectionAddress } from '../parts/draft-outline.tsx'
import type { AnswerComment, SettleComment, WriteComment } from '../rules/comment-form.ts'
import { sectionOfPlace } from '../rules/comment-places.ts'
import { type CommentsPage, commentsPage } from '../views/comments.ts'

type World = Ctx<never>
type Of = Params<'draft'>
interface Loaded {
  view: CommentsPage
}

export async function load(ctx: World, { draft }: Of): Promise<Loaded> {
  return { view: await commentsPage(ctx, draft) }
}

export async function act(ctx: World, input: WriteComment, { draft }: Of): Promise<Redirect> {
  await writeComment(ctx, draft, input)
  return back(draft, { from: input.from, place: input.about, done: 'catalog.comment.written' })
}

async function answer(ctx: World, input: AnswerComment, { draft }: Of): Promise<Redirect> {
  const place = await answerComment(ctx, draft, input)
  return back(draft, { from: input.from, place, done: 'catalog.comment.answered' })
}

async function settled(ctx: World, input: SettleComment, { draft }: Of): Promise<Redirect> {
  const place = await settle(ctx, draft, input)
  const done = input.deed === 'done' ? 'catalog.comment.marked' : 'catalog.comment.reopened'
  return back(draft, { from: input.from, place, done })
}
export const acts = { answer, settle: settled }

interface Pressed {
  readonly from: WriteComment['from']
  readonly place: string
  readonly done: string
}

/** To the page on which the form stood. */
function back(draft: string, { from, place, done }: Pressed): Redirect {
  const address = from === 'editor' ? sectionAddress(draft, sectionOfPlace(place)) : `/author/m/${draft}/${from}`
  return redirect(`${address}#comments`, { done })
}

export function head({ view }: Loaded): Head {
  const title = view.title || t('catalog.draft.untitled')
  return { title: t('catalog.comment.title', { title }), density: 'work', noIndex: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const title = view.title || t('catalog.draft.untitled')
  const { draftId } = view
  const desk = view.mayEnter
    ? [
        { href: '/author/drafts', label: t('catalog.drafts.title') },
        { href: `/author/m/${draftId}/edit`, label: title },
      ]
    : [{ href: `/author/m/${draftId}/review`, label: t('catalog.review.link') }]
  return (
    <>
      <Breadcrumb items={[...desk, { label: t('catalog.review.comments') }]} />
      <PageHead title={title} above={t('catalog.review.comments')} lead={t('catalog.comment.lead')} />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {form.problem && <Notice tone="danger">{form.problem}</Notice>}
      <div id="comments">
        <AllComments room={{ talk: view, from: 'comments', form }} mayEnter={view.mayEnter} under={1} />
      </div>
    </>
  )
}
