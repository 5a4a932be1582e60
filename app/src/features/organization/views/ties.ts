import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { namesOf } from '../../account/reads.ts'
import type { PeopleWorld } from '../actions/invite.ts'
import { mayDeclareTie, mayRecordTies } from '../policy.ts'
import { type Called, listCalled, listDeclaredBy, listRecordedTies, type TieKind, type TieLine } from '../reads/ties.ts'
import { getOrganization, type Issuer, listOwnMemberships } from '../reads.ts'

type World = Ctx<PeopleWorld>
const PAGE = 50

export interface TieShown {
  readonly id: string
  readonly kind: TieKind
  readonly person: string
  readonly other: string
  readonly createdAt: Date
}
export interface TiesPage {
  readonly organization: Issuer
  readonly ties: readonly TieShown[]
  readonly next: string | null
  /** "Maya Jackson, Alder Elementary": what the two fields offer while somebody types. */
  readonly called: readonly string[]
}

/** Who may not read whose work, as the organization knows it. */
export async function tiesPage(ctx: World, after: string | undefined): Promise<TiesPage> {
  insist(mayRecordTies(ctx.actor))
  return ctx.transact(async (tx) => {
    const lines = await listRecordedTies(tx, ctx.scope, { after, limit: PAGE + 1 })
    return {
      organization: await getOrganization(tx, ctx.scope.tenantId),
      ties: await named(tx, lines.slice(0, PAGE)),
      next: lines.length > PAGE ? (lines[PAGE - 1]?.id ?? null) : null,
      called: (await listCalled(tx, ctx.scope)).map(wholeName),
    }
  })
}

export interface DeclaredPage {
  readonly places: readonly {
    readonly tenantId: string
    readonly name: string
    readonly ties: readonly TieShown[]
  }[]
  readonly zone: string
}

/** Whom a person does not want to read their work, in each organization they belong to. */
export async function declaredPage(ctx: World): Promise<DeclaredPage> {
  insist(mayDeclareTie(ctx.actor))
  const { personId } = ctx.person
  const memberships = await ctx.transact((tx) => listOwnMemberships(tx, personId))
  const places = memberships.map(async ({ tenantId, name }) => {
    const there = ctx.inTenant(tenantId)
    const ties = await there.transact(async (tx) => named(tx, await listDeclaredBy(tx, there.scope, personId)))
    return { tenantId, name, ties }
  })
  return { places: await Promise.all(places), zone: ctx.timeZone }
}

function wholeName({ name, unitName }: Called): string {
  return unitName ? `${name}, ${unitName}` : name
}

async function named(tx: Db<PeopleWorld>, lines: readonly TieLine[]): Promise<TieShown[]> {
  const names = await namesOf(
    tx,
    lines.flatMap(({ personId, otherId }) => [personId, otherId]),
  )
  const name = (id: string) => names.get(id) ?? ''
  return lines.map(({ id, kind, personId, otherId, createdAt }) => ({
    ...{ id, kind, createdAt },
    person: name(personId),
    other: name(otherId),
  }))
}
