import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { GrowthTables } from '../tables.ts'

const OWN = [
  'goal',
  'planItem',
  'savedSearch',
  'dismissal',
  'growthPreference',
  'suggestionRun',
  'growthEarned',
  'growthActivity',
] as const satisfies readonly (keyof GrowthTables)[]

/** Everything this room keeps of a person; how much there was. */
export async function deleteEverything(db: Db<GrowthTables>, { personId }: PersonScope): Promise<number> {
  let gone = 0
  for (const table of OWN) {
    const { numDeletedRows } = await on(db)
      .deleteFrom(table as 'goal')
      .where('personId', '=', personId)
      .executeTakeFirstOrThrow()
    gone += Number(numDeletedRows)
  }
  return gone
}
