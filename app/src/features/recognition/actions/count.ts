import { localDateAt } from '../../../lib/dates.ts'
import { insist } from '../../../lib/refusal.ts'
import { type AchievementVersion, getVersions } from '../../catalog/reads.ts'
import { getMembership, getOrganization } from '../../organization/reads.ts'
import type { Claim } from '../model.ts'
import { mayRecord } from '../policy.ts'
import { type AwardFacts, listAnswered, listLiveOf, listRules, lockHead } from '../reads.ts'
import { claimIn, mayClaim } from '../rules/claim.ts'
import { judge, statedHours } from '../rules.ts'
import { record } from './record.ts'
import type { Tx, World } from './world.ts'

/** What the rules of this organization give one of its educators for awards it has not answered yet. Each is answered once. */
export async function countAwards(ctx: World, tx: Tx, find: () => Promise<readonly AwardFacts[]>): Promise<void> {
  insist(mayRecord(ctx.actor))
  // The lock first: what was revoked by a reversal that ran before us is then no longer found.
  const head = await lockHead(tx, ctx.scope)
  const awards = await find()
  const educatorId = awards[0]?.learnerId
  const membership = educatorId === undefined ? null : await getMembership(tx, ctx.scope, educatorId)
  if (educatorId === undefined || !membership) return
  const rules = await listRules(tx, ctx.scope)
  const fresh = await unanswered(ctx, tx, awards)
  if (rules.length === 0 || fresh.length === 0) return
  const claims = await claimsOf(ctx, tx, fresh)
  const judged = judge(rules, claims, await listLiveOf(tx, ctx.scope, educatorId))
  await record(ctx, tx, { ...judged, head, rules, awards: fresh, claims, unitId: membership.unitId })
}

async function unanswered(ctx: World, tx: Tx, awards: readonly AwardFacts[]): Promise<AwardFacts[]> {
  const ids = awards.map(({ credentialId }) => credentialId)
  const answered = await listAnswered(tx, ctx.scope, ids)
  return awards.filter(({ credentialId }) => !answered.has(credentialId))
}

export async function claimsOf(ctx: World, tx: Tx, awards: readonly AwardFacts[]): Promise<Claim[]> {
  const { timeZone } = await getOrganization(tx, ctx.scope.tenantId)
  const today = localDateAt(ctx.now(), timeZone)
  const versionOf = await getVersions(
    tx,
    awards.map(({ achievementVersionId }) => achievementVersionId),
  )
  const claims = awards.map((award) => claimOf(award, versionOf(award.achievementVersionId), timeZone))
  return claims.filter((claim) => mayClaim(claim, today).ok)
}

function claimOf(award: AwardFacts, { version, strand, content }: AchievementVersion, timeZone: string): Claim {
  return claimIn(timeZone, {
    awardId: award.credentialId,
    kind: 'award',
    item: award.achievementId,
    major: Number(version.split('.')[0]),
    strand,
    issuer: award.issuerId,
    tags: content.tags,
    stacks: [],
    members: [],
    decidedAt: award.awardedAt,
    evidence: [],
    hours: statedHours(content),
  })
}
