import { groupBy } from '../../../lib/group-by.ts'
import type { World } from '../actions/world.ts'
import type { SubmissionStatus } from '../model.ts'
import { type ConsentUse, listAllConsents, listConsentUses } from '../reads/consents.ts'
import type { ConsentRow } from '../tables.ts'

export interface ConsentCard extends Pick<ConsentRow, 'id' | 'scope' | 'collectedBy' | 'keptWhere' | 'people'> {
  readonly collectedOn: string
  readonly untilOn: string | null
  readonly withdrawnAt: Date | null
  readonly uses: readonly ConsentUse[]
  /** What withdrawing would do, by the state of the work its pieces lie in. */
  readonly follows: readonly Follow[]
}
export type Follow = 'draft' | 'reading' | 'decided'
export interface ConsentsPage {
  readonly consents: readonly ConsentCard[]
  readonly zone: string
}

const FOLLOWS: Record<SubmissionStatus, Follow> = {
  draft: 'draft',
  returned: 'draft',
  submitted: 'reading',
  precheck: 'reading',
  inReview: 'reading',
  earned: 'decided',
  withdrawn: 'decided',
}
const ORDER: readonly Follow[] = ['draft', 'reading', 'decided']

/** One's own statements, and what lies under each; nobody else's are ever asked for. */
export async function consentsPage(ctx: World): Promise<ConsentsPage> {
  return ctx.transact(async (tx) => {
    const rows = await listAllConsents(tx, ctx.person)
    const all = await listConsentUses(
      tx,
      ctx.person,
      rows.map(({ id }) => id),
      ctx.locale,
    )
    const uses = groupBy(all, ({ consentId }) => consentId)
    return { consents: rows.map((row) => cardOf(row, uses.get(row.id) ?? [])), zone: ctx.timeZone }
  })
}

function cardOf(row: ConsentRow, uses: readonly ConsentUse[]): ConsentCard {
  const { id, scope, collectedBy, keptWhere, people, collectedOn, untilOn, withdrawnAt } = row
  const found = new Set(uses.map(({ status }) => FOLLOWS[status]))
  return {
    ...{ id, scope, collectedBy, keptWhere, people, collectedOn, untilOn, withdrawnAt, uses },
    follows: ORDER.filter((follow) => found.has(follow)),
  }
}
