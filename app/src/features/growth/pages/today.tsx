import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { keepRun } from '../actions/suggestions.ts'
import { NextStep } from '../parts/next-step.tsx'
import { OnlyYou } from '../parts/only-you.tsx'
import { SuggestionCard } from '../parts/suggestion-card.tsx'
import { Told } from '../parts/told.tsx'
import { Starters, WantForm } from '../parts/want-form.tsx'
import { MOST_CARDS, type TodayView, todayPage } from '../views/today.ts'

type Panels = NonNullable<Parameters<typeof Slot>[0]['panels']>
interface Loaded {
  today: TodayView
}
interface Shown extends Loaded {
  form: FormState
  slots: Readonly<Record<string, Panels>>
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  const today = await todayPage(ctx)
  await keepRun(ctx, today.run)
  return { today }
}

/** `today.cards`: returned work and what is due, as sections of their own, with `cards` beside what they show; `today.capture`: a button in thumb reach; `today.news`: what is new since the last visit. */
export function slots({ today: { personId } }: Loaded) {
  return { 'today.news': { personId }, 'today.cards': { personId, most: MOST_CARDS }, 'today.capture': { personId } }
}

export function head(): Head {
  return { title: t('growth.today.title'), noIndex: true }
}

export function Page({ today, slots: filled, form }: Shown) {
  const { room, news, free } = standingOf(filled)
  const { goals, next } = today
  const isFirst = goals.length === 0
  // What came back or was earned stands before the first question.
  const asks = isFirst && free
  const suggestions = today.suggestions.slice(0, Math.max(0, room - (next ? 1 : 0)))
  return (
    <>
      <PageHead
        title={asks ? t('growth.question') : t('growth.today.title')}
        above={<DateTime at={today.now} zone={today.timeZone} style="day" />}
        lead={isFirst ? undefined : <GoalLines goals={goals} />}
      />
      <Told form={form} />
      <Slot panels={filled['today.news']} />
      <Slot panels={filled['today.capture']} />
      {asks && <FirstQuestion main />}
      <div class="growth-slot">
        <Slot panels={withMain(filled['today.cards'], !news)} />
      </div>
      {next && room > 0 && (
        <Section title={t('growth.today.next')} id="next" note={<PlanLink planned={today.planned} />}>
          <NextStep entry={next} main={!isFirst && free} />
        </Section>
      )}
      {isFirst && !asks && (
        <Section title={t('growth.question')} id="want">
          <FirstQuestion main={false} />
        </Section>
      )}
      <Suggested suggestions={suggestions} main={!isFirst && !next && free} />
      {!next && today.suggestions.length === 0 && <p>{t('growth.today.nothing')}</p>}
      <OnlyYou />
    </>
  )
}

/** Where nothing was earned and nothing is begun, the page is free to ask. */
function standingOf(filled: Shown['slots']): { room: number; news: boolean; free: boolean } {
  const taken = cardsIn(filled['today.cards'])
  const news = (filled['today.news'] ?? []).some(Boolean)
  return { room: Math.max(0, MOST_CARDS - taken), news, free: taken === 0 && !news }
}

/** Never two main deeds on one page: a greeting above has its own. */
function withMain(panels: Panels = [], main: boolean): Panels {
  return panels.map((panel) => panel && { ...panel, data: { ...(panel.data as object), main } })
}

/** Panels say how many cards they show; one that came too late shows none. */
function cardsIn(panels: Panels = []): number {
  return panels.reduce((sum, panel) => sum + ((panel?.data as { cards?: readonly unknown[] })?.cards?.length ?? 0), 0)
}

function GoalLines({ goals }: { goals: TodayView['goals'] }) {
  return (
    <div class="growth-goals">
      <p class="small muted">{t('growth.today.goals', { count: goals.length })}</p>
      <ul class="growth-goal-lines">
        {goals.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <p class="small">
        <a href="/me/goals">{t('growth.today.goals.edit')}</a>
      </p>
    </div>
  )
}

function Suggested({ suggestions, main }: { suggestions: TodayView['suggestions']; main: boolean }) {
  if (suggestions.length === 0) return null
  return (
    <Section
      title={t('growth.today.suggested')}
      id="suggested"
      note={<a href="/me/suggestions">{t('growth.today.suggested.more')}</a>}
    >
      {suggestions.map((each, at) => (
        <SuggestionCard key={each.id} suggestion={each} back="today" main={main && at === 0} />
      ))}
    </Section>
  )
}

function FirstQuestion({ main }: { main: boolean }) {
  return (
    <div class="growth-first">
      <WantForm main={main} />
      <Starters />
    </div>
  )
}

function PlanLink({ planned }: { planned: number }) {
  return <a href="/me/plan">{t('growth.today.plan', { count: planned })}</a>
}
