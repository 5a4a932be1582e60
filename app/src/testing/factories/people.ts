import { beginSession, createPerson } from '../../features/account/actions/session.ts'
import { openSetup } from '../../features/account/actions/setup.ts'
import { addMember, addUnit, foundOrganization, setSetting } from '../../features/organization/actions/found.ts'
import type { TenantRole } from '../../features/organization/tables.ts'
import type { World } from '../world.ts'

let serial = 0

/** What a start prints on the console of a site that nobody set up yet. */
export function aSetUpCode(world: World): Promise<{ code: string; path: string } | null> {
  return openSetup(world.as({ system: 'start' }))
}

export interface Someone {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** A person with a proven address. */
export async function aPerson(
  world: World,
  given: Partial<Someone> & { platformAdmin?: boolean; workRole?: string } = {},
): Promise<Someone> {
  serial++
  const id = given.id ?? world.home.ports.newId()
  const person = { id, name: given.name ?? `Person ${serial}`, email: given.email ?? `person-${serial}@school.example` }
  const ctx = world.as({ system: 'test' }).asSystem({ personId: id, job: 'test' })
  await ctx.transact((tx) =>
    createPerson(ctx, tx, {
      ...person,
      locale: 'en',
      timeZone: 'America/Chicago',
      platformAdmin: given.platformAdmin ?? false,
      workRole: given.workRole,
    }),
  )
  return person
}

export interface District {
  readonly tenantId: string
  readonly slug: string
  readonly units: Readonly<Record<string, string>>
}

/** A district with schools and the undo window closed at once, so that a test need not wait. */
export async function aDistrict(
  world: World,
  given: {
    slug?: string
    name?: string
    kind?: 'district' | 'network'
    schools?: readonly string[]
    isSiteIssuer?: boolean
    demo?: boolean
    undoMinutes?: number
  } = {},
): Promise<District> {
  serial++
  const tenantId = world.home.ports.newId()
  const slug = given.slug ?? `district-${serial}`
  const ctx = world.as({ tenantId, system: 'test' })
  const units: Record<string, string> = {}
  await ctx.transact(async (tx) => {
    await foundOrganization(ctx, tx, {
      slug,
      name: given.name ?? `District ${serial}`,
      kind: given.kind ?? 'district',
      url: `https://${slug}.example`,
      email: `growth@${slug}.example`,
      timeZone: 'America/Chicago',
      locale: 'en',
      isSiteIssuer: given.isSiteIssuer ?? false,
      demo: given.demo ?? false,
    })
    for (const name of given.schools ?? ['North School', 'South School', 'East School'])
      units[name] = await addUnit(ctx, tx, { name })
    await setSetting(ctx, tx, { key: 'review.submitUndoMinutes', value: given.undoMinutes ?? 0 })
  })
  return { tenantId, slug, units }
}

/** Joins a district, at a school, with roles. */
export async function join(
  world: World,
  district: District,
  { person, school, roles = [] }: { person: Someone; school?: string; roles?: readonly TenantRole[] },
): Promise<void> {
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  await ctx.transact((tx) =>
    addMember(ctx, tx, { personId: person.id, unitId: school ? (district.units[school] ?? null) : null, roles }),
  )
}

/** The organization chose this instead of the product's default. */
export async function choose(
  world: World,
  { tenantId }: District,
  chosen: Parameters<typeof setSetting>[2],
): Promise<void> {
  const ctx = world.as({ tenantId, system: 'test' })
  await ctx.transact((tx) => setSetting(ctx, tx, chosen))
}

/** The Cookie header of a fresh session of this person; `strong` as if a passkey had been used. */
export async function signedIn(
  world: World,
  person: Someone,
  { strong = true }: { strong?: boolean } = {},
): Promise<{ cookie: string }> {
  const ctx = world.as({ system: 'test' }).asSystem({ personId: person.id, job: 'test' })
  const cookie = await ctx.transact((tx) => beginSession(ctx, tx, { device: 'test', strong }))
  return { cookie: `cairn=${cookie.value}` }
}
