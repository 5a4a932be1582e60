import { Invalid } from '../../../lib/refusal.ts'
import type { Slots } from '../../../platform/panels.ts'
import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { undoSubmit, withdrawSubmission } from '../actions/moves.ts'
import type { World } from '../actions/world.ts'
import type { Withdrawing } from '../model.ts'
import { momentsOf } from '../parts/moments.tsx'
import { RetiredNotice, TakeOut } from '../parts/retired-notice.tsx'
import { StatusOf } from '../parts/status-of.tsx'
import { Told } from '../parts/told.tsx'
import { typedStore } from '../parts/typed-kept.tsx'
import { WorkTitle } from '../parts/work-title.tsx'
import { type TimelineView, timelineOf } from '../views/timeline.ts'

export async function load(ctx: World, { id }: Params<'id'>) {
  return { view: await timelineOf(ctx, id) }
}

export const acts = {
  undo: async (ctx: World, _input: object, { id }: Params<'id'>) => {
    await undoSubmit(ctx, id)
    return redirect(`/me/work/${id}`, { done: 'submission.done.undone' })
  },
  withdraw: async (ctx: World, { confirmed }: Withdrawing, { id }: Params<'id'>) => {
    if (!confirmed) throw new Invalid('check-fields', { confirmed: 'refusal.withdraw-confirm' })
    await withdrawSubmission(ctx, id)
    // Here and not among the works: this page makes the device forget what it kept.
    return redirect(`/me/work/${id}/timeline`, { done: 'submission.done.withdrawn' })
  },
}

export function head({ view }: { view: TimelineView }): Head {
  return { title: `${t('submission.timeline.title')} · ${view.title}`, noIndex: true }
}

/** The decision stands here when there is one, told by the room that made it. */
export function slots({ view }: { view: TimelineView }) {
  return {
    'work.decision': { submissionId: view.id, tenantId: view.tenantId },
    'work.credential': { submissionId: view.id, tenantId: view.tenantId },
  }
}

export function Page({ view, form, slots: filled }: { view: TimelineView; form: FormState; slots: Slots }) {
  const status = view.takenBack ? 'takenBack' : view.status
  return (
    <div class="work-page">
      <WorkTitle
        work={view}
        part={t('submission.timeline.title')}
        lead={say(`submission.timeline.lead.${view.expired ? 'expired' : status}`)}
        facts={<StatusOf status={view.expired ? 'expired' : status} />}
      />
      <Told form={form} />
      {view.keptUntil && <Expired keptUntil={view.keptUntil} zone={view.zone} />}
      <RetiredNotice retired={view.retired} version={view.version} zone={view.zone} reading={!view.editable} />
      {view.undoUntil && <Undo view={view} until={view.undoUntil} />}
      {view.sentBack.length > 0 && <SentBack codes={view.sentBack} id={view.id} />}
      <Slot panels={filled['work.credential']} />
      <Slot panels={filled['work.decision']} />
      <Moments view={view} />
      {status === 'earned' && <Lend id={view.id} />}
      {view.editable && (
        <Actions>
          <LinkButton kind="primary" href={`/me/work/${view.id}`}>
            {t('submission.timeline.goOn')}
          </LinkButton>
        </Actions>
      )}
      <Forget view={view} />
      {view.mayWithdraw && <Withdraw view={view} form={form} />}
    </div>
  )
}

const OVER: readonly string[] = ['earned', 'withdrawn']

/** What this device kept of a work goes: its drafts once it is sent in, and what was never added once nothing can be. */
function Forget({ view }: { view: TimelineView }) {
  const drafts = `${['cairn', view.personId, view.id].join(' ')} `
  const begins = [...(view.editable ? [] : [drafts]), ...(OVER.includes(view.status) ? [typedStore(view)] : [])]
  return begins.map((each) => <Island key={each} name="forget-kept" props={{ begins: each }} fallback={null} />)
}

/** Of a draft that ended before it was sent there is nothing to tell. */
function Moments({ view }: { view: TimelineView }) {
  const items = momentsOf(view)
  return items.length > 0 ? <Timeline items={items} label={t('submission.timeline.title')} /> : null
}

/** Asked where the work is earned, and nowhere else; to say nothing is a no. */
function Lend({ id }: { id: string }) {
  return (
    <Notice title={t('submission.lend.title')}>
      <p>{t('submission.lend.text')}</p>
      <p>
        <a class="own-line" href={`/me/examples/offer/${id}`}>
          {t('submission.lend.link')}
        </a>
      </p>
    </Notice>
  )
}

/** Nobody ended it: what was never sent in is there for a while yet. */
function Expired({ keptUntil, zone }: { keptUntil: Date; zone: string }) {
  return (
    <Notice title={t('submission.timeline.expired.title')}>
      <p>
        {t('submission.timeline.expired')} <DateTime at={keptUntil} zone={zone} />.
      </p>
      <TakeOut />
    </Notice>
  )
}

function Undo({ view, until }: { view: TimelineView; until: Date }) {
  return (
    <Notice title={t('submission.undo.title')}>
      <p>
        {t('submission.undo.text')} <DateTime at={until} zone={view.zone} style="time" />
      </p>
      <Form inline action={`/me/work/${view.id}/undo`}>
        <Button>{t('submission.undo.button')}</Button>
      </Form>
    </Notice>
  )
}

function SentBack({ codes, id }: { codes: readonly string[]; id: string }) {
  return (
    <Notice tone="notYet" title={t('submission.sentBack.title')}>
      <ul class="plain-list">
        {codes.map((code) => (
          <li key={code}>
            {say(`finding.${code}.says`)} {say(`finding.${code}.fix`)}
          </li>
        ))}
      </ul>
      <p>
        <a href={`/me/work/${id}/ready`}>{t('submission.sentBack.link')}</a>
      </p>
    </Notice>
  )
}

function Withdraw({ view, form }: { view: TimelineView; form: FormState }) {
  return (
    <div class="work-leave">
      <Disclosure summary={t('submission.withdraw.title')} open={form.fields.confirmed !== undefined}>
        <p>{t(view.status === 'draft' ? 'submission.withdraw.draft' : 'submission.withdraw.text')}</p>
        <Form action={`/me/work/${view.id}/withdraw`}>
          <Checkbox name="confirmed" label={t('submission.withdraw.confirm')} error={form.fields.confirmed} />
          <Actions>
            <Button kind="danger">{t('submission.withdraw.button')}</Button>
          </Actions>
        </Form>
      </Disclosure>
    </div>
  )
}
