import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { dismiss, keepRun, restore, showLong, weigh } from '../actions/suggestions.ts'
import type { DismissalReason, Sliders } from '../model.ts'
import { HiddenList } from '../parts/hidden-list.tsx'
import { OnlyYou } from '../parts/only-you.tsx'
import { SuggestionCard } from '../parts/suggestion-card.tsx'
import { Told } from '../parts/told.tsx'
import { WeightsForm } from '../parts/weights-form.tsx'
import { WhyNot } from '../parts/why-not.tsx'
import { PRESETS } from '../rules/weights.ts'
import type { Suggestion } from '../views/suggest.ts'
import { type SuggestionsView, suggestionsPage } from '../views/suggestions.ts'

interface Loaded {
  view: SuggestionsView
}

export async function load(ctx: Ctx<never>, _params: unknown, { why = '' }: { why?: string }): Promise<Loaded> {
  const view = await suggestionsPage(ctx, why)
  await keepRun(ctx, view.run)
  return { view }
}

interface NotForMe {
  reason: DismissalReason
  overHours: number | null
  back: 'today' | 'suggestions'
}
interface Weighing {
  preset: 'mine' | 'reset' | keyof typeof PRESETS
  sliders: Sliders
}

export const acts = {
  dismiss: async (ctx: Ctx<never>, { reason, overHours, back }: NotForMe, { achievement }: Params<'achievement'>) => {
    await dismiss(ctx, { achievementId: achievement, reason, overHours })
    return redirect(`/me/${back}`, { done: 'growth.done.dismissed' })
  },
  restore: async (ctx: Ctx<never>, _input: unknown, { achievement }: Params<'achievement'>) => {
    await restore(ctx, achievement)
    return redirect('/me/suggestions#hidden', { done: 'growth.done.restored' })
  },
  showLong: async (ctx: Ctx<never>) => {
    await showLong(ctx)
    return redirect('/me/suggestions', { done: 'growth.done.long' })
  },
  weigh: async (ctx: Ctx<never>, { preset, sliders }: Weighing) => {
    await weigh(ctx, preset === 'mine' ? sliders : preset === 'reset' ? {} : PRESETS[preset])
    return redirect('/me/suggestions', { done: 'growth.done.weights' })
  },
}

export function head(): Head {
  return { title: t('growth.suggestions.title'), noIndex: true }
}

const FIRST = 3

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { list } = view
  return (
    <>
      <PageHead title={t('growth.suggestions.title')} lead={t('growth.suggestions.lead')} />
      <Told form={form} />
      <Section title={t('growth.suggestions.list')} id="list" note={t('growth.suggestions.count', counts(view))}>
        <GoalNotes view={view} />
        {list.length === 0 ? <NothingLeft /> : <Cards list={list.slice(0, FIRST)} />}
        {list.length > FIRST && (
          <Disclosure id="more" summary={t('growth.suggestions.more', { count: list.length - FIRST })}>
            <div class="stack">
              <Cards list={list.slice(FIRST)} later />
            </div>
          </Disclosure>
        )}
      </Section>
      <Section title={t('growth.hidden.title', { count: view.hidden.length })} id="hidden">
        <HiddenList hidden={view.hidden} hideOverHours={view.hideOverHours} />
        <WhyNot asked={view.asked} />
      </Section>
      <Section title={t('growth.weights.title')} id="weights" note={t('growth.weights.note')}>
        <WeightsForm sliders={view.sliders} form={form} />
      </Section>
      <Section title={t('growth.never.title')} id="never">
        <p>{t('growth.never.text')}</p>
        <p>{t('growth.never.used')}</p>
        <p class="small">
          <a href="/me/suggestions/runs.json" download>
            {t('growth.runs.download')}
          </a>{' '}
          <span class="muted">{t('growth.runs.note')}</span>
        </p>
      </Section>
      <OnlyYou />
    </>
  )
}

function counts({ list, further, hidden, size }: SuggestionsView) {
  return { shown: list.length, further, hidden: hidden.length, size }
}

function GoalNotes({ view: { hasGoals, uncovered } }: Loaded) {
  return (
    <>
      {!hasGoals && (
        <Notice>
          <p>
            {t('growth.suggestions.noGoals')} <a href="/me/goals">{t('growth.suggestions.noGoals.link')}</a>
          </p>
        </Notice>
      )}
      {uncovered.map((text) => (
        <Notice key={text}>{t('growth.suggestions.uncovered', { goal: text })}</Notice>
      ))}
    </>
  )
}

function Cards({ list, later }: { list: readonly Suggestion[]; later?: boolean }) {
  return (
    <>
      {list.map((each, at) => (
        <SuggestionCard key={each.id} suggestion={each} back="suggestions" main={at === 0 && !later} />
      ))}
    </>
  )
}

function NothingLeft() {
  return (
    <EmptyState
      sentence={t('growth.suggestions.empty')}
      actions={<LinkButton href="/explore">{t('growth.suggestions.empty.explore')}</LinkButton>}
    />
  )
}
