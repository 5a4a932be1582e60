import type { Snapshot, SnapshotItem } from '../model.ts'

export type HiddenReason =
  | 'retired'
  | 'already-earned'
  | 'in-progress'
  | 'needs-prerequisite'
  | 'not-for-role'
  | 'no-budget'
  | 'not-for-me'

export interface Hidden {
  readonly id: string
  readonly reason: HiddenReason
  /** What is to be earned first, in alphabetical order. */
  readonly needs: readonly string[]
}

const RENEWAL_NEAR_DAYS = 120

/** Says why an item is hidden, or null. The first reason that applies is the one shown. */
export function hiddenBy(snapshot: Snapshot): (item: SnapshotItem) => Hidden | null {
  const { learner, budgeted } = snapshot
  const earned = new Set(learner.earned.map((each) => each.id))
  const settled = new Set(learner.earned.filter((each) => !isRenewalNear(each.renewalDueInDays)).map((each) => each.id))
  const inProgress = new Set(learner.inProgress)
  const dismissed = new Set(learner.dismissed)
  const open = budgeted && new Set(budgeted)
  const tests: readonly (readonly [HiddenReason, (item: SnapshotItem) => boolean])[] = [
    ['retired', (item) => !item.published],
    ['already-earned', (item) => settled.has(item.id)],
    ['in-progress', (item) => inProgress.has(item.id)],
    ['needs-prerequisite', (item) => item.prerequisites.some((id) => !earned.has(id))],
    ['not-for-role', (item) => !fits(item, learner)],
    ['no-budget', (item) => open !== null && !open.has(item.id)],
    ['not-for-me', (item) => dismissed.has(item.id) || isTooLong(item, learner.hideOverHours)],
  ]
  return (item) => {
    const found = tests.find(([, applies]) => applies(item))
    if (!found) return null
    const [reason] = found
    const needs = reason === 'needs-prerequisite' ? item.prerequisites.filter((id) => !earned.has(id)).sort() : []
    return { id: item.id, reason, needs }
  }
}

function isRenewalNear(days: number | null): boolean {
  return days !== null && days <= RENEWAL_NEAR_DAYS
}

/** A role or grade nobody named excludes nothing. */
function fits(item: SnapshotItem, { role, grades }: Snapshot['learner']): boolean {
  const byRole = item.roles.length === 0 || role === null || item.roles.includes(role)
  const byGrade = item.grades.length === 0 || grades.length === 0 || grades.some((grade) => item.grades.includes(grade))
  return byRole && byGrade
}

function isTooLong({ hours }: SnapshotItem, most: number | null): boolean {
  return most !== null && hours !== null && hours > most
}
