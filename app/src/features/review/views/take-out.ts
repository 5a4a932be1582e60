import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import { listTenantsOf } from '../../organization/reads/take-out.ts'
import { getOrganizations } from '../../organization/reads.ts'
import {
  listEveryDecision,
  listEveryStanding,
  listOwnOpenings,
  listOwnPanelSheets,
  listWrittenBankLines,
  listWrittenScores,
  listWrittenSheets,
} from '../reads/take-out.ts'
import type { ReviewWorld } from '../tables.ts'
import { letterFor } from './decision.ts'

type World = Ctx<ReviewWorld>

/** What readers decided and wrote about the person's work: as on the page, a reader is "a reader". */
export async function ownDecisions(ctx: World) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  const rows = await ctx.transact((tx) => listEveryDecision(tx, person))
  const letters = []
  for (const row of rows) {
    const there = ctx.asSystem({ tenantId: row.tenantId, personId: person.personId, job: 'take-out' })
    const { decision, ...letter } = await there.transact((tx) => letterFor(there, tx, row))
    letters.push({
      submissionId: row.submissionId,
      attemptNo: row.attemptNo,
      title: letter.title,
      organization: letter.issuer,
      decidedAt: row.decidedAt,
      result: decision.result,
      criteria: decision.criteria.map(({ comments, ...criterion }) => ({
        ...criterion,
        comments: comments.map(({ comment, missing, nextStep }) => ({ by: 'reader', comment, missing, nextStep })),
      })),
      overall: decision.overall.map(({ text }) => ({ by: 'reader', text })),
    })
  }
  return { decisions: letters }
}

/** What the person wrote about others' work, whose work it was left out. */
export async function ownReadings(ctx: World) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  const { tenants, standings, openings, sheets, named } = await ctx.transact(async (tx) => {
    const [found, opened] = [await listEveryStanding(tx, person), await listOwnOpenings(tx, person)]
    const scored = await listOwnPanelSheets(tx, person)
    const there = [...found, ...opened, ...scored].map(({ tenantId }) => tenantId)
    const all = [...new Set([...(await listTenantsOf(tx, person)), ...there])]
    return { tenants: all, standings: found, openings: opened, sheets: scored, named: await getOrganizations(tx, all) }
  })
  const nameOf = (tenantId: string) => ({ organization: named(tenantId).name })
  const written = { readings: [] as object[], readingScores: [] as object[], commentBank: [] as object[] }
  for (const tenantId of tenants) {
    const there = ctx.asSystem({ tenantId, personId: person.personId, job: 'take-out' })
    await there.transact(async (tx) => {
      const under = (rows: readonly object[]) => rows.map((row) => ({ ...nameOf(tenantId), ...row }))
      written.readings.push(...under(await listWrittenSheets(tx, there.scope, person)))
      written.readingScores.push(...under(await listWrittenScores(tx, there.scope, person)))
      written.commentBank.push(...under(await listWrittenBankLines(tx, there.scope, person)))
    })
  }
  const ofEach = <Row extends { tenantId: string }>(rows: readonly Row[]) =>
    rows.map(({ tenantId, ...row }) => ({ ...nameOf(tenantId), ...row }))
  const practice = { scoringLevelsOpened: ofEach(openings), scoringPanelSheets: ofEach(sheets) }
  return { reader: ofEach(standings), ...practice, ...written }
}
