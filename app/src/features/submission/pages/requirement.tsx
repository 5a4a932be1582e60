import type { Slots } from '../../../platform/panels.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { removePiece } from '../actions/evidence.ts'
import { sortItem } from '../actions/inbox.ts'
import { savePart } from '../actions/save-part.ts'
import type { World } from '../actions/world.ts'
import type { NamedItem, NamedPiece, Refused, SavePart } from '../model.ts'
import { stepTitle } from '../parts/labels.ts'
import { PartDeeds, placeOf } from '../parts/part-deeds.tsx'
import { PracticeLink } from '../parts/practice-link.tsx'
import { RefusedFile } from '../parts/refused-file.tsx'
import { RequirementParts, Wanted } from '../parts/requirement-parts.tsx'
import { Told } from '../parts/told.tsx'
import { WorkTitle } from '../parts/work-title.tsx'
import { type RequirementDesk, requirementDesk } from '../views/requirement.ts'

type Place = Params<'id' | 'r'>
interface Loaded {
  readonly desk: RequirementDesk
  readonly refused: Refused
}

export async function load(ctx: World, { id, r }: Place, query: Refused): Promise<Loaded | Redirect> {
  const desk = await requirementDesk(ctx, id, r)
  return desk.editable ? { desk, refused: query ?? {} } : redirect(`/me/work/${id}/timeline`)
}

const back = ({ id, r }: Place, done: string) => redirect(`/me/work/${id}/requirements/${r}#evidence`, { done })

export const acts = {
  save: async (ctx: World, input: SavePart, at: Place) => {
    await savePart(ctx, { submissionId: at.id, requirementId: at.r }, input)
    if (input.go === 'stay') return back(at, input.consent ? 'submission.done.consent' : 'submission.done.saved')
    const { next } = await requirementDesk(ctx, at.id, at.r)
    return redirect(next?.href ?? `/me/work/${at.id}/ready`, { done: 'submission.done.saved' })
  },
  remove: async (ctx: World, { evidenceId }: NamedPiece, at: Place) => {
    const where = await removePiece(ctx, at.id, evidenceId)
    return back(at, where === 'inbox' ? 'submission.done.backInInbox' : 'submission.done.removed')
  },
  sort: async (ctx: World, { itemId }: NamedItem, at: Place) => {
    await sortItem(ctx, { itemId, submissionId: at.id, requirementId: at.r })
    return back(at, 'submission.done.sorted')
  },
}

export function head({ desk }: Loaded): Head {
  return { title: `${desk.requirement.title} · ${desk.title}`, noIndex: true }
}

/** What readers wrote about this part stands where it is mended. */
export function slots({ desk }: Loaded) {
  return { 'work.feedback': { submissionId: desk.id, criteria: desk.back } }
}

export function Page({ desk, refused, form, slots: filled }: Loaded & { form: FormState; slots: Slots }) {
  const { requirement, shownIn } = desk
  return (
    <div class="work-page">
      <WorkTitle
        work={desk}
        part={requirement.title}
        lead={<p lang={shownIn}>{requirement.instructions}</p>}
        facts={<Wanted requirement={requirement} />}
      />
      <Told form={form} />
      <RefusedFile refused={refused} />
      <PracticeLink desk={desk} />
      <Slot panels={filled['work.feedback']} />
      {desk.kept && <Notice tone="met">{t('submission.requirement.kept')}</Notice>}
      <Form id="part" action={placeOf(desk)}>
        <RequirementParts desk={desk} form={form} />
        <div class="actions work-onward">
          <Button kind="primary">{t('submission.save')}</Button>
          <Button name="go" value="on">
            {desk.next ? t('submission.requirement.on', { step: stepTitle(desk.next) }) : t('submission.work.ready')}
          </Button>
          <a class="own-line" href={`/me/work/${desk.id}`}>
            {t('submission.requirement.back')}
          </a>
        </div>
      </Form>
      <PartDeeds desk={desk} />
    </div>
  )
}
