import { listFormat } from '../../../lib/formats.ts'
import { Conflict, insistOpen, NotFound, Refused } from '../../../lib/refusal.ts'
import { violated } from '../../../platform/db.ts'
import { append } from '../../../platform/log.ts'
import { mayTakeUp } from '../../catalog/policy.ts'
import { listPrerequisites } from '../../catalog/reads/prerequisites.ts'
import { type AchievementVersion, getCurrentVersion, getVersion, listOffers, type Offer } from '../../catalog/reads.ts'
import { getMembership, listOwnMemberships, setting } from '../../organization/reads.ts'
import type { StartSubmission } from '../model.ts'
import { findOpenSubmission, listEarned, listOwnSubmissions } from '../reads.ts'
import { mayStart, missingFrom } from '../rules/start.ts'
import { insertSubmission } from '../writes.ts'
import { watchDraft } from './draft-life.ts'
import type { Tx, World } from './world.ts'

/** Begins work on one version, with the organization that will judge it. Pressed twice, it leads to the same draft. */
export async function startSubmission(ctx: World, input: StartSubmission): Promise<string> {
  const { version, offer, open } = await ctx.transact((tx) => facts(ctx, tx, input))
  if (open) return open
  const there = ctx.inTenant(offer.tenantId)
  try {
    return await there.transact((tx) => insertDraft(there, tx, version))
  } catch (error) {
    if (violated(error) !== 'submission_open') throw error
    const { open: other } = await ctx.transact((tx) => facts(ctx, tx, input))
    if (!other) throw error
    return other
  }
}

async function facts(ctx: World, tx: Tx, { tenantId, ...wanted }: StartSubmission) {
  const version = await versionOf(tx, wanted)
  const own = await listOwnSubmissions(tx, ctx.person)
  const open = own.find(({ achievementId, closedAt }) => achievementId === version.achievementId && closedAt === null)
  const offers = await listOffers(tx, version.achievementId)
  const memberships = (await listOwnMemberships(tx, ctx.person.personId)).map((each) => each.tenantId)
  const offer = choose(offers, { actor: ctx.actor, memberships, wanted: tenantId })
  if (version.visibility === 'organization' && !memberships.includes(offer.tenantId)) throw new NotFound('achievement')
  return { version, offer, open: open?.id }
}

async function versionOf(
  tx: Tx,
  { achievementId, achievementVersionId }: StartSubmission,
): Promise<AchievementVersion> {
  if (achievementVersionId) return getVersion(tx, achievementVersionId)
  if (achievementId) return getCurrentVersion(tx, achievementId)
  throw new NotFound('achievement')
}

interface Wish {
  readonly actor: World['actor']
  readonly memberships: readonly string[]
  readonly wanted: string | undefined
}

/** People of the demonstration work in it and nobody else does. One's own organization comes first. */
function choose(offers: readonly Offer[], { actor, memberships, wanted }: Wish): Offer {
  const open = offers.filter((offer) => mayTakeUp(actor, offer).ok)
  const offer = wanted
    ? open.find(({ tenantId }) => tenantId === wanted)
    : (open.find(({ tenantId }) => memberships.includes(tenantId)) ?? open[0])
  if (!offer) throw new Refused('nobody-offers')
  return offer
}

async function insertDraft(ctx: World, tx: Tx, version: AchievementVersion): Promise<string> {
  const { personId } = ctx.person
  const ask = { learnerId: personId, achievementId: version.achievementId }
  const open = await findOpenSubmission(tx, ctx.scope, ask)
  if (open) return open.id
  await insistStart(ctx, tx, version)
  const id = ctx.newId()
  const unitId = (await getMembership(tx, ctx.scope, personId))?.unitId ?? null
  await insertSubmission(tx, ctx.scope, {
    id,
    ...ask,
    achievementVersionId: version.id,
    unitId,
    salt: Buffer.from(ctx.random(32)),
    startedAt: ctx.now(),
  })
  const body = { achievementId: version.achievementId, achievementVersionId: version.id, ...(unitId ? { unitId } : {}) }
  await watchDraft(ctx, tx, id)
  await append(ctx, tx, { type: 'submission.started', subjectId: id, personId, body })
  return id
}

/** What comes first is named, as the page of the entry names it. */
async function insistStart(ctx: World, tx: Tx, version: AchievementVersion): Promise<void> {
  const facts = await startFacts(ctx, tx, version)
  const verdict = mayStart(facts)
  if (verdict.ok || verdict.because !== 'prerequisite-missing') return insistOpen(verdict)
  const titles = missingFrom(facts.prerequisites, facts.earned).map(({ title }) => title)
  throw new Conflict(verdict.because, { missing: listFormat(ctx.locale).format(titles) })
}

async function startFacts(ctx: World, tx: Tx, version: AchievementVersion) {
  const prerequisites = await listPrerequisites(tx, version, ctx.locale)
  const rule = await setting(tx, ctx.scope, 'catalog.prerequisites')
  const earned = await listEarned(tx, ctx.person, ctx.now())
  return {
    versionStatus: version.retiredAt ? 'retired' : 'published',
    prerequisites: rule === 'required' ? prerequisites : [],
    earned: new Set(earned.map(({ achievementId }) => achievementId)),
    hasOpenSubmission: false,
  }
}
