import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { currentLocale, say, t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime, dateText } from '../../../ui/date-time.tsx'
import { durationText } from '../../../ui/duration.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { Cluster, Grid, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { takeNext } from '../actions/claim.ts'
import { undoReading } from '../actions/submit.ts'
import type { TakeNext } from '../model.ts'
import type { ReviewWorld } from '../tables.ts'
import { type HeldReading, type LaneView, type Queue, readerQueue } from '../views/queue.ts'

type World = Ctx<ReviewWorld>
interface Loaded {
  queue: Queue
  form: FormState
}

export async function load(ctx: World, _params: unknown, { sent }: { sent?: string }): Promise<{ queue: Queue }> {
  return { queue: await readerQueue(ctx, sent) }
}

export async function act(ctx: World, input: TakeNext): Promise<Answer> {
  const reviewId = await takeNext(ctx, input)
  if (!reviewId) return redirect('/assess/queue', { done: 'review.queue.nothing' })
  return redirect(`/assess/${input.lane === 'readings' ? 'read' : 'adjudicate'}/${reviewId}`)
}

async function undo(ctx: World, _input: unknown, { review }: Params<'review'>): Promise<Answer> {
  const lane = await undoReading(ctx, review)
  return redirect(`/assess/${lane === 'readings' ? 'read' : 'adjudicate'}/${review}`, { done: 'review.queue.undone' })
}
export const acts = { undo }

export function head(): Head {
  return { title: t('review.queue.title'), density: 'work', noIndex: true }
}

export function Page({ queue, form }: Loaded) {
  const first = queue.leases.length === 0 ? queue.lanes.find(({ waiting }) => waiting > 0) : undefined
  const empty = queue.lanes.every(({ waiting }) => waiting === 0) && queue.leases.length === 0
  return (
    <Stack gap={24}>
      <PageHead title={t('review.queue.title')} lead={t('review.queue.lead')} />
      {form.problem && <Notice tone="notYet">{form.problem}</Notice>}
      {form.done && !queue.sent && <Notice>{form.done}</Notice>}
      {queue.sent && <Sent {...queue.sent} />}
      {queue.provisional && <Notice title={t('review.queue.provisional')}>{t('review.queue.provisional.note')}</Notice>}
      {queue.schoolUnknown && (
        <Notice tone="notYet" title={t('review.queue.schoolUnknown')}>
          {t('review.queue.schoolUnknown.note')}
        </Notice>
      )}
      {queue.leases.length > 0 && <Leases queue={queue} />}
      {empty ? (
        <EmptyState sentence={emptySentence(queue)}>
          {queue.elsewhere && <p class="muted">{t('review.queue.elsewhere.why')}</p>}
        </EmptyState>
      ) : (
        <Grid size="large">
          {queue.lanes
            .filter(({ lane, waiting }) => lane === 'readings' || waiting > 0)
            .map((lane) => (
              <Lane
                key={lane.lane}
                lane={lane}
                zone={queue.zone}
                autofocus={queue.sent !== null}
                main={lane === first}
              />
            ))}
        </Grid>
      )}
      <Island name="queue-keys" props={queue.keys} fallback={null} />
    </Stack>
  )
}

function emptySentence({ lanes, middleDays, elsewhere }: Queue): string {
  if (lanes.some(({ held }) => held === 'not-qualified')) return t('review.queue.notYetReader')
  if (elsewhere) return t('review.queue.elsewhere')
  return middleDays === null ? t('review.queue.empty') : t('review.queue.emptyWith', { days: middleDays })
}

function Sent({ id, leftMs }: { id: string; leftMs: number }) {
  return (
    <Notice tone="met" title={t('review.queue.sent')}>
      <div id="queue-sent">
        <p>{t('review.queue.sent.note')}</p>
        <Form action={`/assess/undo/${id}`} label={t('review.queue.undo')}>
          <Button id="queue-undo">{t('review.queue.undo')}</Button>
        </Form>
      </div>
      <Island
        name="undo-clock"
        props={{ hides: 'queue-sent', leftMs, over: t('review.queue.sent.over') }}
        fallback={null}
      />
    </Notice>
  )
}

function Lane({ lane, zone, autofocus, main }: { lane: LaneView; zone: string; autofocus: boolean; main: boolean }) {
  const due = lane.oldestDue && dateText(lane.oldestDue, { locale: currentLocale(), zone, style: 'day' })
  const next = autofocus && lane.lane === 'readings'
  const reason = lane.held ? say(`refusal.${lane.held}`) : undefined
  return (
    <Card title={t(`review.queue.${lane.lane}`)} level={2}>
      <p class="figure-value numbers">{t('review.queue.waiting', { count: lane.waiting })}</p>
      {due && <p>{t('review.queue.oldest', { day: due })}</p>}
      {lane.waiting > 0 && <p class="muted">{t('review.queue.minutes', { time: durationText(lane.minutes) })}</p>}
      {lane.waiting > 0 && (
        <Form
          action="/assess/queue"
          hidden={{ lane: lane.lane, claimKey: lane.claimKey }}
          label={t(`review.queue.${lane.lane}`)}
        >
          <Button
            kind={main ? 'primary' : 'plain'}
            id={next ? 'queue-next' : `queue-${lane.lane}`}
            {...(reason ? { disabledBecause: reason } : {})}
          >
            {next ? t('review.queue.next') : t(`review.queue.start.${lane.lane}`)}
          </Button>
        </Form>
      )}
    </Card>
  )
}

function Leases({ queue }: { queue: Queue }) {
  return (
    <section aria-labelledby="my-leases" class="stack">
      <h2 id="my-leases">{t('review.queue.mine')}</h2>
      <Grid as="ul" size="large">
        {queue.leases.map((lease) => (
          <Lease key={lease.id} lease={lease} zone={queue.zone} />
        ))}
      </Grid>
    </section>
  )
}

function Lease({ lease, zone }: { lease: HeldReading; zone: string }) {
  const href = `/assess/${lease.ruling ? 'adjudicate' : 'read'}/${lease.id}`
  return (
    <Card as="li" tone="chosen" title={t('review.desk.title', { alias: lease.alias })} above={lease.title}>
      <Cluster>
        {lease.ruling && <Tag>{t('review.queue.ruling')}</Tag>}
        <span class="numbers">{t('review.queue.scored', { n: lease.scored, of: lease.of })}</span>
        <span>
          {t('review.queue.due')} <DateTime at={lease.dueAt} zone={zone} style="day" />
        </span>
      </Cluster>
      <p class="small muted">
        {t('review.queue.until')} <DateTime at={lease.leaseUntil} zone={zone} style="full" />
      </p>
      <LinkButton href={href} kind="primary">
        {t('review.queue.goOn', { alias: lease.alias })}
      </LinkButton>
    </Card>
  )
}
