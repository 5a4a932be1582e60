import { daysBetween, localDateAt } from '../../../lib/dates.ts'
import { getPerson, type Person } from '../../account/reads.ts'
import { OWN_FRAMEWORK } from '../../catalog/model.ts'
import { gradeBandsOf } from '../../catalog/rules/facets.ts'
import type { Tx, World } from '../actions/world.ts'
import type { Snapshot } from '../model.ts'
import { listProvenLevels } from '../reads/items.ts'
import {
  findPreference,
  listActivity,
  listDismissals,
  listEarned,
  listGoals,
  listPlan,
  type Preference,
} from '../reads/own.ts'
import { listPeerCounts } from '../reads/peers.ts'
import { levelOf } from '../rules/level.ts'
import type { Activity, Dismissal, Earned, Goal, PlanItem } from '../tables.ts'
import { byId, everyones, type Offered, offeredIn } from './offered.ts'

/** Where one person stands, and the snapshot made from it. */
export interface Standpoint extends Offered {
  readonly person: Person
  readonly goals: readonly Goal[]
  readonly plan: readonly PlanItem[]
  readonly dismissals: readonly Dismissal[]
  readonly activity: readonly Activity[]
  readonly preference: Preference
  readonly snapshot: Snapshot
}

export async function standpointOf(ctx: World, tx: Tx): Promise<Standpoint> {
  const person = await getPerson(tx, ctx.person.personId)
  const own = {
    goals: await listGoals(tx, ctx.person),
    plan: await listPlan(tx, ctx.person),
    dismissals: await listDismissals(tx, ctx.person),
    activity: await listActivity(tx, ctx.person),
    preference: await findPreference(tx, ctx.person),
  }
  const offered = await offeredIn(tx, ctx.locale)
  const earned = (await listEarned(tx, ctx.person)).filter((each) => isValid(each, ctx.now()))
  const levels = await levelsFrom(tx, earned, offered)
  const peers = await listPeerCounts(tx, { workRole: person.workRole, demo: person.demo })
  const learner = {
    role: person.workRole,
    ...contextOf(person),
    goals: own.goals
      .filter((goal) => goal.status === 'active')
      .map(({ id, competencies }) => ({ id, competencies }))
      .sort(byId),
    classNeeds: [],
    earned: earnedNow(earned, ctx.now()),
    inProgress: begunOrPlanned(own.activity, own.plan),
    dismissed: own.dismissals.map((each) => each.achievementId).sort(),
    hideOverHours: own.preference.hideOverHours,
    levels,
  }
  return { ...offered, ...own, person, snapshot: { ...everyones(offered, ctx.now()), learner, peers } }
}

/** Before anybody signs in: what was just typed is the one goal, and nothing else is known. */
export function visitorSnapshot(ctx: World, offered: Offered, competencies: readonly string[]): Snapshot {
  const learner = {
    role: null,
    grades: [],
    goals: [{ id: 'want', competencies: [...competencies] }],
    classNeeds: [],
    context: [],
    earned: [],
    inProgress: [],
    dismissed: [],
    hideOverHours: null,
    levels: {},
  }
  return { ...everyones(offered, ctx.now()), learner, peers: {} }
}

function contextOf({ grades, subjects }: Person): { grades: string[]; context: string[] } {
  const bands = [...new Set([...gradeBandsOf(grades as never), ...grades.filter((grade) => /-|^adult$/.test(grade))])]
  return {
    grades: bands.sort(),
    context: [...bands.map((band) => `grade:${band}`), ...subjects.map((subject) => `subject:${subject}`)].sort(),
  }
}

/** What lies in the plan is on its way as much as what was begun: both are shown elsewhere. */
function begunOrPlanned(activity: readonly Activity[], plan: readonly PlanItem[]): string[] {
  const begun = activity.flatMap(({ achievementId }) => achievementId ?? [])
  const planned = plan
    .filter(({ state }) => state === 'now' || state === 'next' || state === 'someday')
    .map(({ achievementId }) => achievementId)
  return [...new Set([...begun, ...planned])].sort()
}

function isValid({ validUntil }: Earned, now: Date): boolean {
  return validUntil === null || validUntil > now
}

/** One line for each achievement; the credential that lasts longest speaks for it. */
function earnedNow(earned: readonly Earned[], now: Date): Snapshot['learner']['earned'] {
  const days = new Map<string, number | null>()
  for (const { achievementId, validUntil } of earned) {
    if (achievementId === null) continue
    const left = validUntil && daysBetween(localDateAt(now, 'UTC'), localDateAt(validUntil, 'UTC'))
    const before = days.get(achievementId)
    days.set(achievementId, before === null || left === null ? null : Math.max(before ?? left, left))
  }
  return [...days].map(([id, renewalDueInDays]) => ({ id, renewalDueInDays })).sort(byId)
}

async function levelsFrom(
  tx: Tx,
  earned: readonly Earned[],
  { competencies }: Offered,
): Promise<Snapshot['learner']['levels']> {
  const idOf = new Map(competencies.map(({ code, id }) => [code, id]))
  const versions = earned.flatMap(({ achievementVersionId }) => achievementVersionId ?? [])
  const proven = new Map<string, { frameworkLevel: number; expired: boolean }[]>()
  for (const { alignments } of await listProvenLevels(tx, versions))
    for (const { frameworkId, itemId, frameworkLevel } of alignments) {
      const id = frameworkId === OWN_FRAMEWORK ? idOf.get(itemId) : undefined
      if (id) proven.set(id, [...(proven.get(id) ?? []), { frameworkLevel, expired: false }])
    }
  const levels = [...proven].sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(
    levels.map(([id, credentials]) => [id, levelOf({ credentials, coach: null, self: null }).level]),
  )
}
