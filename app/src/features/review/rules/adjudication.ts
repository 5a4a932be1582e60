import { wordCount } from '../../../lib/words.ts'
import type { ReaderStatus, Ruling } from '../model.ts'
import { type Levels, levelIndex, levelOf } from './levels.ts'
import type { Rule } from './outcome.ts'

const REASON_WORDS = 40
const LIVE_READINGS = 50

export interface Dispute {
  readonly rubric: Rule
  readonly criteria: readonly string[]
  /** Both readings. */
  readonly readings: readonly [Levels, Levels]
}

export type RulingFault = 'not-disputed' | 'unruled' | 'reason-too-short' | 'no-anchor' | 'outside-readings'

/** Each disputed criterion once, with a reason and a place; a level beyond both readers says that both were wrong. */
export function rulingFaults(
  dispute: Dispute,
  rulings: readonly Ruling[],
): { criterionId: string; fault: RulingFault }[] {
  const ruled = new Set(rulings.map(({ criterionId }) => criterionId))
  return [
    ...dispute.criteria
      .filter((id) => !ruled.has(id))
      .map((criterionId) => ({ criterionId, fault: 'unruled' as const })),
    ...rulings.flatMap((ruling) =>
      faultsOf(dispute, ruling).map((fault) => ({ criterionId: ruling.criterionId, fault })),
    ),
  ]
}

function faultsOf(dispute: Dispute, ruling: Ruling): RulingFault[] {
  if (!dispute.criteria.includes(ruling.criterionId)) return ['not-disputed']
  const faults: RulingFault[] = []
  if (wordCount(ruling.reason) < REASON_WORDS) faults.push('reason-too-short')
  if (ruling.anchors.length === 0) faults.push('no-anchor')
  if (!ruling.bothWrong && outside(dispute, ruling)) faults.push('outside-readings')
  return faults
}

function outside({ rubric, readings }: Dispute, { criterionId, levelId }: Ruling): boolean {
  const [one, other] = readings.map((levels) => levelOf(levels, criterionId)) as [number, number]
  const level = levelIndex(rubric, levelId)
  return level < Math.min(one, other) || level > Math.max(one, other)
}

export interface AdjudicatorFacts {
  readonly accountId: string
  readonly isQaLead: boolean
  readonly hasRole: boolean
  readonly status: ReaderStatus | null
  readonly liveReadings: number
}

/** Beside the filters of any reading (eligibility.ts): the role, and enough reading behind it. */
export function fitsToAdjudicate(person: AdjudicatorFacts, readers: readonly string[]): boolean {
  if (!person.hasRole || readers.includes(person.accountId)) return false
  return person.isQaLead || (person.status === 'live' && person.liveReadings >= LIVE_READINGS)
}
