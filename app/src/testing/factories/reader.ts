import type { Tables } from '../../database.ts'
import type { TenantRole } from '../../features/organization/tables.ts'
import { joinPool } from '../../features/review/actions/pool.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { World } from '../world.ts'
import { aPerson, type District, join, type Someone } from './people.ts'

export interface Reader extends Someone {
  /** The reader as the gate would let them in. */
  readonly ctx: Ctx<Tables>
}

/** An assessor of one school, reading at once. */
export async function aReader(
  world: World,
  district: District,
  given: { name?: string; person?: Someone; school?: string; roles?: readonly TenantRole[] } = {},
): Promise<Reader> {
  const person = given.person ?? (await aPerson(world, given.name ? { name: given.name } : {}))
  const roles = given.roles ?? ['assessor']
  await join(world, district, { person, school: given.school ?? 'South School', roles })
  const ctx = asMember(world, district, { person, roles })
  if (roles.includes('assessor')) await joinPool(ctx)
  return { ...person, ctx }
}

export function asMember(
  world: World,
  district: District,
  { person, roles }: { person: Someone; roles: readonly TenantRole[] },
): Ctx<Tables> {
  return world.as({
    tenantId: district.tenantId,
    personId: person.id,
    roles,
    sessionId: '01890000-0000-7000-8000-000000000001',
  })
}
