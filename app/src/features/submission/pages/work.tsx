import type { Slots } from '../../../platform/panels.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { durationText } from '../../../ui/duration.ts'
import { WithAside } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { moveVersion } from '../actions/move-version.ts'
import type { World } from '../actions/world.ts'
import type { MoveVersion } from '../model.ts'
import { Again } from '../parts/again.tsx'
import { stepTitle } from '../parts/labels.ts'
import { NewerVersion } from '../parts/newer-version.tsx'
import { RetiredNotice } from '../parts/retired-notice.tsx'
import { StatusOf } from '../parts/status-of.tsx'
import { StepList } from '../parts/step-list.tsx'
import { Told } from '../parts/told.tsx'
import { WorkTitle } from '../parts/work-title.tsx'
import { type WorkOverview, workOverview } from '../views/work.ts'

export async function load(ctx: World, { id }: Params<'id'>): Promise<{ work: WorkOverview } | Redirect> {
  const work = await workOverview(ctx, id)
  return work.editable ? { work } : redirect(`/me/work/${id}/timeline`)
}

export const acts = {
  move: async (ctx: World, { to }: MoveVersion, { id }: Params<'id'>): Promise<Redirect> => {
    await moveVersion(ctx, { submissionId: id, to })
    return redirect(`/me/work/${id}`, { done: 'submission.newer.moved' })
  },
}

export function head({ work }: { work: WorkOverview }): Head {
  return { title: work.title, noIndex: true }
}

/** What the decision before said stands on this page too, told by the room that decided. */
export function slots({ work }: { work: WorkOverview }) {
  return {
    'work.decision': { submissionId: work.id, tenantId: work.tenantId },
    'work.feedback': { submissionId: work.id, criteria: work.back },
  }
}

export function Page({ work, form, slots: filled }: { work: WorkOverview; form: FormState; slots: Slots }) {
  const { next, coach } = work
  const ready = `/me/work/${work.id}/ready`
  return (
    <div class="work-page">
      <WorkTitle
        work={work}
        lead={<p lang={work.wordsIn}>{work.summary}</p>}
        facts={<StatusOf status={work.returned ? 'returned' : 'draft'} />}
        actions={
          !work.retired?.over && (
            <LinkButton kind="primary" href={next?.href ?? ready}>
              {next ? t('submission.work.continue', { step: stepTitle(next) }) : t('submission.work.ready')}
            </LinkButton>
          )
        }
      />
      <Told form={form} />
      <NewerVersion work={work} />
      <RetiredNotice retired={work.retired} version={work.version} zone={work.zone} />
      {work.returned && <Again kept={work.kept} again={work.again} />}
      {coach && <Notice title={t(`submission.coach.${coach}.title`)}>{t(`submission.coach.${coach}`)}</Notice>}
      <Slot panels={filled['work.decision']} />
      <WithAside label={t('submission.work.about')} aside={<About work={work} />}>
        <h2>{t('submission.work.parts')}</h2>
        <StepList steps={work.steps} ready={{ href: ready, blocks: work.blocks }} />
        <Slot panels={filled['work.feedback']} />
      </WithAside>
    </div>
  )
}

function About({ work }: { work: WorkOverview }) {
  const { issuer, minutes, lastEditAt, expiresAt, zone, slug, version, firstStep } = work
  return (
    <>
      <Facts
        facts={[
          { label: t('submission.work.judged'), value: issuer },
          { label: t('submission.work.version'), value: version },
          { label: t('submission.work.time'), value: durationText(minutes) },
          { label: t('submission.work.saved'), value: <DateTime at={lastEditAt} zone={zone} style="full" /> },
          { label: t('submission.work.until'), value: <DateTime at={expiresAt} zone={zone} /> },
        ]}
      />
      {firstStep && !work.returned && (
        <div class="work-first">
          <h2>{t('submission.work.first')}</h2>
          <p lang={work.wordsIn}>{firstStep}</p>
        </div>
      )}
      <p>
        <a class="own-line" href={`/m/${slug}/v/${version}#rubric`}>
          {t('submission.work.rubric')}
        </a>
      </p>
    </>
  )
}
