import { groupBy } from '../../../lib/group-by.ts'
import { OWN_FRAMEWORK } from '../../catalog/model.ts'
import { openShelf, type Shelf } from '../../catalog/reads.ts'
import { gradeBandsOf } from '../../catalog/rules/facets.ts'
import type { Searched } from '../../catalog/rules/translation.ts'
import type { Competency } from '../../framework/model.ts'
import { findSpoken } from '../../framework/reads.ts'
import type { Tx } from '../actions/world.ts'
import type { Snapshot, SnapshotItem } from '../model.ts'
import { type CatalogItem, listItems } from '../reads/items.ts'

/** The catalogue as suggestions see it, with the competencies it is aligned to. */
export interface Offered {
  readonly shelf: Shelf
  readonly items: readonly CatalogItem[]
  readonly competencies: readonly Competency[]
}

const MONTH_DAYS = 30.4375
const DAY = 86_400_000

export async function offeredIn(tx: Tx, language: Searched): Promise<Offered> {
  const shelf = await openShelf(tx, language)
  const framework = await findSpoken(tx, OWN_FRAMEWORK, language)
  return { shelf, items: await listItems(tx, shelf), competencies: framework?.competencies ?? [] }
}

/** The part that is the same for everybody. Profiles, pathways and priorities are empty until an organization publishes some. */
export function everyones({ items, competencies }: Offered, now: Date): Omit<Snapshot, 'learner' | 'peers'> {
  const idOf = new Map(competencies.map(({ code, id }) => [code, id]))
  const achievementOf = codesIn(items)
  return {
    targets: null,
    items: items.map((item) => snapshotItem(item, { idOf, achievementOf })),
    pathways: [],
    priority: [],
    budgeted: null,
    ageMonths: Object.fromEntries(items.map(({ id, publishedAt }) => [id, monthsSince(publishedAt, now)])),
  }
}

interface Naming {
  readonly idOf: ReadonlyMap<string, string>
  readonly achievementOf: (creatorId: string | null, code: string) => string | undefined
}

/** Two makers may use one code: it is first its maker's own, then the starter catalogue's, and never another maker's. */
function codesIn(items: readonly CatalogItem[]): Naming['achievementOf'] {
  const byCode = groupBy(items, ({ code }) => code)
  return (creatorId, code) => {
    const named = byCode.get(code) ?? []
    return (named.find((item) => item.creatorId === creatorId) ?? named.find((item) => item.creatorId === null))?.id
  }
}

function snapshotItem({ id, creatorId, retiredAt, facts }: CatalogItem, { idOf, achievementOf }: Naming): SnapshotItem {
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
      const found = 'code' in need ? achievementOf(creatorId, need.code) : need.achievementId
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

function monthsSince(from: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - from.getTime()) / DAY / MONTH_DAYS))
}

export function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1
}
