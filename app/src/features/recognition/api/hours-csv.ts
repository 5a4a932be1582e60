import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { exportHours } from '../actions.ts'

export async function answer(
  ctx: Ctx<never>,
  { year, school }: { year?: string; school?: string },
  { org }: { org: string },
): Promise<Reply> {
  const body = await exportHours(ctx, { year, unitId: school })
  const name = ['hours', org, year].filter(Boolean).join('-')
  return reply(200, body, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}
