import { localDateAt } from '../../../lib/dates.ts'
import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db, TenantScope } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { forgetKey } from '../../../platform/signing.ts'
import type { Answer, NewKeys, WithdrawKey } from '../model.ts'
import { mayAcceptKeys, mayChangeKeys } from '../policy.ts'
import { findKeyProposal, type KeyProposal, listKeyProposals } from '../reads/keys.ts'
import { getKey, getOrganization, getOrganizationForUpdate, getZone, holdersOf } from '../reads.ts'
import { beginOfDay, doubtedFrom } from '../rules/keys.ts'
import { answerKeyProposal, insertKeyProposal } from '../writes/keys.ts'
import type { PeopleWorld } from './invite.ts'
import { insistRoom, rotateWithin } from './keys.ts'
import { insistPast, type Withdrawal, withdrawWithin } from './withdraw-key.ts'

type World = Ctx<PeopleWorld>
type Tx = Db<PeopleWorld>
type Deed =
  | { readonly deed: 'rotate'; readonly purpose: 'award' | 'status' }
  | ({ readonly deed: 'withdraw' } & Withdrawal)
/** Done at once, or proposed to another administrator. */
export type KeysAsked = 'done' | 'proposed'

export async function askForNewKey(ctx: World, { purpose }: NewKeys): Promise<KeysAsked> {
  insist(mayChangeKeys(ctx.actor, ctx.now()))
  return ctx.transact(async (tx) => {
    await insistRoom(tx, ctx.scope)
    return doOrPropose(ctx, tx, { deed: 'rotate', purpose })
  })
}

/** The day is the organization's: everything from its first minute on is in doubt. */
export async function askToWithdrawKey(ctx: World, { keyId, since: day }: WithdrawKey): Promise<KeysAsked> {
  insist(mayChangeKeys(ctx.actor, ctx.now()))
  const asked = await ctx.transact(async (tx) => {
    const { timeZone } = await getOrganization(tx, ctx.scope.tenantId)
    const begun = beginOfDay(day, timeZone)
    insistPast(begun, ctx.now())
    const since = doubtedFrom(begun, await getKey(tx, ctx.scope, keyId))
    return doOrPropose(ctx, tx, { deed: 'withdraw', keyId, since })
  })
  if (asked === 'done') forgetKey({ tenantId: ctx.scope.tenantId, id: keyId })
  return asked
}

/** Where only one administrator is left, that one's word must do. */
async function doOrPropose(ctx: World, tx: Tx, deed: Deed): Promise<KeysAsked> {
  await getOrganizationForUpdate(tx, ctx.scope)
  const administrators = await holdersOf(tx, ctx.scope, 'organizationAdmin')
  if (administrators.length > 1) {
    await proposeKeys(ctx, tx, { deed, others: administrators.filter((id) => id !== ctx.actor.id) })
    return 'proposed'
  }
  await carryOut(ctx, tx, deed)
  return 'done'
}

async function carryOut(ctx: World, tx: Tx, deed: Deed): Promise<void> {
  if (deed.deed === 'rotate') await rotateWithin(ctx, tx, deed)
  else await withdrawWithin(ctx, tx, deed)
}

async function proposeKeys(
  ctx: World,
  tx: Tx,
  { deed, others }: { deed: Deed; others: readonly string[] },
): Promise<void> {
  const id = ctx.newId()
  const by = { proposedBy: ctx.actor.id, proposedAt: ctx.now() }
  const nothing = { purpose: null, keyId: null, since: null }
  if (!(await insertKeyProposal(tx, ctx.scope, { ...nothing, ...deed, ...by, id })))
    return insistSame(tx, ctx.scope, deed)
  const { name, slug } = await getOrganization(tx, ctx.scope.tenantId)
  for (const toPerson of others)
    await postMail(ctx, tx, {
      toPerson,
      template: 'organization.keysProposed',
      values: { organization: name },
      path: `/org/${slug}/keys`,
    })
  await append(ctx, tx, { type: 'organization.keysProposed', subjectId: id, body: { proposalId: id, deed: deed.deed } })
}

/** Proposed twice is proposed once; another day for the same key waits until the first one has its answer. */
async function insistSame(tx: Tx, scope: TenantScope, deed: Deed): Promise<void> {
  if (deed.deed === 'rotate') return
  const waiting = (await listKeyProposals(tx, scope)).find(({ keyId }) => keyId === deed.keyId)
  if (!waiting?.since || waiting.since.getTime() === deed.since.getTime()) return
  const since = localDateAt(waiting.since, await getZone(tx, scope))
  throw new Conflict('keys-proposed', { key: deed.keyId, since })
}

/** Another than who proposed it accepts; each of them may refuse. */
export async function answerAboutKeys(ctx: World, { id, answer }: Answer): Promise<void> {
  insist(mayChangeKeys(ctx.actor, ctx.now()))
  const accepted = answer === 'accept'
  const done = await ctx.transact(async (tx) => {
    await getOrganizationForUpdate(tx, ctx.scope)
    const proposal = await findKeyProposal(tx, ctx.scope, id)
    if (!proposal) throw new NotFound('proposal')
    if (accepted) insist(mayAcceptKeys(ctx.actor, proposal))
    await answerKeyProposal(tx, ctx.scope, { id, answeredAt: ctx.now(), answeredBy: ctx.actor.id, accepted })
    if (accepted) await carryOut(ctx, tx, deedOf(proposal))
    const type = accepted ? 'organization.keysAccepted' : 'organization.keysRefused'
    await append(ctx, tx, { type, subjectId: id, body: { proposalId: id } })
    return proposal
  })
  if (accepted && done.keyId) forgetKey({ tenantId: ctx.scope.tenantId, id: done.keyId })
}

function deedOf({ purpose, keyId, since }: KeyProposal): Deed {
  if (purpose) return { deed: 'rotate', purpose }
  if (!keyId || !since) throw new Error('The proposal says neither what to make nor what to withdraw')
  return { deed: 'withdraw', keyId, since }
}
