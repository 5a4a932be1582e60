import { type Reply, reply } from '../../../platform/route.ts'
import { inLocale } from '../../../text.ts'
import type { World } from '../actions/world.ts'
import { practiceCsv } from '../parts/practice-rows.ts'
import { practiceTable } from '../views/practice.ts'

export async function answer(ctx: World, _query: unknown, { id }: { id: string }): Promise<Reply> {
  const students = await practiceTable(ctx, id)
  return reply(
    200,
    inLocale(ctx.locale, () => practiceCsv(students)),
    {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="practice-case.csv"',
    },
  )
}
