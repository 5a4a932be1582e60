import { localDateAt } from '../../../lib/dates.ts'
import { Conflict, Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { openShelf } from '../../catalog/reads.ts'
import { getOrganization } from '../../organization/reads.ts'
import { mayRule } from '../policy.ts'
import { findProgram, getRuleForUpdate } from '../reads.ts'
import { checkRule } from '../rules/publish.ts'
import { type EndRule, FIRST_RULE, fieldOf, HOURS, HOURS_PROGRAM, ruleOf, type SimpleRule } from '../rules.ts'
import { endRuleVersion, insertProgram, insertRule } from '../writes.ts'
import type { Tx, World } from './world.ts'

/** A new district or state begins with one program and one rule: what a micro-credential states, it gives. */
export async function openHoursProgram(ctx: World, tx: Tx): Promise<void> {
  insist(mayRule(ctx.actor))
  if (await findProgram(tx, ctx.scope, HOURS_PROGRAM.code)) return
  await publish(ctx, tx, FIRST_RULE)
}

/** One more simple rule. Awards that were answered before keep their answer. */
export async function publishRule(ctx: World, input: SimpleRule): Promise<void> {
  insist(mayRule(ctx.actor))
  await ctx.transact(async (tx) => {
    const simple = await completed(tx, input)
    await publish(ctx, tx, simple)
  })
}

/** Only what the sentence says goes into the rule: a list that was filled in and then not chosen is left out. */
async function completed(tx: Tx, input: SimpleRule): Promise<SimpleRule> {
  const strands = input.which === 'strand' ? input.strands : []
  const achievements = input.which === 'list' ? input.achievements : []
  if (input.which === 'strand' && strands.length === 0)
    throw new Invalid('check-fields', { strands: 'recognition.problem.choose' })
  const shelf = await openShelf(tx)
  if (input.which === 'list' && !(achievements.length > 0 && achievements.every((id) => shelf.byId.has(id))))
    throw new Invalid('check-fields', { achievements: 'recognition.problem.choose' })
  return { ...input, strands, achievements, amount: input.hours === 'fixed' ? input.amount : '' }
}

async function publish(ctx: World, tx: Tx, simple: SimpleRule): Promise<void> {
  const now = ctx.now()
  const id = ctx.newId()
  const programId = await programOf(ctx, tx)
  const rule = ruleOf(simple, { ruleId: id, recognizerId: ctx.scope.tenantId, programId })
  const { problems } = checkRule(rule, { units: [HOURS], rules: [] })
  if (problems.length > 0)
    throw new Invalid(
      'check-fields',
      Object.fromEntries(problems.map((problem) => [fieldOf(problem), `recognition.problem.${problem.code}`])),
    )
  const { version } = rule
  const made = { createdBy: ctx.actor.id, createdAt: now, publishedAt: now }
  await insertRule(tx, ctx.scope, {
    ...made,
    ...{ id, ruleId: id, version, programId, status: 'published' },
    body: JSON.stringify(rule),
  })
  await append(ctx, tx, { type: 'rule.published', subjectId: id, body: { ruleId: id, version, programId } })
}

async function programOf(ctx: World, tx: Tx): Promise<string> {
  const { code, title } = HOURS_PROGRAM
  const unit = { unitCode: HOURS.id, unitLabel: HOURS.label, unitScale: HOURS.scale }
  await insertProgram(tx, ctx.scope, { id: ctx.newId(), code, title, ...unit, createdAt: ctx.now() })
  const program = await findProgram(tx, ctx.scope, code)
  if (!program) throw new NotFound('program')
  return program.id
}

/** From the day after its last day the rule gives nothing; what it gave stays. */
export async function endRule(ctx: World, { ruleId, lastDay }: EndRule & { ruleId: string }): Promise<void> {
  insist(mayRule(ctx.actor))
  await ctx.transact(async (tx) => {
    const { status, rule } = await getRuleForUpdate(tx, ctx.scope, ruleId)
    if (status !== 'published') throw new Conflict('rule-ended')
    const { timeZone } = await getOrganization(tx, ctx.scope.tenantId)
    const tooEarly = lastDay < localDateAt(ctx.now(), timeZone) || lastDay < rule.effective.from
    if (tooEarly) throw new Invalid('check-fields', { lastDay: 'recognition.problem.lastDay' })
    await endRuleVersion(tx, ctx.scope, { id: ruleId, endedAt: ctx.now(), effectiveTo: lastDay })
    await append(ctx, tx, { type: 'rule.ended', subjectId: ruleId, body: { ruleId, lastDay } })
  })
}
