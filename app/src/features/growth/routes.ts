import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import { DismissalReason, Feature, GoalInput, GoalStatus, PlanItemInput, PlanState, SavedSearchInput } from './model.ts'

/** A field left empty says nothing. */
function orNull<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((raw) => (raw === '' || raw === undefined ? null : raw), schema)
}

const want = z.string().trim().min(1, 'growth.want.empty').max(200, 'growth.want.long')
const MatchForm = z.strictObject({ text: want, card: z.string().max(40).optional() })
const GoalForm = z.strictObject({
  text: want,
  competencies: z.preprocess(
    (raw) => raw ?? [],
    z.array(z.string().max(60)).min(1, 'growth.goal.none').max(5, 'growth.goal.many'),
  ),
  byDate: orNull(GoalInput.shape.byDate),
  why: GoalInput.shape.why,
  waits: orNull(z.uuid().nullable()),
  /** What was offered to choose from, so that a refusal shows it again. */
  offered: z.string().max(2000).optional(),
})
const StatusForm = z.strictObject({ status: GoalStatus })
const Nothing = z.strictObject({})

const PlanForm = z.strictObject({ achievementId: z.uuid() })
const MoveForm = z.strictObject({ to: PlanState })
const OrderForm = z.strictObject({ direction: z.enum(['earlier', 'later']) })
const AnswersForm = z.strictObject({
  startBy: orNull(PlanItemInput.shape.startBy),
  withWhom: PlanItemInput.shape.withWhom,
  firstStep: PlanItemInput.shape.firstStep,
})

const back = z.enum(['today', 'suggestions']).default('suggestions')
const NotForMeForm = z.strictObject({
  reason: DismissalReason,
  overHours: orNull(z.coerce.number().min(1).max(99).nullable()),
  back,
})
const slider = z.coerce.number().min(0, 'growth.slider.range').max(3, 'growth.slider.range')
const WeightsForm = z.strictObject({
  preset: z.enum(['mine', 'reset', 'myGoals', 'myClass', 'finishWhatIStarted']).default('mine'),
  sliders: z.partialRecord(Feature, slider).default({}),
})

const read = { method: 'GET', auth: 'session', action: 'growth.read', scope: 'person', cache: 'private' } as const
const write = { method: 'POST', auth: 'session', action: 'growth.edit', scope: 'person', cache: 'private' } as const
const goal = { noun: 'goal', param: 'goal' } as const
const item = { noun: 'planItem', param: 'item' } as const
const achievement = { noun: 'achievement', param: 'achievement' } as const
const goals = () => import('./pages/goals.tsx')
const plan = () => import('./pages/plan.tsx')
const searches = () => import('./pages/searches.tsx')
const suggestions = () => import('./pages/suggestions.tsx')
const sentence = z.string().trim().max(200).catch('').default('')

/** The door of the feature. */
export const routes = [
  {
    method: 'GET',
    path: '/start',
    page: () => import('./pages/start.tsx'),
    auth: 'public',
    action: 'growth.start',
    scope: 'public',
    query: z.object({ want: sentence }),
    rate: 'search',
    cache: 'private',
  },
  { ...read, path: '/me', api: () => import('./api/first-page.ts'), rate: 'page' },
  { ...read, path: '/me/today', page: () => import('./pages/today.tsx'), rate: 'page' },
  {
    ...read,
    path: '/me/goals',
    page: goals,
    query: z.object({
      want: sentence,
      starter: z.enum(['hear', 'card']).optional().catch(undefined),
      card: z.string().max(40).optional().catch(undefined),
    }),
    rate: 'page',
  },
  { ...write, path: '/me/goals/match', page: goals, verb: 'match', input: MatchForm, rate: 'search' },
  { ...write, path: '/me/goals', page: goals, verb: 'add', input: GoalForm, rate: 'write' },
  {
    ...write,
    path: '/me/goals/:goal/status',
    page: goals,
    verb: 'status',
    object: goal,
    input: StatusForm,
    rate: 'write',
  },
  {
    ...write,
    path: '/me/goals/:goal/delete',
    page: goals,
    verb: 'remove',
    object: goal,
    input: Nothing,
    rate: 'write',
  },
  {
    ...read,
    path: '/me/plan',
    page: plan,
    query: z.object({ open: z.uuid().optional().catch(undefined) }),
    rate: 'page',
  },
  { ...write, path: '/me/plan', page: plan, verb: 'add', input: PlanForm, rate: 'write' },
  { ...write, path: '/me/plan/:item/move', page: plan, verb: 'move', object: item, input: MoveForm, rate: 'write' },
  { ...write, path: '/me/plan/:item/order', page: plan, verb: 'order', object: item, input: OrderForm, rate: 'write' },
  {
    ...write,
    path: '/me/plan/:item/answers',
    page: plan,
    verb: 'answer',
    object: item,
    input: AnswersForm,
    rate: 'write',
  },
  { ...read, path: '/me/searches', page: searches, rate: 'page' },
  { ...write, path: '/me/searches', page: searches, verb: 'keep', input: SavedSearchInput, rate: 'write' },
  {
    ...write,
    path: '/me/searches/:search/forget',
    page: searches,
    verb: 'forget',
    object: { noun: 'savedSearch', param: 'search' },
    input: Nothing,
    rate: 'write',
  },
  { ...read, path: '/me/suggestions', page: suggestions, query: z.object({ why: sentence }), rate: 'page' },
  { ...read, path: '/me/suggestions/runs.json', api: () => import('./api/runs.ts'), rate: 'export' },
  { ...write, path: '/me/suggestions/weights', page: suggestions, verb: 'weigh', input: WeightsForm, rate: 'write' },
  { ...write, path: '/me/suggestions/length', page: suggestions, verb: 'showLong', input: Nothing, rate: 'write' },
  {
    ...write,
    path: '/me/suggestions/:achievement/dismiss',
    page: suggestions,
    verb: 'dismiss',
    object: achievement,
    input: NotForMeForm,
    rate: 'write',
  },
  {
    ...write,
    path: '/me/suggestions/:achievement/restore',
    page: suggestions,
    verb: 'restore',
    object: achievement,
    input: Nothing,
    rate: 'write',
  },
] as const satisfies readonly Route[]
export const areas = [
  { href: '/me/today', group: 'learning', label: 'growth.area.today', admission: 'signedIn' },
  { href: '/me/plan', group: 'learning', label: 'growth.area.plan', admission: 'signedIn' },
] as const satisfies readonly Area[]
export const panels = [
  { slot: 'explore.searches', panel: () => import('./parts/keep-search.tsx') },
] as const satisfies readonly Panel[]
