import { insist } from '../../../lib/refusal.ts'
import { getTitles } from '../../catalog/reads.ts'
import { getOrganizations } from '../../organization/reads.ts'
import type { World } from '../actions/world.ts'
import type { SubmissionStatus } from '../model.ts'
import { mayWork } from '../policy.ts'
import { listAllConsents } from '../reads/consents.ts'
import { listOwnDueDates, listOwnSubmissions, listTakenBack } from '../reads.ts'
import { takenUntil } from '../rules/draft.ts'
import { isWithLearner } from '../rules/moves.ts'

/** How a work stands; what was earned may be taken back later. */
export type WorkStatus = SubmissionStatus | 'takenBack'

export interface WorkCard {
  readonly id: string
  readonly href: string
  readonly title: string
  readonly code: string
  readonly slug: string
  readonly issuer: string
  readonly status: WorkStatus
  readonly lastEditAt: Date
  readonly dueAt: Date | null
  readonly closedAt: Date | null
  /** The last day on which a retired version takes it; null when it was not retired, or others have the work. */
  readonly sendBy: Date | null
}
export interface WorkList {
  readonly open: readonly WorkCard[]
  readonly reading: readonly WorkCard[]
  readonly earned: readonly WorkCard[]
  readonly taken: readonly WorkCard[]
  readonly ended: readonly WorkCard[]
  /** Whether there are statements of consent to look at. */
  readonly consents: boolean
  readonly zone: string
}

const GROUPS = {
  open: ['returned', 'draft'],
  reading: ['submitted', 'precheck', 'inReview'],
  earned: ['earned'],
  taken: ['takenBack'],
  ended: ['withdrawn'],
} as const satisfies Record<string, readonly WorkStatus[]>

/** Everything a person works on or worked on; what came back stands first. */
export async function workList(ctx: World): Promise<WorkList> {
  const { cards, consents } = await ctx.transact(async (tx) => {
    const rows = await listOwnSubmissions(tx, ctx.person)
    const due = await listOwnDueDates(tx, ctx.person)
    const taken = await listTakenBack(tx, ctx.person)
    const versionIds = rows.map(({ achievementVersionId }) => achievementVersionId)
    const titleOf = await getTitles(tx, versionIds, ctx.locale)
    const issuerOf = await getOrganizations(
      tx,
      rows.map(({ tenantId }) => tenantId),
    )
    const made: WorkCard[] = []
    for (const row of rows) {
      insist(mayWork(ctx.actor, row))
      const { title, code, slug, retiredAt } = titleOf(row.achievementVersionId)
      const { name } = issuerOf(row.tenantId)
      const { id, lastEditAt } = row
      const href = isWithLearner(row) ? `/me/work/${id}` : `/me/work/${id}/timeline`
      made.push({
        id,
        href,
        title,
        code,
        slug,
        issuer: name,
        lastEditAt,
        ...standing(row, taken.get(id)),
        dueAt: due.get(id) ?? null,
        sendBy: sendBy(row, retiredAt),
      })
    }
    return { cards: made, consents: (await listAllConsents(tx, ctx.person)).length > 0 }
  })
  const group = (statuses: readonly WorkStatus[]) =>
    statuses.flatMap((status) => cards.filter((card) => card.status === status))
  return {
    open: group(GROUPS.open),
    reading: group(GROUPS.reading),
    earned: group(GROUPS.earned),
    taken: group(GROUPS.taken),
    ended: group(GROUPS.ended),
    consents,
    zone: ctx.timeZone,
  }
}

function standing(row: Pick<WorkCard, 'closedAt'> & { status: SubmissionStatus }, takenAt: Date | undefined) {
  return takenAt
    ? ({ status: 'takenBack', closedAt: takenAt } as const)
    : { status: row.status, closedAt: row.closedAt }
}

function sendBy(row: { status: SubmissionStatus }, retiredAt: Date | null): Date | null {
  return retiredAt && isWithLearner(row) ? takenUntil(retiredAt) : null
}
