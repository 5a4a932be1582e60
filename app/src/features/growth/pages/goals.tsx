import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { Cluster, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { addGoal, removeGoal, setGoalStatus } from '../actions/goals.ts'
import type { GoalInput, GoalStatus } from '../model.ts'
import { ChooseCompetencies, wantedFrom } from '../parts/choose-competencies.tsx'
import { GoalCard, PastGoal } from '../parts/goal-card.tsx'
import { OnlyYou } from '../parts/only-you.tsx'
import { Told } from '../parts/told.tsx'
import { CardsToPick, Starters, WantForm } from '../parts/want-form.tsx'
import { type GoalsView, goalsPage, type Wish } from '../views/goals.ts'

interface Query {
  want?: string
  starter?: 'hear' | 'card'
  card?: string
}
interface Loaded {
  view: GoalsView
  query: Query
}

export async function load(ctx: Ctx<never>, _params: unknown, query: Query): Promise<Loaded> {
  const view = await goalsPage(ctx, query.want ? { text: query.want } : undefined)
  return { view, query }
}

export const acts = {
  match: async (ctx: Ctx<never>, wish: Wish) => ({ show: { view: await goalsPage(ctx, wish), query: {} } }),
  add: async (ctx: Ctx<never>, input: GoalInput & { waits: string | null; offered?: string }) => {
    const { offered: _offered, waits, ...goal } = input
    await addGoal(ctx, { ...goal, ...(waits ? { waits } : {}) })
    return redirect('/me/goals', { done: 'growth.done.goal' })
  },
  status: async (ctx: Ctx<never>, { status }: { status: GoalStatus }, { goal }: Params<'goal'>) => {
    await setGoalStatus(ctx, { goalId: goal, status })
    return redirect('/me/goals', { done: DONE[status] })
  },
  remove: async (ctx: Ctx<never>, _input: unknown, { goal }: Params<'goal'>) => {
    await removeGoal(ctx, goal)
    return redirect('/me/goals', { done: 'growth.done.goal.deleted' })
  },
}

const DONE = {
  active: 'growth.done.goal.again',
  kept: 'growth.done.goal.kept',
  let_go: 'growth.done.goal.letGo',
} as const satisfies Record<GoalStatus, string>

export function head(): Head {
  return { title: t('growth.goals.title'), noIndex: true }
}

export function Page({ view, query, form }: Loaded & { form: FormState }) {
  const wanted = view.wanted ?? wantedFrom(form.typed, view)
  const active = view.goals.filter(({ status }) => status === 'active')
  const isLooking = !wanted && active.length > 0 && !query.starter && !query.card && !form.problem
  return (
    <>
      <PageHead title={t('growth.goals.title')} lead={t('growth.goals.lead')} />
      <Told form={form} />
      {wanted && <ChooseCompetencies view={view} wanted={wanted} form={form} active={active} />}
      {active.length > 0 && (
        <Section title={t('growth.goals.active')} id="active" note={t('growth.goals.active.note')}>
          {active.map((goal) => (
            <GoalCard key={goal.id} goal={goal} view={view} />
          ))}
          <Cluster>
            <LinkButton kind={isLooking ? 'primary' : 'plain'} href="/me/suggestions">
              {t('growth.goals.suggestions')}
            </LinkButton>
          </Cluster>
        </Section>
      )}
      {!wanted && <NewGoal view={view} query={query} form={form} isFirst={active.length === 0} main={!isLooking} />}
      <PastGoals view={view} />
      <OnlyYou />
    </>
  )
}

interface NewGoalProps extends Loaded {
  form: FormState
  isFirst: boolean
  main: boolean
}

function NewGoal({ view, query, form, isFirst, main }: NewGoalProps) {
  const card = view.cards.find(({ id }) => id === query.card)
  const starter = query.starter === 'card' && !card ? 'card' : undefined
  return (
    <Section title={isFirst ? t('growth.goals.first') : t('growth.goals.new')} id="want">
      {starter ? (
        <CardsToPick cards={view.cards} />
      ) : (
        <>
          <WantForm form={form} card={card} starter={query.starter} main={main} />
          <Starters />
        </>
      )}
    </Section>
  )
}

function PastGoals({ view }: { view: GoalsView }) {
  const past = view.goals.filter(({ status }) => status !== 'active')
  if (past.length === 0) return null
  return (
    <Disclosure id="past" summary={t('growth.goals.past', { count: past.length })}>
      <ul class="growth-past">
        {past.map((goal) => (
          <PastGoal key={goal.id} goal={goal} />
        ))}
      </ul>
    </Disclosure>
  )
}
