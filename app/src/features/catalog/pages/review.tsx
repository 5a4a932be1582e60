import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { answerToPublication, proposePublication } from '../actions/publish-draft.ts'
import {
  answerDraft,
  approveDraft,
  assignReviewer,
  requestReview,
  SIGN_OFFS,
  sendDraftBack,
} from '../actions/review-draft.ts'
import { AllComments } from '../parts/all-comments.tsx'
import { ComparisonView } from '../parts/comparison-view.tsx'
import { DraftText } from '../parts/draft-text.tsx'
import { foreign } from '../parts/labels.ts'
import { PreviewLink } from '../parts/preview-link.tsx'
import { PublicationSection } from '../parts/publication-section.tsx'
import { QualityTable } from '../parts/quality-table.tsx'
import {
  ApproveForm,
  KeptSection,
  ReaderForm,
  ReadersSection,
  SelfCheck,
  SendBackForm,
} from '../parts/review-sections.tsx'
import { isWritable } from '../rules/draft.ts'
import type {
  AnswerDraft,
  AnswerPublication,
  ApproveDraft,
  AssignReviewer,
  ProposePublication,
  SendBack,
} from '../rules/review-form.ts'
import { type ReviewPage, reviewPage } from '../views/review.ts'

type World = Ctx<never>
type Of = Params<'draft'>
interface Loaded {
  view: ReviewPage
}

export async function load(ctx: World, { draft }: Of): Promise<Loaded> {
  return { view: await reviewPage(ctx, draft) }
}

const back = ({ draft }: Of, done: string): Redirect => redirect(`/author/m/${draft}/review`, { done })
const ANSWERED = {
  keep: 'catalog.review.kept',
  signOff: 'catalog.review.signedOff',
  requestChanges: 'catalog.review.sentBack',
  requestReview: 'catalog.review.kept',
} as const

export const acts = {
  request: async (ctx: World, input: AnswerDraft, of: Of): Promise<Redirect> => {
    await requestReview(ctx, of.draft, input)
    return back(of, 'catalog.review.requested')
  },
  answer: async (ctx: World, input: AnswerDraft, of: Of): Promise<Redirect> => {
    await answerDraft(ctx, of.draft, input)
    return back(of, ANSWERED[input.deed])
  },
  assign: async (ctx: World, input: AssignReviewer, of: Of): Promise<Redirect> => {
    await assignReviewer(ctx, of.draft, input)
    return back(of, input.deed === 'assign' ? 'catalog.review.readers.asked' : 'catalog.review.readers.ended')
  },
  approve: async (ctx: World, input: ApproveDraft, of: Of): Promise<Redirect> => {
    await approveDraft(ctx, of.draft, input)
    return back(of, 'catalog.review.approved')
  },
  back: async (ctx: World, input: SendBack, of: Of): Promise<Redirect> => {
    await sendDraftBack(ctx, of.draft, input)
    return back(of, 'catalog.review.sentBack')
  },
  propose: async (ctx: World, input: ProposePublication, of: Of): Promise<Redirect> => {
    await proposePublication(ctx, of.draft, input)
    return back(of, 'catalog.publish.asked')
  },
  publish: async (ctx: World, input: AnswerPublication, of: Of): Promise<Redirect> => {
    const slug = await answerToPublication(ctx, of.draft, input)
    if (slug === null) return back(of, 'catalog.publish.refused')
    return redirect(`/author/m/${of.draft}/versions`, { done: 'catalog.publish.done' })
  },
}

export function head({ view }: Loaded): Head {
  return { title: t('catalog.review.title', { title: view.title }), noIndex: true, density: 'work' }
}

export function Page(shown: Shown) {
  const { view, form } = shown
  const { draft, unsound } = view
  const waits = view.talk.threads.some((thread) => thread.done === null)
  return (
    <>
      <Top view={view} />
      <FormTop form={form} />
      {unsound && (
        <Notice tone="notYet">
          <p>{say(`refusal.${unsound.because}`, unsound.values)}</p>
        </Notice>
      )}
      {waits && <Comments {...shown} />}
      <KeptSection view={view} />
      <Different view={view} />
      {view.text && <DraftText text={view.text} open={view.as.reader && draft.state === 'inReview'} />}
      <Deeds {...shown} />
      <ReadersSection view={view} form={form} />
      {draft.state !== 'draft' && (
        <Section id="standard" title={t('catalog.review.table')} note={t('catalog.review.table.note')}>
          <QualityTable view={view} />
          {view.waived.map(({ component, reason }) => (
            <p key={component}>{t('catalog.review.waived', { component, reason })}</p>
          ))}
        </Section>
      )}
      {!waits && <Comments {...shown} />}
      <Back {...shown} />
    </>
  )
}

interface Shown extends Loaded {
  form: FormState
}

function Top({ view }: Loaded) {
  const { draft, as } = view
  const title = view.title || t('catalog.review.untitled')
  const places = as.author || as.lead ? [{ href: '/author/drafts', label: t('catalog.drafts.title') }] : []
  const desk = as.author || as.lead ? [{ href: `/author/m/${draft.id}/edit`, label: title }] : []
  return (
    <>
      <Breadcrumb items={[...places, ...desk, { label: t('catalog.review.link') }]} />
      <PageHead
        above={t('catalog.review.above')}
        title={title}
        lead={t(`catalog.review.state.${draft.state}.lead`)}
        facts={
          <>
            <Tag>{t(`catalog.review.state.${draft.state}`)}</Tag>
            <span class="muted">{t('catalog.review.by', { names: view.authors.join(', ') })}</span>
            <PreviewLink id={draft.id} />
          </>
        }
      />
    </>
  )
}

/** What a reader of a next version looks at first. */
function Different({ view: { comparison, draft } }: Loaded) {
  if (!comparison) return null
  const { from, fields } = comparison
  return (
    <Section id="different" title={t('catalog.review.different', { from })}>
      {fields.length === 0 ? (
        <p>{t('catalog.review.different.none')}</p>
      ) : (
        <Disclosure summary={t('catalog.review.different.show', { count: fields.length })} open>
          <ComparisonView comparison={comparison} lang={foreign(draft.content.language ?? 'en')} />
        </Disclosure>
      )}
    </Section>
  )
}

/** First where something waits for an answer. */
function Comments({ view, form }: Shown) {
  return (
    <Section id="comments" title={t('catalog.review.comments')}>
      <AllComments room={{ talk: view.talk, from: 'review', form }} mayEnter={view.as.mayEnter} under={2} />
    </Section>
  )
}

/** What this person can do next, and nothing else. */
function Deeds({ view, form }: Shown) {
  const { draft, as, publishing, unsound } = view
  const signed = view.readers.filter(({ signedAt }) => signedAt !== null).length
  if (isWritable(draft.state)) return as.author && !unsound ? <SelfCheck view={view} form={form} /> : null
  if (publishing) return <PublicationSection view={view} publishing={publishing} form={form} />
  if (draft.state !== 'inReview') return null
  return (
    <>
      {as.reader && <ReaderForm view={view} form={form} />}
      {as.lead && signed >= SIGN_OFFS && <ApproveForm view={view} form={form} />}
    </>
  )
}

function Back({ view, form }: Shown) {
  const { state } = view.draft
  return view.as.lead && (state === 'inReview' || state === 'approved') ? (
    <SendBackForm view={view} form={form} />
  ) : null
}
