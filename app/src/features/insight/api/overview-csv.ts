import { csvText } from '../../../lib/csv.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { inLocale } from '../../../text.ts'
import { overviewRows } from '../parts/overview-rows.ts'
import { overview } from '../views.ts'

export async function answer(ctx: Ctx<never>): Promise<Reply> {
  const view = await overview(ctx)
  const rows = inLocale(ctx.locale, () => overviewRows(view))
  return reply(200, `\uFEFF${csvText(rows)}`, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="overview-${view.organization.slug}.csv"`,
  })
}
