import { localDateAt } from '../../../lib/dates.ts'
import { Conflict, Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { openShelf } from '../../catalog/reads.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { Claim, RecognitionRule } from '../model.ts'
import { mayPublish, mayRule } from '../policy.ts'
import { findProgram, getRuleForUpdate, listGiving, listUnanswered, lockHead } from '../reads.ts'
import { checkRule } from '../rules/publish.ts'
import {
  type EndRule,
  earliestEnd,
  FIRST_RULE,
  fieldOf,
  HOURS,
  HOURS_PROGRAM,
  ruleOf,
  type SimpleRule,
  touchedBy,
} from '../rules.ts'
import { endRuleVersion, insertProgram, insertRule } from '../writes.ts'
import { claimsOf } from './count.ts'
import type { Tx, World } from './world.ts'

/** A new district or state begins with one program and one rule: what a micro-credential states, it gives. */
export async function openHoursProgram(ctx: World, tx: Tx): Promise<void> {
  insist(mayRule(ctx.actor))
  if (await findProgram(tx, ctx.scope, HOURS_PROGRAM.code)) return
  await publish(ctx, tx, FIRST_RULE)
}

/** One more simple rule. Awards that were answered before keep their answer; the others are counted now. */
export async function publishRule(ctx: World, input: SimpleRule): Promise<void> {
  insist(mayPublish(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    const simple = await completed(tx, input)
    await publish(ctx, tx, simple)
  })
}

/** A rule as it would be published, with what it would give to awards that have no answer yet. */
export interface Proposal {
  readonly simple: SimpleRule
  readonly rule: RecognitionRule
  /** Awards without an answer that it would count at once. */
  readonly awards: number
  /** There are more than were looked at. */
  readonly more: boolean
}

const LOOKED_AT = 2000

/** Writes nothing: the rule is read once more, as a sentence, before it is published. */
export async function proposeRule(ctx: World, input: SimpleRule): Promise<Proposal> {
  insist(mayRule(ctx.actor))
  return ctx.transact(async (tx) => {
    const simple = await completed(tx, input)
    const rule = checked(simple, { ruleId: 'proposed', recognizerId: ctx.scope.tenantId, programId: 'proposed' })
    const found = await listUnanswered(tx, ctx.scope, { limit: LOOKED_AT + 1 })
    const awards = found.slice(0, LOOKED_AT)
    const claims = new Map((await claimsOf(ctx, tx, awards)).map((claim) => [claim.awardId, [claim]]))
    const own = new Map<string, Claim[]>()
    for (const { learnerId, credentialId } of awards)
      own.set(learnerId, [...(own.get(learnerId) ?? []), ...(claims.get(credentialId) ?? [])])
    const touched = [...own.values()].reduce((sum, each) => sum + touchedBy(rule, each), 0)
    return { simple, rule, awards: touched, more: found.length > LOOKED_AT }
  })
}

/** Only what the sentence says goes into the rule: a list that was filled in and then not chosen is left out. */
async function completed(tx: Tx, input: SimpleRule): Promise<SimpleRule> {
  const strands = input.which === 'strand' ? input.strands : []
  const achievements = input.which === 'list' ? input.achievements : []
  if (input.which === 'strand' && strands.length === 0)
    throw new Invalid('check-fields', { strands: 'recognition.problem.choose' })
  const shelf = await openShelf(tx, 'en')
  if (input.which === 'list' && !(achievements.length > 0 && achievements.every((id) => shelf.byId.has(id))))
    throw new Invalid('check-fields', { achievements: 'recognition.problem.choose' })
  return { ...input, strands, achievements, amount: input.hours === 'fixed' ? input.amount : '' }
}

function checked(simple: SimpleRule, names: Parameters<typeof ruleOf>[1]): RecognitionRule {
  const rule = ruleOf(simple, names)
  const { problems } = checkRule(rule, { units: [HOURS], rules: [] })
  if (problems.length > 0)
    throw new Invalid(
      'check-fields',
      Object.fromEntries(problems.map((problem) => [fieldOf(problem), `recognition.problem.${problem.code}`])),
    )
  return rule
}

async function publish(ctx: World, tx: Tx, simple: SimpleRule): Promise<void> {
  const now = ctx.now()
  const id = ctx.newId()
  const programId = await programOf(ctx, tx)
  const rule = checked(simple, { ruleId: id, recognizerId: ctx.scope.tenantId, programId })
  const { version } = rule
  const made = { createdBy: ctx.actor.id, createdAt: now, publishedAt: now }
  await insertRule(tx, ctx.scope, {
    ...made,
    ...{ id, ruleId: id, version, programId, status: 'published' },
    body: JSON.stringify(rule),
  })
  // What was earned before there was any rule is still without an answer.
  await post(ctx, tx, { kind: 'count-members', body: { after: null } })
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

/** From the day after its last day the rule gives nothing; what it gave stays. One that gave nothing may end before it begins. */
export async function endRule(ctx: World, { ruleId, lastDay }: EndRule & { ruleId: string }): Promise<void> {
  insist(mayRule(ctx.actor))
  await ctx.transact(async (tx) => {
    // Under the lock of counting: nothing is given by it while it ends.
    await lockHead(tx, ctx.scope)
    const { status, rule } = await getRuleForUpdate(tx, ctx.scope, ruleId)
    if (status !== 'published') throw new Conflict('rule-ended')
    const { timeZone } = await getOrganization(tx, ctx.scope.tenantId)
    const gave = (await listGiving(tx, ctx.scope)).has(ruleId)
    const earliest = earliestEnd(rule, { gave, today: localDateAt(ctx.now(), timeZone) })
    if (lastDay < earliest)
      throw new Invalid('check-fields', {
        lastDay: gave ? 'recognition.problem.lastDay' : 'recognition.problem.lastDay.before',
      })
    await endRuleVersion(tx, ctx.scope, { id: ruleId, endedAt: ctx.now(), effectiveTo: lastDay })
    await append(ctx, tx, { type: 'rule.ended', subjectId: ruleId, body: { ruleId, lastDay } })
  })
}
