import type { Slots } from '../../../platform/panels.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { answerChecks, giveConsent } from '../actions/declare.ts'
import { addLink, addText, answerPiece, removePiece } from '../actions/evidence.ts'
import { sortItem } from '../actions/inbox.ts'
import type { World } from '../actions/world.ts'
import type {
  CheckAnswers,
  ConsentForm,
  LinkedEvidence,
  NamedItem,
  NamedPiece,
  PieceAnswers,
  Refused,
  TypedEvidence,
} from '../model.ts'
import { CHECKS } from '../parts/check-form.tsx'
import { coded, stepTitle } from '../parts/labels.ts'
import { PracticeLink } from '../parts/practice-link.tsx'
import { RefusedFile } from '../parts/refused-file.tsx'
import { RequirementParts, Wanted } from '../parts/requirement-parts.tsx'
import { Told } from '../parts/told.tsx'
import { TypedKept } from '../parts/typed-kept.tsx'
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

const back = ({ id, r }: Place, done: string, at = 'evidence') =>
  redirect(`/me/work/${id}/requirements/${r}#${at}`, { done })

export const acts = {
  text: async (ctx: World, input: TypedEvidence, at: Place) => {
    await addText(ctx, at.id, { ...input, requirementId: at.r })
    return back(at, 'submission.done.kept')
  },
  link: async (ctx: World, input: LinkedEvidence, at: Place) => {
    await addLink(ctx, at.id, { ...input, requirementId: at.r })
    return back(at, 'submission.done.kept')
  },
  piece: async (ctx: World, input: PieceAnswers, at: Place) => {
    await answerPiece(ctx, at.id, input)
    return back(at, 'submission.done.saved')
  },
  remove: async (ctx: World, { evidenceId }: NamedPiece, at: Place) => {
    const where = await removePiece(ctx, at.id, evidenceId)
    return back(at, where === 'inbox' ? 'submission.done.backInInbox' : 'submission.done.removed')
  },
  checks: async (ctx: World, { yes, go }: CheckAnswers, at: Place) => {
    await answerChecks(ctx, at.id, { requirementId: at.r, yes })
    if (go === 'on') {
      const { next } = await requirementDesk(ctx, at.id, at.r)
      return redirect(next?.href ?? `/me/work/${at.id}/ready`, { done: 'submission.done.saved' })
    }
    return back(at, 'submission.done.saved', 'checks')
  },
  sort: async (ctx: World, { itemId }: NamedItem, at: Place) => {
    await sortItem(ctx, { itemId, submissionId: at.id, requirementId: at.r })
    return back(at, 'submission.done.sorted')
  },
  consent: async (ctx: World, input: ConsentForm, at: Place) => {
    await giveConsent(ctx, at.id, input)
    return back(at, 'submission.done.consent')
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
        part={coded({ id: requirement.id, words: requirement.title })}
        lead={<p lang={shownIn}>{requirement.instructions}</p>}
        facts={<Wanted requirement={requirement} />}
      />
      <Told form={form} />
      <RefusedFile refused={refused} />
      <PracticeLink desk={desk} />
      <Slot panels={filled['work.feedback']} />
      {desk.kept && <Notice tone="met">{t('submission.requirement.kept')}</Notice>}
      <noscript>
        <p>{t('submission.typed.byHand')}</p>
      </noscript>
      <RequirementParts desk={desk} form={form} />
      <TypedKept desk={desk} form={form} />
      <div class="actions work-onward">
        <GoOn desk={desk} />
        <a class="own-line" href={`/me/work/${desk.id}`}>
          {t('submission.requirement.back')}
        </a>
      </div>
    </div>
  )
}

/** Going on takes the ticks along; where there are none to take it only goes. */
function GoOn({ desk: { id, next, checks } }: { desk: RequirementDesk }) {
  const words = next ? t('submission.requirement.on', { step: stepTitle(next) }) : t('submission.work.ready')
  return checks.length > 0 ? (
    <Button kind="primary" form={CHECKS} name="go" value="on">
      {words}
    </Button>
  ) : (
    <LinkButton kind="primary" href={next?.href ?? `/me/work/${id}/ready`}>
      {words}
    </LinkButton>
  )
}
