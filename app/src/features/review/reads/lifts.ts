import type { Db, TenantScope } from '../../../platform/ctx.ts'
import { holdersOf } from '../../organization/reads.ts'
import { fits } from './matches.ts'
import { listVisitors, type VisitTables } from './people.ts'
import { type Lane, listOpenReadings, listReadingFacts, type OpenReading } from './queue.ts'

export interface RetryWaiting extends OpenReading {
  readonly anybody: boolean
  readonly anybodyIfLifted: boolean
}

/** Open readings of later attempts that some reader of an earlier one is kept away from, with who could read them; only of those asked for is every reader looked at. */
export async function listRetriesWaiting(
  db: Db<VisitTables>,
  scope: TenantScope,
  { lane, now, among }: { lane: Lane; now: Date; among: (reading: OpenReading) => boolean },
): Promise<RetryWaiting[]> {
  const open = (await listOpenReadings(db, scope, { lane, retries: true })).filter(among)
  const facts = await listReadingFacts(db, scope, open)
  const retries = open.flatMap((reading) => {
    const known = facts.get(reading.id)
    return known && !known.earlierReadersLifted && known.readersOfEarlierAttempts.length > 0 ? [{ reading, known }] : []
  })
  if (retries.length === 0) return []
  const accountIds = await holdersOf(db, scope, lane === 'readings' ? 'assessor' : 'adjudicator')
  const people = await listVisitors(db, scope, { accountIds, now })
  return retries.map(({ reading, known }) => ({
    ...reading,
    anybody: people.some((person) => fits(person, known, lane)),
    anybodyIfLifted: people.some((person) => fits(person, { ...known, earlierReadersLifted: true }, lane)),
  }))
}
