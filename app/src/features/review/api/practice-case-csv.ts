import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { inLocale } from '../../../text.ts'
import { practiceCsv } from '../../submission/parts/practice-rows.ts'
import type { ReviewWorld } from '../tables.ts'
import { readerPractice } from '../views/practice-case.ts'

export async function answer(ctx: Ctx<ReviewWorld>, _query: unknown, { review }: { review: string }): Promise<Reply> {
  const { students } = await readerPractice(ctx, review)
  return reply(
    200,
    inLocale(ctx.locale, () => practiceCsv(students)),
    {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="practice-case.csv"',
    },
  )
}
