import { insist, NotFound } from '../../../lib/refusal.ts'
import { ownWork, standing, type World } from '../actions/world.ts'
import { mayWork } from '../policy.ts'
import { practiceCase, practiceLabel, type ShownStudent, shownStudents } from '../rules/practice-case.ts'
import { laterDay, lockedPart } from '../rules/practice-lock.ts'
import { openDraft } from './open-draft.ts'
import { headOf, type WorkHead } from './work.ts'

export interface PracticeDesk extends WorkHead {
  readonly opensIn: Part
  readonly laterAfter: Part
  /** Null: nobody has opened it yet, and there is nothing to see. */
  readonly open: {
    readonly at: Date
    readonly laterDay: Date
    readonly later: boolean
    readonly locked: boolean
    /** What is still missing before the part can be locked. */
    readonly missing: number
    readonly students: readonly ShownStudent[]
  } | null
  readonly zone: string
}
interface Part {
  readonly id: string
  readonly title: string
}

/** The practice case of one's own work; the table is made anew from its seed each time, and is the same each time. */
export async function practiceDesk(ctx: World, submissionId: string): Promise<PracticeDesk> {
  const opened = await openDraft(ctx, submissionId)
  const { draft, findings } = opened
  const { row, version, evidence } = draft
  const asked = version.content.practiceCase
  if (!asked) throw new NotFound('practice case')
  const part = (id: string) => ({
    id,
    title: version.shown.part2.requirements.find((each) => each.id === id)?.title ?? id,
  })
  const { openedAt: at, laterAt } = draft.standing.practice
  const missing = findings.filter(
    ({ severity, requirementId }) => severity === 'block' && requirementId === asked.laterAfter,
  ).length
  const later = laterAt !== null
  const locked = lockedPart(version.content, draft.standing.practice, evidence) !== null
  const students = at ? shownStudents(caseOf(ctx, row), { later }) : []
  return {
    ...headOf(ctx, opened),
    opensIn: part(asked.opensIn),
    laterAfter: part(asked.laterAfter),
    open: at && { at, laterDay: laterDay(at), later, locked, missing, students },
    zone: ctx.timeZone,
  }
}

/** Only the table, for the file of it. */
export async function practiceTable(ctx: World, submissionId: string): Promise<readonly ShownStudent[]> {
  const { there, row } = await ownWork(ctx, submissionId)
  insist(mayWork(ctx.actor, row))
  const { practice } = await there.transact((tx) => standing(tx, there, row.id))
  if (!practice.openedAt) throw new NotFound('practice case')
  return shownStudents(caseOf(ctx, row), { later: practice.laterAt !== null })
}

function caseOf({ keys }: World, { tenantId, id }: { tenantId: string; id: string }) {
  return practiceCase(keys.mac(practiceLabel(tenantId), id))
}
