import { Conflict, insist } from '../../../lib/refusal.ts'
import type { Ctx, Db, TenantScope } from '../../../platform/ctx.ts'
import { at } from '../../../platform/failpoint.ts'
import { append } from '../../../platform/log.ts'
import { forgetKey, opensKey } from '../../../platform/signing.ts'
import { mayChangeKeys, mayEndKeys } from '../policy.ts'
import { findOpenKey, getOrganizationForUpdate, listKeyIds } from '../reads.ts'
import { MOST_KEYS, nextBegins } from '../rules/keys.ts'
import { endKey, updateKeyEnd } from '../writes/keys.ts'
import type { OrganizationWorld } from './found.ts'
import { makeKey } from './make-key.ts'

type World = Ctx<OrganizationWorld>

/** The key that takes over, and from when on. */
export interface NextKey {
  readonly id: string
  readonly notBefore: Date
}

/** A new key is published at once and signs an hour later; until then the present one does. Asked again meanwhile, nothing more is made. */
export async function rotateKey(ctx: World, about: { purpose: 'award' | 'status' }): Promise<Rotated> {
  insist(mayChangeKeys(ctx.actor, ctx.now()))
  return ctx.transact(async (tx) => {
    await getOrganizationForUpdate(tx, ctx.scope)
    return rotateWithin(ctx, tx, about)
  })
}

export interface Rotated extends NextKey {
  /** False when it was coming already. */
  readonly made: boolean
  readonly replaces: string | null
}

/** The same in a transaction that holds the organization already. */
export async function rotateWithin(
  ctx: World,
  tx: Db<OrganizationWorld>,
  { purpose }: { purpose: 'award' | 'status' },
): Promise<Rotated> {
  const present = await findOpenKey(tx, ctx.scope, purpose)
  if (present && present.notBefore > ctx.now())
    return { id: present.id, notBefore: present.notBefore, made: false, replaces: null }
  await insistRoom(tx, ctx.scope)
  if (present && !opensKey(ctx.keys, { tenantId: ctx.scope.tenantId, key: present })) throw new Conflict('key-shut')
  const replaces = present?.id ?? null
  return { ...(await takeOver(ctx, tx, { purpose, replaces })), made: true, replaces }
}

/** Keys stay published for ever: an organization that made too many could not be read any more. */
export async function insistRoom(tx: Db<OrganizationWorld>, scope: TenantScope): Promise<void> {
  if ((await listKeyIds(tx, scope)).length >= MOST_KEYS) throw new Conflict('keys-full')
}

async function takeOver(
  ctx: World,
  tx: Db<OrganizationWorld>,
  { purpose, replaces }: { purpose: 'award' | 'status'; replaces: string | null },
): Promise<NextKey> {
  const notBefore = nextBegins(ctx.now())
  if (replaces) await updateKeyEnd(tx, ctx.scope, { id: replaces, notAfter: notBefore })
  const id = await makeKey(ctx, tx, { purpose, notBefore })
  at('key.made')
  await append(ctx, tx, {
    type: 'organization.keyMade',
    subjectId: ctx.scope.tenantId,
    body: { keyId: id, purpose, notBefore: notBefore.toISOString(), replaces },
  })
  return { id, notBefore }
}

/** The private part of a key whose time is over is destroyed, once everything that named it is signed; what it signed stays. */
export async function endOverdueKey(ctx: World, { id }: { id: string }): Promise<boolean> {
  insist(mayEndKeys(ctx.actor))
  const ended = await ctx.transact(async (tx) => {
    const key = await endKey(tx, ctx.scope, { id, at: ctx.now() })
    if (!key) return false
    await append(ctx, tx, {
      type: 'organization.keyEnded',
      subjectId: ctx.scope.tenantId,
      body: { keyId: id, purpose: key.purpose },
    })
    return true
  })
  if (ended) forgetKey({ tenantId: ctx.scope.tenantId, id })
  return ended
}
