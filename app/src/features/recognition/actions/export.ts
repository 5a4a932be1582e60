import { csvLine } from '../../../lib/csv.ts'
import { unitsText } from '../../../lib/quantity.ts'
import { insist } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { textIn } from '../../../text.ts'
import { mayExport } from '../policy.ts'
import type { HoursFilter } from '../reads/hours.ts'
import { type HoursRow, hoursTotals, listHours } from '../reads.ts'
import { HOURS } from '../rules.ts'
import type { World } from './world.ts'

const AT_ONCE = 500
const COLUMNS = [
  'entry',
  'person',
  'email',
  'school',
  'microCredential',
  'code',
  'hours',
  'earnedOn',
  'schoolYear',
  'awardedBy',
  'kind',
  'recordedAt',
] as const

/** The ledger lines a filter leaves, up to the newest of this moment, as CSV that is written while it is sent; the log says who took it. */
export async function exportHours(ctx: World, filter: HoursFilter): Promise<ReadableStream<Uint8Array>> {
  insist(mayExport(ctx.actor, ctx.now()))
  const { lines, last } = await ctx.transact(async (tx) => {
    const totals = await hoursTotals(tx, ctx.scope, filter)
    const body = {
      lines: totals.lines,
      through: String(totals.last),
      year: filter.year ?? '',
      unitId: filter.unitId ?? '',
    }
    await append(ctx, tx, { type: 'recognition.exported', subjectId: ctx.scope.tenantId, body })
    return totals
  })
  return stream(ctx, { ...filter, through: lines === 0 ? 0n : last })
}

/** A byte order mark first, so that spreadsheets read accents; one short transaction for each part. */
function stream(ctx: World, range: HoursFilter & { through: bigint }): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const header = csvLine(COLUMNS.map((column) => textIn(ctx.locale, `recognition.csv.${column}`)))
  let after = 0n
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`\uFEFF${header}`)),
    pull: async (controller) => {
      const rows = await ctx.transact((tx) => listHours(tx, ctx.scope, { ...range, after, limit: AT_ONCE }))
      after = rows.at(-1)?.seq ?? after
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map((row) => lineOf(ctx, row)).join('')))
      if (rows.length < AT_ONCE) controller.close()
    },
  })
}

function lineOf(ctx: World, row: HoursRow): string {
  return csvLine([
    row.seq,
    row.gone ? textIn(ctx.locale, 'account.former') : row.name,
    row.email,
    row.unitName,
    row.title,
    row.code,
    unitsText(row.units, HOURS.scale),
    row.effectiveOn,
    row.periodKey,
    row.issuerName,
    textIn(ctx.locale, `recognition.entry.${row.kind}`),
    row.createdAt.toISOString(),
  ])
}
