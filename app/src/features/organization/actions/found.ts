import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db, Role } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { mayConfigure, mayFound, mayGrant } from '../policy.ts'
import { hasUnit } from '../reads.ts'
import type { SettingKey } from '../rules/settings.ts'
import type { OrganizationTables, TenantRole } from '../tables.ts'
import {
  insertMembership,
  insertOrganization,
  insertRoleGrant,
  insertUnit,
  updateMembershipUnit,
  upsertSetting,
} from '../writes.ts'
import { makeKey } from './make-key.ts'

export type OrganizationWorld = OrganizationTables & LogTables
type World = Ctx<OrganizationWorld>
type Tx = Db<OrganizationWorld>

export interface Founding {
  readonly slug: string
  readonly name: string
  readonly kind: 'district' | 'state' | 'network' | 'school'
  readonly url: string
  readonly email: string | null
  readonly timeZone: string
  readonly locale: 'en' | 'es'
  readonly isSiteIssuer: boolean
  readonly demo: boolean
}

/** A new tenant with its two signing keys. `ctx.scope` is the new tenant's own id. */
export async function foundOrganization(ctx: World, tx: Tx, founding: Founding): Promise<void> {
  insist(mayFound(ctx.actor))
  await insertOrganization(tx, ctx.scope, { ...founding, createdAt: ctx.now() })
  const notBefore = new Date(ctx.now().getTime() - 60_000)
  for (const purpose of ['award', 'status'] as const) await makeKey(ctx, tx, { purpose, notBefore })
  await append(ctx, tx, {
    type: 'organization.created',
    subjectId: ctx.scope.tenantId,
    body: { kind: founding.kind, demo: founding.demo },
  })
}

export async function addUnit(
  ctx: World,
  tx: Tx,
  { name, kind = 'school' }: { name: string; kind?: 'school' | 'office' },
): Promise<string> {
  insist(mayConfigure(ctx.actor))
  const id = ctx.newId()
  await insertUnit(tx, ctx.scope, { id, name, kind, createdAt: ctx.now() })
  return id
}

export interface NewMember {
  readonly personId: string
  readonly unitId: string | null
  readonly roles: readonly TenantRole[]
}

export async function addMember(ctx: World, tx: Tx, { personId, unitId, roles }: NewMember): Promise<void> {
  insist(mayConfigure(ctx.actor))
  await insertMembership(tx, ctx.scope, { id: ctx.newId(), personId, unitId, startedAt: ctx.now() })
  for (const role of roles) await grantRole(ctx, tx, { personId, role })
  await append(ctx, tx, {
    type: 'organization.memberAdded',
    subjectId: ctx.scope.tenantId,
    personId,
    body: { personId, roles: [...roles] },
  })
}

/** A school of this organization that is open; where one comes from a form, it may be anything. */
export async function insistUnit(ctx: World, tx: Tx, unitId: string | null): Promise<void> {
  if (unitId && !(await hasUnit(tx, ctx.scope, unitId))) throw new NotFound('school')
}

export async function changeUnit(
  ctx: World,
  tx: Tx,
  { personId, before, after }: { personId: string; before: string | null; after: string | null },
): Promise<void> {
  insist(mayConfigure(ctx.actor))
  if (before === after) return
  await insistUnit(ctx, tx, after)
  await updateMembershipUnit(tx, ctx.scope, { personId, unitId: after })
  await append(ctx, tx, {
    type: 'organization.unitChanged',
    subjectId: ctx.scope.tenantId,
    personId,
    body: { personId, before, after },
  })
}

export async function grantRole(
  ctx: World,
  tx: Tx,
  { personId, role }: { personId: string; role: TenantRole },
): Promise<void> {
  insist(mayGrant(ctx.actor, role as Role))
  await insertRoleGrant(tx, ctx.scope, {
    id: ctx.newId(),
    personId,
    role,
    grantedBy: ctx.actor.id,
    grantedAt: ctx.now(),
  })
}

export async function setSetting(
  ctx: World,
  tx: Tx,
  { key, value }: { key: SettingKey; value: unknown },
): Promise<void> {
  insist(mayConfigure(ctx.actor))
  await upsertSetting(tx, ctx.scope, { key, value, at: ctx.now(), by: ctx.actor.id })
}
