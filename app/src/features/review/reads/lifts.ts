import type { Db, TenantScope } from '../../../platform/ctx.ts'
import { holdersOf } from '../../organization/reads.ts'
import { fits, getVisitor, type Reader, type VisitTables } from './matches.ts'
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
  const open = (await listOpenReadings(db, scope, { lane })).filter(among)
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
