import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { addToPlan, answerPlanItem, movePlanItem, orderPlanItem, type PlanAnswers } from '../actions/plan.ts'
import type { PlanState } from '../model.ts'
import { OnlyYou } from '../parts/only-you.tsx'
import { PastEntry, PlanEntryCard } from '../parts/plan-entry.tsx'
import { Told } from '../parts/told.tsx'
import { type PlanEntry, type PlanView, planPage } from '../views/plan.ts'

interface Loaded {
  view: PlanView
  /** The entry whose questions are open. */
  open: string | null
}

export async function load(ctx: Ctx<never>, { item }: { item?: string }, { open }: { open?: string }): Promise<Loaded> {
  return { view: await planPage(ctx), open: open ?? item ?? null }
}

export const acts = {
  add: async (ctx: Ctx<never>, { achievementId }: { achievementId: string }) => {
    const id = await addToPlan(ctx, achievementId)
    return redirect(`/me/plan?open=${id}#plan-${id}`, { done: 'growth.done.plan' })
  },
  move: async (ctx: Ctx<never>, { to }: { to: PlanState }, { item }: Params<'item'>) => {
    await movePlanItem(ctx, { itemId: item, to })
    return redirect(to === 'let_go' ? '/me/plan' : `/me/plan#plan-${item}`, { done: MOVED[to] })
  },
  order: async (ctx: Ctx<never>, { direction }: { direction: 'earlier' | 'later' }, { item }: Params<'item'>) => {
    await orderPlanItem(ctx, { itemId: item, direction })
    return redirect(`/me/plan#plan-${item}`)
  },
  answer: async (ctx: Ctx<never>, answers: PlanAnswers, { item }: Params<'item'>) => {
    await answerPlanItem(ctx, { itemId: item, ...answers })
    return redirect(`/me/plan#plan-${item}`, { done: 'growth.done.answers' })
  },
}

const MOVED = {
  now: 'growth.done.now',
  next: 'growth.done.next',
  someday: 'growth.done.someday',
  done: 'growth.done.done',
  let_go: 'growth.done.letGo',
} as const satisfies Record<PlanState, string>

export function head(): Head {
  return { title: t('growth.plan.title'), noIndex: true }
}

const PARTS = ['now', 'next', 'someday'] as const

export function Page({ view, open, form }: Loaded & { form: FormState }) {
  const { entries } = view
  const live = entries.filter(({ item }) => item.state !== 'done' && item.state !== 'let_go')
  const first = (part: 'now' | 'next') => live.find(({ item, card }) => item.state === part && card)
  const main = open ? undefined : (first('now') ?? first('next'))?.item.id
  return (
    <>
      <PageHead title={t('growth.plan.title')} lead={t('growth.plan.lead')} />
      <Told form={form} scope={open ?? undefined} />
      {live.length === 0 ? (
        <EmptyState
          sentence={t('growth.plan.empty')}
          actions={
            <LinkButton kind="primary" href="/me/suggestions">
              {t('growth.plan.empty.suggestions')}
            </LinkButton>
          }
        />
      ) : (
        PARTS.map((part) => (
          <Section key={part} id={part} title={t(`growth.plan.${part}`)} note={t(`growth.plan.${part}.note`)}>
            <PartOfPlan entries={entries.filter(({ item }) => item.state === part)} {...{ open, main, form }} />
          </Section>
        ))
      )}
      {live.length > 0 && (
        <p>
          <a href="/me/suggestions">{t('growth.plan.more')}</a>
        </p>
      )}
      <Past entries={entries} />
      <OnlyYou />
    </>
  )
}

interface PartProps {
  entries: readonly PlanEntry[]
  open: string | null
  main: string | undefined
  form: FormState
}

function PartOfPlan({ entries, open, main, form }: PartProps) {
  if (entries.length === 0) return <p class="muted">{t('growth.plan.none')}</p>
  return (
    <ol class="growth-plan">
      {entries.map((entry, at) => (
        <PlanEntryCard
          key={entry.item.id}
          entry={entry}
          place={{ first: at === 0, last: at === entries.length - 1 }}
          main={entry.item.id === main}
          open={entry.item.id === open}
          form={entry.item.id === open ? form : undefined}
        />
      ))}
    </ol>
  )
}

function Past({ entries }: { entries: readonly PlanEntry[] }) {
  return (
    <>
      {(['done', 'let_go'] as const).map((state) => {
        const past = entries.filter(({ item }) => item.state === state)
        if (past.length === 0) return null
        return (
          <Disclosure key={state} id={state} summary={t(`growth.plan.${state}`, { count: past.length })}>
            <ul class="growth-past">
              {past.map((entry) => (
                <PastEntry key={entry.item.id} entry={entry} />
              ))}
            </ul>
          </Disclosure>
        )
      })}
    </>
  )
}
