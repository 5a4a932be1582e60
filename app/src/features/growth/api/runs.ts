import type { Ctx } from '../../../platform/ctx.ts'
import { reply } from '../../../platform/route.ts'
import { ownRuns } from '../views/suggestions.ts'

/** What was suggested, from what and by which weights, as a file to keep. */
export async function answer(ctx: Ctx<never>) {
  const runs = await ownRuns(ctx)
  const records = runs.map(({ personId: _person, ...run }) => run)
  return reply(200, JSON.stringify(records, null, 2), {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="suggestions.json"',
  })
}
