import { insist } from '../../../lib/refusal.ts'
import { post } from '../../../platform/outbox.ts'
import { mayRecord } from '../policy.ts'
import { listOwnAwards, listSharedAwards, listSharedWith, listUnanswered } from '../reads.ts'
import { type AcrossLetter, postToRecognizer } from '../writes.ts'
import { countAwards } from './count.ts'
import { reverseAward } from './reverse.ts'
import type { Tx, World } from './world.ts'

/** Lets a recognizer know that a credential was opened to it; it looks for itself, in its own tenant. */
export async function tellRecognizer(
  ctx: World,
  tx: Tx,
  { credentialId, toTenant }: { credentialId: string; toTenant: string },
): Promise<void> {
  insist(mayRecord(ctx.actor))
  if (toTenant === ctx.scope.tenantId) return
  await postToRecognizer(tx, letterTo(ctx, { kind: 'count-share', credentialId, recognizerId: toTenant }))
}

/** A revoked credential is taken back here and wherever its holder opened it. */
export async function takeBackEverywhere(ctx: World, tx: Tx, credentialId: string): Promise<void> {
  for (const recognizerId of await listSharedWith(tx, ctx.scope, credentialId))
    if (recognizerId !== ctx.scope.tenantId)
      await postToRecognizer(tx, letterTo(ctx, { kind: 'reverse-share', credentialId, recognizerId }))
  await reverseAward(ctx, tx, credentialId)
}

function letterTo(ctx: World, letter: Omit<AcrossLetter, 'id' | 'at'>): AcrossLetter {
  return { ...letter, id: ctx.newId(), at: ctx.now() }
}

/** Courier `count-share`, in the recognizer's tenant: counts what the holder opened, if the holder belongs here. */
export async function countShared(ctx: World, { credentialId }: { credentialId: string }): Promise<void> {
  await ctx.transact((tx) => countAwards(ctx, tx, () => listSharedAwards(tx, { credentialId })))
}

/** Courier `reverse-share`. */
export async function reverseShared(ctx: World, { credentialId }: { credentialId: string }): Promise<void> {
  await ctx.transact((tx) => reverseAward(ctx, tx, credentialId))
}

/** An award of this organization itself. */
export async function countOwn(ctx: World, tx: Tx, credentialId: string): Promise<void> {
  await countAwards(ctx, tx, () => listOwnAwards(tx, ctx.scope, { credentialId }))
}

/** Someone joined: what this organization awarded before and what was opened to it counts now. */
export async function countMember(ctx: World, tx: Tx, learnerId: string): Promise<void> {
  await countAwards(ctx, tx, async () => [
    ...(await listOwnAwards(tx, ctx.scope, { learnerId })),
    ...(await listSharedAwards(tx, { learnerId })),
  ])
}

const AT_ONCE = 20

/** Courier `count-members`: awards of members that have no answer yet, person by person; what is left goes on in a further letter. */
export async function countMembers(ctx: World, { after }: { after: string | null }): Promise<void> {
  insist(mayRecord(ctx.actor))
  const found = await ctx.transact((tx) => listUnanswered(tx, ctx.scope, { after: after ?? undefined, limit: AT_ONCE }))
  const learners = [...new Set(found.map(({ learnerId }) => learnerId))]
  // Each in a transaction of its own: whoever awards meanwhile waits for one person, not for all.
  for (const learnerId of learners) await ctx.transact((tx) => countMember(ctx, tx, learnerId))
  const last = learners.at(-1)
  if (found.length === AT_ONCE && last)
    await ctx.transact((tx) => post(ctx, tx, { kind: 'count-members', body: { after: last } }))
}
