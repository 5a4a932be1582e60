import { t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import type { TimelineItem } from '../../../ui/timeline.tsx'
import type { TimelineView } from '../views/timeline.ts'

type Moment = 'sent' | 'checked' | 'reading' | 'decision'
const ORDER: readonly Moment[] = ['sent', 'checked', 'reading', 'decision']

/** Safe, checked, reading, decision expected: four stones, the present one marked. */
export function momentsOf(view: TimelineView): TimelineItem[] {
  const now = presentOf(view)
  return ORDER.slice(0, view.status === 'withdrawn' ? now : ORDER.length).map((moment, place) => ({
    id: moment,
    state: view.late && moment === 'decision' ? 'late' : place < now ? 'past' : place === now ? 'now' : 'expected',
    title: t(`submission.moment.${wordsOf(moment, place, now)}`),
    when: whenOf(view, moment),
    note: noteOf(view, moment, now),
  }))
}

/** What is still going on is not told as done. */
function wordsOf(moment: Moment, place: number, now: number) {
  return (moment === 'checked' || moment === 'reading') && place >= now ? (`${moment}.ahead` as const) : moment
}

/** A decision that is there needs no promise to write. */
function noteOf({ issuer, moved }: TimelineView, moment: Moment, now: number): string | undefined {
  if (moment === 'decision' && now === ORDER.length) return undefined
  if (moment === 'decision' && moved) return t(`submission.moment.decision.${moved}`)
  return t(`submission.moment.${wordsOf(moment, ORDER.indexOf(moment), now)}.note`, { issuer })
}

/** The place of the stone that is laid now; past the last one when all is decided. */
function presentOf(view: TimelineView): number {
  const { status } = view
  if (status === 'submitted' || status === 'precheck') return 1
  if (status === 'inReview') return 2
  if (status === 'withdrawn') return reached(view)
  return status === 'draft' ? 0 : ORDER.length
}

/** How far ended work had come: nothing is told of what never was. */
function reached({ submittedAt, admittedAt, returnedAt }: TimelineView): number {
  if (returnedAt) return ORDER.length
  return admittedAt ? 2 : submittedAt ? 1 : 0
}

function decidedAt({ status, closedAt, returnedAt }: TimelineView): Date | null {
  if (status === 'earned') return closedAt
  return status === 'returned' || status === 'withdrawn' ? returnedAt : null
}

function whenOf(view: TimelineView, moment: Moment) {
  const { submittedAt, admittedAt, dueAt, zone } = view
  const decided = decidedAt(view)
  if (moment === 'sent' && submittedAt) return <DateTime at={submittedAt} zone={zone} style="full" />
  if (moment === 'checked' && admittedAt) return <DateTime at={admittedAt} zone={zone} style="full" />
  if (moment !== 'decision') return undefined
  if (decided) return <DateTime at={decided} zone={zone} />
  if (!dueAt) return undefined
  return (
    <>
      {t('submission.moment.by')} <DateTime at={dueAt} zone={zone} style="day" />
    </>
  )
}
