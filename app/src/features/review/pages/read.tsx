import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { takeAgain } from '../actions/claim.ts'
import { declareConflict, releaseReading } from '../actions/end.ts'
import { flagReading } from '../actions/flag.ts'
import { saveSheet } from '../actions/save.ts'
import { submitSheet } from '../actions/submit.ts'
import type { DeskForm, RaiseFlag } from '../model.ts'
import { DeskHead, MoreDeeds } from '../parts/desk-frame.tsx'
import { EvidencePane } from '../parts/evidence-pane.tsx'
import { MetEarlier } from '../parts/met-earlier.tsx'
import { namedErrors } from '../parts/named-errors.ts'
import { OnPractice } from '../parts/on-practice.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { sheetProps } from '../parts/sheet-props.ts'
import { draftFromForm } from '../rules/sheet.ts'
import type { ReviewWorld } from '../tables.ts'
import { type Desk, readingDesk } from '../views/desk.ts'

type World = Ctx<ReviewWorld>
interface Loaded {
  desk: Desk
  form: FormState
}

export async function load(ctx: World, { review }: Params<'review'>) {
  const desk = await readingDesk(ctx, review)
  return 'submitted' in desk ? redirect(`/assess/queue?sent=${desk.submitted}`) : { desk }
}

export async function act(
  ctx: World,
  { intent, ...input }: DeskForm,
  { review: reviewId }: Params<'review'>,
): Promise<Answer> {
  const scores = Object.entries(input.scores).map(([id, typed]) => draftFromForm(id, typed))
  const { version, submitKey, overall } = input
  const sheet = { reviewId, version, scores, overall }
  if (intent === 'submit') {
    await submitSheet(ctx, { ...sheet, submitKey })
    return redirect(`/assess/queue?sent=${reviewId}`)
  }
  if (intent === 'again') await takeAgain(ctx, reviewId, 'readings')
  await saveSheet(ctx, sheet)
  if (intent === 'break') return redirect('/assess/queue', { done: 'review.desk.resting' })
  return redirect(`/assess/read/${reviewId}`, { done: 'review.desk.saved' })
}

async function release(ctx: World, _input: unknown, { review }: Params<'review'>): Promise<Answer> {
  await releaseReading(ctx, review)
  return redirect('/assess/queue', { done: 'review.desk.released' })
}
async function conflict(ctx: World, _input: unknown, { review }: Params<'review'>): Promise<Answer> {
  await declareConflict(ctx, review)
  return redirect('/assess/queue', { done: 'review.desk.conflictDeclared' })
}
async function flag(ctx: World, input: RaiseFlag, { review }: Params<'review'>): Promise<Answer> {
  await flagReading(ctx, { ...input, reviewId: review })
  return redirect(`/assess/read/${review}`, { done: 'review.desk.flagged' })
}
export const acts = { release, conflict, flag }

export function head({ desk }: Loaded): Head {
  return { title: t('review.desk.title', { alias: desk.packet.alias }), density: 'work', wide: true, noIndex: true }
}

export function Page({ desk, form }: Loaded) {
  const { packet, guide } = desk
  const props = sheetProps(desk, form)
  const errors = namedErrors(form, packet)
  return (
    <>
      <DeskHead packet={packet} guide={guide} zone={desk.zone} />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {form.problem && errors.length === 0 && <Notice tone="notYet">{form.problem}</Notice>}
      <ErrorSummary errors={errors} title={form.problem ?? undefined} />
      {!desk.held && (
        <Notice tone="notYet" title={t('review.desk.lapsed')}>
          {t('review.desk.lapsed.note')}
        </Notice>
      )}
      {desk.held && desk.practice && <OnPractice reviewId={packet.reviewId} />}
      <div class="desk" data-pane="rubric">
        {desk.held && <EvidencePane packet={packet} guide={guide} />}
        <section class="desk-sheet" id="rubric" aria-label={t('review.desk.rubric')}>
          <MetEarlier packet={packet} />
          <Form
            action={`/assess/read/${packet.reviewId}`}
            hidden={{ submitKey: desk.submitKey }}
            id="desk-form"
            label={t('review.desk.rubric')}
          >
            <Island name="reading-desk" props={props} fallback={<Sheet {...props} />} />
          </Form>
        </section>
      </div>
      {desk.held && <MoreDeeds packet={packet} base={`/assess/read/${packet.reviewId}`} form={form} />}
    </>
  )
}
