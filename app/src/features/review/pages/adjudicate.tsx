import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { saveRulings, submitRulings } from '../actions/adjudicate.ts'
import { declareConflict, releaseReading } from '../actions/end.ts'
import type { RulingForm } from '../model.ts'
import { DeskHead, MoreDeeds } from '../parts/desk-frame.tsx'
import { EvidencePane } from '../parts/evidence-pane.tsx'
import { namedErrors } from '../parts/named-errors.ts'
import { OnPractice } from '../parts/on-practice.tsx'
import { RulingPart } from '../parts/ruling-part.tsx'
import { rulingProps } from '../parts/ruling-props.ts'
import { anchorsFrom } from '../rules/sheet.ts'
import type { ReviewWorld } from '../tables.ts'
import { type RulingDesk, rulingDesk } from '../views/adjudication.ts'

type World = Ctx<ReviewWorld>
interface Loaded {
  desk: RulingDesk
  form: FormState
}

export async function load(ctx: World, { review }: Params<'review'>) {
  const desk = await rulingDesk(ctx, review)
  return 'submitted' in desk ? redirect(`/assess/queue?sent=${desk.submitted}`) : { desk }
}

export async function act(ctx: World, input: RulingForm, { review: reviewId }: Params<'review'>): Promise<Answer> {
  const { intent, version, submitKey } = input
  const rulings = Object.entries(input.rulings).map(([criterionId, { levelId, reason, bothWrong, anchors }]) => ({
    ...{ criterionId, levelId, reason },
    bothWrong: bothWrong === 'on',
    anchors: anchorsFrom(anchors),
  }))
  if (intent === 'save') {
    await saveRulings(ctx, { reviewId, version, rulings })
    return redirect(`/assess/adjudicate/${reviewId}`, { done: 'review.desk.saved' })
  }
  const ruled = rulings.flatMap(({ levelId, ...ruling }) => (levelId ? [{ ...ruling, levelId }] : []))
  await submitRulings(ctx, { reviewId, version, submitKey, rulings: ruled, draft: rulings })
  return redirect(`/assess/queue?sent=${reviewId}`)
}

async function release(ctx: World, _input: unknown, { review }: Params<'review'>): Promise<Answer> {
  await releaseReading(ctx, review)
  return redirect('/assess/queue', { done: 'review.desk.released' })
}
async function conflict(ctx: World, _input: unknown, { review }: Params<'review'>): Promise<Answer> {
  await declareConflict(ctx, review)
  return redirect('/assess/queue', { done: 'review.desk.conflictDeclared' })
}
export const acts = { release, conflict }

export function head({ desk }: Loaded): Head {
  return { title: t('review.ruling.title', { alias: desk.packet.alias }), density: 'work', wide: true, noIndex: true }
}

export function Page({ desk, form }: Loaded) {
  const { packet, guide } = desk
  const base = `/assess/adjudicate/${packet.reviewId}`
  const errors = namedErrors(form, packet)
  return (
    <>
      <DeskHead packet={packet} guide={guide} zone={desk.zone} />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {form.problem && errors.length === 0 && <Notice tone="notYet">{form.problem}</Notice>}
      <ErrorSummary errors={errors} title={form.problem ?? undefined} />
      {!desk.held && (
        <Notice tone="notYet" title={t('review.ruling.notHeld')}>
          {t('review.ruling.notHeld.note')}
        </Notice>
      )}
      {desk.held && desk.practice && <OnPractice reviewId={packet.reviewId} />}
      <div class="desk" data-pane="rubric">
        {desk.held && <EvidencePane packet={packet} guide={guide} />}
        <section class="desk-sheet" id="rubric" aria-label={t('review.ruling.sheet')}>
          <p class="ruling-lead">{t('review.ruling.lead', { count: desk.disputed.length })}</p>
          <Form action={base} hidden={{ submitKey: desk.submitKey }} id="ruling-form" label={t('review.ruling.sheet')}>
            <Island
              name="ruling-keeper"
              props={rulingProps(desk, form)}
              fallback={<input type="hidden" name="version" value={packet.version} />}
            />
            {desk.disputed.map((disputed) => (
              <RulingPart key={disputed.criterionId} disputed={disputed} desk={desk} form={form} />
            ))}
            {desk.held && (
              <div class="desk-bar">
                <div class="desk-deeds">
                  <Button name="intent" value="save">
                    {t('review.sheet.save')}
                  </Button>
                  <Button name="intent" value="submit" kind="primary">
                    {t('review.ruling.submit')}
                  </Button>
                </div>
              </div>
            )}
          </Form>
        </section>
      </div>
      {desk.held && <MoreDeeds packet={packet} base={base} />}
    </>
  )
}
