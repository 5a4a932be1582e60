import { createHash } from 'node:crypto'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { isPersonErased } from '../../account/reads.ts'
import type { Strand } from '../../catalog/model.ts'
import { badgeAlt, badgeSeed } from '../../catalog/rules/badge-art.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { PathwayCompleted } from '../model.ts'
import { getSaid } from '../reads/awarded.ts'
import { findStackAward, listParts } from '../reads/parts.ts'
import { statusListUrl, wholeSecond } from '../rules/addresses.ts'
import { awardedStack } from '../rules/awarded.ts'
import { type StackFacts, stackDraft } from '../rules/stack-draft.ts'
import { insertBasis } from '../writes.ts'
import { issuerFacts, subjectOf } from './gather.ts'
import { reserve, type Slot } from './reserve.ts'
import type { AwardWorld } from './world.ts'

type Tx = Db<AwardWorld>
type Parts = Awaited<ReturnType<typeof listParts>>
interface Completing {
  readonly learnerId: string
  readonly completed: PathwayCompleted
}

/** A stack that was completed becomes an award: once to each holder by each issuer, until it is taken back. */
export async function reserveStackAward(
  ctx: Ctx<AwardWorld>,
  tx: Tx,
  { learnerId, completed: { code, version, parts: ids } }: Completing,
): Promise<string | null> {
  if (await isPersonErased(tx, learnerId)) return null
  const known = await findStackAward(tx, ctx.scope, { learnerId, code })
  if (known) return known.id
  const stack = await getSaid(tx, { code, version })
  const parts = await listParts(tx, ctx.scope, { learnerId, ids })
  // One was taken back since: what is left may complete it again, and then that is heard.
  if (parts.length < ids.length) return null
  const stackBasisId = ctx.newId()
  await insertBasis(tx, ctx.scope, {
    basis: { id: stackBasisId, learnerId, stackCode: code, stackVersion: version, completedAt: ctx.now() },
    parts: parts.map(({ id }) => id),
  })
  return reserve(ctx, tx, {
    learnerId,
    provisional: parts.some((part) => part.provisional),
    basis: { stackBasisId, stackCode: code },
    draft: async (slot) => {
      const facts = await factsOf(ctx, tx, { slot, stack, parts, learnerId })
      return { draft: stackDraft(facts), awardedAt: facts.awardedAt, validUntil: null }
    },
  })
}

interface Gathering {
  readonly slot: Slot
  readonly stack: StackFacts['stack']
  readonly parts: Parts
  readonly learnerId: string
}

async function factsOf(
  ctx: Ctx<AwardWorld>,
  tx: Tx,
  { slot, stack, parts, learnerId }: Gathering,
): Promise<StackFacts> {
  const organization = await getOrganization(tx, ctx.scope.tenantId)
  const { strand: letter, seed, title } = awardedStack(stack)
  const strand = letter as Strand
  const digest = createHash('sha256').update(badgeSeed(strand, seed)).digest()
  return {
    ...{ baseUrl: ctx.baseUrl, publicId: slot.publicId, demo: organization.demo, stack },
    issuer: issuerFacts(ctx.baseUrl, organization),
    // The name stands in it where it stands in every part.
    subject: await subjectOf(ctx, tx, { learnerId, showName: parts.every(({ showName }) => showName) }),
    badgeAlt: badgeAlt({ strand, title, digest }),
    parts: parts.map((part) => ({ ...part, digest: part.signedDigest ?? '' })),
    awardedAt: wholeSecond(ctx.now()),
    validFrom: slot.created,
    status: { list: statusListUrl(ctx.baseUrl, { slug: organization.slug, n: slot.place.n }), index: slot.place.index },
  }
}
