import type { Ctx, Db } from '../../platform/ctx.ts'
import type { LogEntry } from '../../platform/log.ts'
import { forgetKey } from '../../platform/signing.ts'
import { reserveAward } from './actions/award.ts'
import { reserveStackAward } from './actions/award-stack.ts'
import { giveNotice, keepReplaced } from './actions/parts.ts'
import { publishAll } from './actions/status.ts'
import { tellHolders } from './actions/tell-holders.ts'
import type { AwardWorld } from './actions/world.ts'
import { AboutCredential, AboutKey, HoldersTold, KeyWithdrawn, PathwayCompleted, ReviewDecided } from './model.ts'

type World = Ctx<AwardWorld>
type Tx = Db<AwardWorld>

/** An earned decision is the only thing that makes an award of a micro-credential. */
async function awardWhenEarned(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await reserveAward(ctx, tx, ReviewDecided.parse(entry.body))
}

/** Credentials that complete a stack are the only thing that makes an award of it. */
async function awardWhenComplete(ctx: World, tx: Tx, { personId, body }: LogEntry): Promise<void> {
  if (personId) await reserveStackAward(ctx, tx, { learnerId: personId, completed: PathwayCompleted.parse(body) })
}

async function noticeTaken(ctx: World, tx: Tx, { body }: LogEntry): Promise<void> {
  await giveNotice(ctx, tx, AboutCredential.parse(body).credentialId)
}

async function noticeReplaced(ctx: World, tx: Tx, { personId }: LogEntry): Promise<void> {
  if (personId) await keepReplaced(ctx, tx, personId)
}

/** Whoever ended it may be another process. The lists are signed by the status key that is in use, as soon as the one before it is gone. */
async function signListsAnew(ctx: World, tx: Tx, { body }: LogEntry): Promise<void> {
  const { keyId: id, purpose } = AboutKey.parse(body)
  forgetKey({ tenantId: ctx.scope.tenantId, id })
  if (purpose === 'status') await publishAll(ctx, tx)
}

async function tellFirstHolders(ctx: World, tx: Tx, { body }: LogEntry): Promise<void> {
  const { keyId, purpose, again } = KeyWithdrawn.parse(body)
  if (purpose === 'award' && !again) await tellHolders(ctx, tx, { keyId, after: null })
}

async function tellNextHolders(ctx: World, tx: Tx, { body }: LogEntry): Promise<void> {
  const { keyId, after } = HoldersTold.parse(body)
  if (after) await tellHolders(ctx, tx, { keyId, after })
}

export const reactions = {
  'review.decided': awardWhenEarned,
  'pathway.completed': awardWhenComplete,
  'credential.revoked': noticeTaken,
  'credential.awarded': noticeReplaced,
  'organization.keyEnded': signListsAnew,
  'organization.keyWithdrawn': signListsAnew,
  keyWithdrawn: tellFirstHolders,
  'credential.holdersTold': tellNextHolders,
  'credential.stackAwarded': noticeReplaced,
}
