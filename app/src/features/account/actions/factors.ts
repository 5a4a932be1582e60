import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { violated } from '../../../platform/db.ts'
import { checkRegistration, registrationOptions } from '../../../platform/passkeys.ts'
import type { Cookie } from '../../../platform/route.ts'
import type { NewPasskey, RenamePasskey, ThatOne } from '../model.ts'
import { type Factors, mayChangeFactors, mayEdit, mayLeaveWays, mayRemovePasskey } from '../policy.ts'
import { countWays, findOpenRecovery, findOwn, findOwnSession, isPrivileged } from '../reads/own.ts'
import { findPrimaryEmail, listPasskeys } from '../reads.ts'
import { deviceName } from '../rules/device.ts'
import { deleteIdentity, deletePasskey, insertPasskey, updatePasskey, updateRecovery } from '../writes/own.ts'
import { renewSession } from './enter.ts'
import { notifyFactorChange } from './notify.ts'
import { type Begun, openChallenge, ownPasskeys, refuse, useChallenge } from './passkey.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>
const MOST_PASSKEYS = 10

/** What the policy asks about this session before a way in changes. */
export async function factorsOf(ctx: World, tx: Db<AccountWorld>): Promise<Factors> {
  const session = ctx.sessionId ? await findOwnSession(tx, ctx.person, ctx.sessionId) : undefined
  const recovery = await findOpenRecovery(tx, ctx.person)
  const passkeys = await listPasskeys(tx, ctx.person)
  return {
    demo: ctx.actor.demo,
    passkeys: passkeys.length,
    stepUpAt: ctx.actor.stepUpAt,
    provedAt: session?.provedAt ?? new Date(0),
    recovered: recovery !== undefined && recovery.readyAt <= ctx.now(),
  }
}

export async function insistFactors(ctx: World, tx: Db<AccountWorld>): Promise<void> {
  insist(mayEdit(ctx.actor, ctx.person.personId))
  insist(mayChangeFactors(await factorsOf(ctx, tx), ctx.now()))
}

export async function beginRegistration(ctx: World): Promise<Begun> {
  const { known, person, email } = await ctx.transact(async (tx) => {
    await insistFactors(ctx, tx)
    return {
      known: await ownPasskeys(tx, ctx),
      person: await findOwn(tx, ctx.person),
      email: await findPrimaryEmail(tx, ctx.person.personId),
    }
  })
  if (known.length >= MOST_PASSKEYS) throw new Conflict('passkeys-full')
  const challenge = await openChallenge(ctx, { kind: 'register' })
  const options = await registrationOptions({
    baseUrl: ctx.baseUrl,
    siteName: ctx.siteName,
    personId: ctx.person.personId,
    userName: email ?? person?.name ?? '',
    displayName: person?.name ?? '',
    challenge,
    known,
  })
  return { options, cookies: [] }
}

/** Bound to this person for good: the same passkey never opens two accounts. */
export async function addPasskey(ctx: World, { response }: NewPasskey): Promise<Cookie> {
  const { personId } = ctx.person
  const challenge = await useChallenge(ctx, { kind: 'register', answer: response })
  const checked = await checkRegistration({ baseUrl: ctx.baseUrl, answer: response, challenge })
  if (!checked.ok) return refuse(ctx, { kind: 'register', because: checked.because, personId })
  const { credentialId, publicKey, counter, transports } = checked.found
  const label = deviceName(ctx.visitor.device)
  const id = ctx.newId()
  try {
    await ctx.transact(async (tx) => {
      await insistFactors(ctx, tx)
      await insertPasskey(tx, {
        id,
        personId,
        credentialId,
        publicKey: Buffer.from(publicKey),
        counter,
        transports: [...transports],
        label,
        createdAt: ctx.now(),
        lastUsedAt: null,
      })
      const recovery = await findOpenRecovery(tx, ctx.person)
      if (recovery) await updateRecovery(tx, ctx.person, { id: recovery.id, usedAt: ctx.now() })
      await notifyFactorChange(ctx, tx, { change: 'passkeyAdded', subject: label, addedId: id })
    })
  } catch (error) {
    if (violated(error) !== 'passkey_credential_id_key') throw error
    return refuse(ctx, { kind: 'register', because: 'taken', personId })
  }
  return renewSession(ctx, { strong: true })
}

export async function renamePasskey(ctx: World, { id, label }: RenamePasskey): Promise<void> {
  insist(mayEdit(ctx.actor, ctx.person.personId))
  const found = await ctx.transact((tx) => updatePasskey(tx, ctx.person, { id, label }))
  if (!found) throw new NotFound('passkey')
}

export async function removePasskey(ctx: World, { id }: ThatOne): Promise<void> {
  await ctx.transact(async (tx) => {
    await insistFactors(ctx, tx)
    const passkeys = await listPasskeys(tx, ctx.person)
    const passkey = passkeys.find((one) => one.id === id)
    if (!passkey) throw new NotFound('passkey')
    insist(mayRemovePasskey({ passkeys: passkeys.length, privileged: await isPrivileged(tx) }))
    insist(mayLeaveWays((await countWays(tx, ctx.person)) - 1))
    await deletePasskey(tx, ctx.person, id)
    await notifyFactorChange(ctx, tx, { change: 'passkeyRemoved', subject: passkey.label })
  })
}

export async function removeIdentity(ctx: World, { id }: ThatOne): Promise<void> {
  await ctx.transact(async (tx) => {
    await insistFactors(ctx, tx)
    if (!(await deleteIdentity(tx, ctx.person, id))) throw new NotFound('identity')
    insist(mayLeaveWays(await countWays(tx, ctx.person)))
    await notifyFactorChange(ctx, tx, { change: 'identityRemoved', subject: '' })
  })
}
