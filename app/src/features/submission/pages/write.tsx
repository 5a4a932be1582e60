import type { Slots } from '../../../platform/panels.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { saveResponses } from '../actions/responses.ts'
import type { World } from '../actions/world.ts'
import type { WrittenAnswers } from '../model.ts'
import { stepTitle } from '../parts/labels.ts'
import { Told } from '../parts/told.tsx'
import { WorkTitle } from '../parts/work-title.tsx'
import { AiNote, WrittenParts } from '../parts/written-parts.tsx'
import { type WritingDesk, writingDesk } from '../views/write.ts'

export async function load(ctx: World, { id }: Params<'id'>): Promise<{ desk: WritingDesk } | Redirect> {
  const desk = await writingDesk(ctx, id)
  return desk.editable ? { desk } : redirect(`/me/work/${id}/timeline`)
}

export async function act(ctx: World, { answers, go }: WrittenAnswers, { id }: Params<'id'>) {
  const typed = Object.entries(answers).map(([promptId, answer]) => ({ promptId, ...answer }))
  await saveResponses(ctx, id, typed)
  if (go === 'stay') return redirect(`/me/work/${id}/write`, { done: 'submission.done.saved' })
  const { next } = await writingDesk(ctx, id)
  return redirect(next?.href ?? `/me/work/${id}/ready`, { done: 'submission.done.saved' })
}

export function head({ desk }: { desk: WritingDesk }): Head {
  return { title: `${t('submission.write.title')} · ${desk.title}`, noIndex: true }
}

export function slots({ desk }: { desk: WritingDesk }) {
  return { 'work.feedback': { submissionId: desk.id, criteria: desk.back } }
}

export function Page({ desk, form, slots: filled }: { desk: WritingDesk; form: FormState; slots: Slots }) {
  return (
    <div class="work-page">
      <WorkTitle work={desk} part={t('submission.write.title')} lead={t('submission.write.lead')} />
      <Told form={form} />
      <Slot panels={filled['work.feedback']} />
      <AiNote desk={desk} />
      <Form>
        <WrittenParts desk={desk} form={form} />
        <Actions>
          <Button kind="primary" name="go" value="on">
            {desk.next ? t('submission.write.on', { step: stepTitle(desk.next) }) : t('submission.write.ready')}
          </Button>
          <Button name="go" value="stay">
            {t('submission.write.save')}
          </Button>
        </Actions>
      </Form>
    </div>
  )
}
