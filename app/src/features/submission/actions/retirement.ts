import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { findPerson } from '../../account/reads.ts'
import { dayFor } from '../../account/rules/day-for.ts'
import type { SubmissionEntry } from '../model.ts'
import { type DraftLife, takesIn } from '../rules/draft.ts'
import { isWithLearner } from '../rules/moves.ts'
import { KEPT_DAYS } from '../rules/retention.ts'
import type { SubmissionRow } from '../tables.ts'
import type { Tx, World } from './world.ts'

/** A work whose own letter was opened, and what its next word depends on. */
export interface LookedAt {
  readonly row: SubmissionRow
  readonly title: string
  readonly version: { readonly id: string; readonly version: string; readonly retiredAt: Date | null }
  readonly entries: readonly SubmissionEntry[]
  readonly draftDays: number
  readonly life: DraftLife
}

/** Said once of each version that a work is begun with; a draft that moves to another one is told of that. */
export function isRetirementNews({ entries, version }: LookedAt, now: Date): boolean {
  if (version.retiredAt === null || !takesIn(version, now)) return false
  return !entries.some(
    ({ type, body }) => type === 'submission.retirementTold' && body.achievementVersionId === version.id,
  )
}

/** The learner hears that the version was retired, and until which day it still takes this work. */
export async function tellRetirement(ctx: World, tx: Tx, work: LookedAt): Promise<void> {
  const { row, title, version, life } = work
  const isHere = isWithLearner(row)
  const day = dayFor(await findPerson(tx, row.learnerId), life.expiresAt)
  await postMail(ctx, tx, {
    toPerson: row.learnerId,
    template: 'submission.versionRetired',
    values: { title, day, stands: isHere ? 'here' : 'reading', ...wordsOfRetired(work) },
    path: isHere ? `/me/work/${row.id}` : `/me/work/${row.id}/timeline`,
  })
  await append(ctx, tx, {
    type: 'submission.retirementTold',
    subjectId: row.id,
    personId: row.learnerId,
    body: { achievementVersionId: version.id },
  })
}

export function wordsOfRetired({ version }: LookedAt): { version: string; kept: number } {
  return { version: version.version, kept: KEPT_DAYS.unsent }
}
