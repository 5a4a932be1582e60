import { localDateAt } from '../../../lib/dates.ts'
import { insist } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { getOrganization } from '../../organization/reads.ts'
import { mayRecord } from '../policy.ts'
import { type Live, listLiveFrom, listRules, lockHead, type RuleInForce } from '../reads.ts'
import type { EntryDraft } from '../rules/ledger.ts'
import { periodOf, prepareRules } from '../rules/prepare.ts'
import { answerRevocation } from '../rules/reverse.ts'
import { HOURS } from '../rules.ts'
import { updateState } from '../writes.ts'
import { enter } from './enter.ts'
import type { Tx, World } from './world.ts'

/** Takes back what rests on a credential that was revoked: an equal and opposite entry in the current school year. */
export async function reverseAward(ctx: World, tx: Tx, credentialId: string): Promise<void> {
  insist(mayRecord(ctx.actor))
  let head = await lockHead(tx, ctx.scope)
  const rules = await listRules(tx, ctx.scope)
  const { timeZone } = await getOrganization(tx, ctx.scope.tenantId)
  const date = localDateAt(ctx.now(), timeZone)
  const reversed: Live[] = []
  for (const live of await listLiveFrom(tx, ctx.scope, credentialId)) {
    const drafts = draftsAgainst(live, { credentialId, rules, date })
    await updateState(tx, ctx.scope, { id: live.id, state: 'reversed' })
    head = await enter(ctx, tx, { head, educatorId: live.educatorId, drafts })
    reversed.push(live)
  }
  for (const live of reversed)
    await append(ctx, tx, {
      type: 'recognition.reversed',
      subjectId: live.id,
      personId: live.educatorId,
      body: {
        credentialId,
        units: String(live.units),
        scale: HOURS.scale,
        unit: live.unitCode,
        periodKey: live.periodKey,
      },
    })
}

interface Against {
  readonly credentialId: string
  readonly rules: readonly RuleInForce[]
  readonly date: string
}

/** A giving that still waits for approval has no entry to answer. */
function draftsAgainst(live: Live, { credentialId, rules, date }: Against): readonly EntryDraft[] {
  if (live.state === 'pending_approval') return []
  const rule = rules.find(({ id }) => id === live.ruleVersionId)
  const [prepared] = rule ? prepareRules({ rules: [rule.rule], units: [HOURS] }) : []
  const periodKey = (prepared && periodOf(prepared, date)?.key) ?? live.periodKey
  const given = {
    id: live.id,
    unitId: live.unitCode,
    restsOn: [live.sourceId],
    units: live.units,
    paid: 0n,
    carried: 0n,
    reported: live.state === 'reported',
  }
  const answer = answerRevocation({ awardId: credentialId, reason: 'revoked' }, [given], { periodKey, date })
  return answer.reversals.flatMap(({ entries }) => entries)
}
