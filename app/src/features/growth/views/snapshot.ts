import { daysBetween, localDateAt } from '../../../lib/dates.ts'
import { getPerson, type Person } from '../../account/reads.ts'
import { OWN_FRAMEWORK } from '../../catalog/model.ts'
import { openShelf, type Shelf } from '../../catalog/reads.ts'
import { gradeBandsOf } from '../../catalog/rules/facets.ts'
import type { Competency } from '../../framework/model.ts'
import { findFramework } from '../../framework/reads.ts'
import type { Tx, World } from '../actions/world.ts'
import type { Snapshot, SnapshotItem } from '../model.ts'
import { type CatalogItem, listItems, listProvenLevels } from '../reads/items.ts'
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

/** The catalogue as suggestions see it, with the competencies it is aligned to. */
export interface Offered {
  readonly shelf: Shelf
  readonly items: readonly CatalogItem[]
  readonly competencies: readonly Competency[]
}

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

const MONTH_DAYS = 30.4375
const DAY = 86_400_000

export async function offeredIn(tx: Tx): Promise<Offered> {
  const shelf = await openShelf(tx)
  const framework = await findFramework(tx, OWN_FRAMEWORK)
  return { shelf, items: await listItems(tx, shelf), competencies: framework?.competencies ?? [] }
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
  const offered = await offeredIn(tx)
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
  return { ...offered, ...own, person, snapshot: { ...everyones(ctx, offered), learner, peers } }
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
  return { ...everyones(ctx, offered), learner, peers: {} }
}

/** The part that is the same for everybody. Profiles, pathways and priorities are empty until an organization publishes some. */
function everyones(ctx: World, { items, competencies }: Offered): Omit<Snapshot, 'learner' | 'peers'> {
  const idOf = new Map(competencies.map(({ code, id }) => [code, id]))
  const achievementOf = new Map(items.map(({ code, id }) => [code, id]))
  return {
    targets: null,
    items: items.map((item) => snapshotItem(item, { idOf, achievementOf })),
    pathways: [],
    priority: [],
    budgeted: null,
    ageMonths: Object.fromEntries(items.map(({ id, publishedAt }) => [id, monthsSince(publishedAt, ctx.now())])),
  }
}

interface Naming {
  readonly idOf: ReadonlyMap<string, string>
  readonly achievementOf: ReadonlyMap<string, string>
}

function snapshotItem({ id, retiredAt, facts }: CatalogItem, { idOf, achievementOf }: Naming): SnapshotItem {
  const everyGrade = facts.grades.includes('all')
  return {
    id,
    published: retiredAt === null,
    competencies: weighed(facts.alignments, idOf),
    tags: [
      ...(everyGrade ? [] : gradeBandsOf(facts.grades)).map((band) => `grade:${band}`),
      ...facts.subjects.filter((subject) => subject !== 'any').map((subject) => `subject:${subject}`),
    ],
    prerequisites: facts.prerequisites.flatMap((need) => {
      const found = 'code' in need ? achievementOf.get(need.code) : need.achievementId
      return need.kind === 'required' && found ? [found] : []
    }),
    roles: facts.audience,
    grades: everyGrade ? [] : gradeBandsOf(facts.grades),
    hours: facts.hours,
  }
}

/** Only competencies of our own framework can stand in a goal; what the author gave them sums to 1 among them. */
function weighed(
  alignments: CatalogItem['facts']['alignments'],
  idOf: ReadonlyMap<string, string>,
): SnapshotItem['competencies'] {
  const own = alignments.flatMap(({ frameworkId, itemId, weight }) => {
    const id = frameworkId === OWN_FRAMEWORK ? idOf.get(itemId) : undefined
    return id === undefined ? [] : [{ id, weight: weight ?? 0 }]
  })
  const sum = own.reduce((total, { weight }) => total + weight, 0)
  return own.map(({ id, weight }) => (sum > 0 ? { id, weight: weight / sum } : { id })).sort(byId)
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

function monthsSince(from: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - from.getTime()) / DAY / MONTH_DAYS))
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1
}
