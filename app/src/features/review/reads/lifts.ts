import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import { holdersOf } from '../../organization/reads.ts'
import type { ReviewTables } from '../tables.ts'
import { fits, getVisitor, type Reader, type VisitTables } from './matches.ts'
import { type Lane, listOpenReadings, listReadingFacts, type OpenReading } from './queue.ts'

/** Whether readers of earlier attempts were let in again for this attempt. */
export async function isLifted(db: Db<ReviewTables>, scope: TenantScope, attemptId: string): Promise<boolean> {
  const row = await on(db)
    .selectFrom('readingLift')
    .select('attemptId')
    .where('tenantId', '=', scope.tenantId)
    .where('attemptId', '=', attemptId)
    .executeTakeFirst()
  return row !== undefined
}

export interface RetryWaiting extends OpenReading {
  readonly anybody: boolean
  readonly anybodyIfLifted: boolean
}

/** Open readings of later attempts that some reader of an earlier one is kept away from, with who could read them. */
export async function listRetriesWaiting(
  db: Db<VisitTables>,
  scope: TenantScope,
  { lane, now }: { lane: Lane; now: Date },
): Promise<RetryWaiting[]> {
  const open = await listOpenReadings(db, scope, { lane })
  const facts = await listReadingFacts(db, scope, open)
  const retries = open.flatMap((reading) => {
    const known = facts.get(reading.id)
    return known && !known.earlierReadersLifted && known.readersOfEarlierAttempts.length > 0 ? [{ reading, known }] : []
  })
  if (retries.length === 0) return []
  const people = await listTakers(db, scope, { lane, now })
  return retries.map(({ reading, known }) => ({
    ...reading,
    anybody: people.some((person) => fits(person, known, lane)),
    anybodyIfLifted: people.some((person) => fits(person, { ...known, earlierReadersLifted: true }, lane)),
  }))
}

async function listTakers(
  db: Db<VisitTables>,
  scope: TenantScope,
  { lane, now }: { lane: Lane; now: Date },
): Promise<Reader[]> {
  const people: Reader[] = []
  for (const accountId of await holdersOf(db, scope, lane === 'readings' ? 'assessor' : 'adjudicator'))
    people.push(await getVisitor(db, scope, { accountId, now }))
  return people
}
