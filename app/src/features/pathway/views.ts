import { insist, NotFound } from '../../lib/refusal.ts'
import type { Ctx, Db } from '../../platform/ctx.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import { findOwnStackAward, listHeldVersions, listOwnStackAwards } from '../credential/reads/held.ts'
import type { CredentialTables } from '../credential/tables.ts'
import { listOwnMemberships } from '../organization/reads.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import { listOwnSubmissions } from '../submission/reads.ts'
import type { SubmissionTables } from '../submission/tables.ts'
import type { Kind } from './model.ts'
import { maySeeProgress } from './policy.ts'
import { findStack, findStackVersion, listStacks, listStacksNamed, listStacksWith, type Stack } from './reads.ts'
import { stacksIn } from './rules/inside.ts'
import type { Holding } from './rules/progress.ts'
import { majorOf } from './rules/stack-files.ts'
import { type Step, stepsOf } from './rules/steps.ts'
import type { PathwayTables } from './tables.ts'
import { cardsOf } from './views/cards.ts'
import { isOffered, type Member, type Own, type SeenStack, seen, stateOf, withProgress } from './views/members.ts'

export type { Member, MemberState, SeenStack } from './views/members.ts'

type World = PathwayTables & CatalogTables & CredentialTables & SubmissionTables & OrganizationTables

export interface StackView extends SeenStack {
  readonly version: number
  /** The version that counts now. */
  readonly current: number
  /** The credential of the whole that one holds. */
  readonly award: string | null
  readonly groups: Stack['rule']['groups']
  /** Of a pathway, in their order. */
  readonly steps: readonly Step[]
  readonly members: readonly Member[]
  /** Pathways it is a stop of. */
  readonly within: readonly SeenStack[]
}

export interface StackName {
  readonly kind: Kind
  readonly slug: string
  readonly version?: string | undefined
}

export async function stackList(ctx: Ctx<World>): Promise<SeenStack[]> {
  return ctx.transact(async (tx) => {
    const own = await ownOf(ctx, tx)
    const stacks = await listStacks(tx, await tenantsOf(ctx, tx))
    const standing = own && withProgress(own, stacks)
    return stacks.map((stack) => seen(ctx, stack, standing))
  })
}

/** What this person has begun, the nearest to its end first. */
export async function ownProgress(ctx: Ctx<World>): Promise<SeenStack[]> {
  insist(maySeeProgress(ctx.actor, ctx.person.personId))
  const begun = (await stackList(ctx)).filter((stack) => stack.begun)
  return begun.sort((a, b) => (a.progress?.left ?? 0) - (b.progress?.left ?? 0))
}

/** One stack or pathway with its members that are on the shelf, in the order of its file. */
export async function stackPage(ctx: Ctx<World>, name: StackName): Promise<StackView> {
  return ctx.transact(async (tx) => {
    const { stack, current } = await getStack(ctx, tx, name)
    const sight = await tenantsOf(ctx, tx)
    const inner = await listStacksNamed(tx, stacksIn(stack.rule.members), sight)
    const mine = await ownOf(ctx, tx)
    const own = mine && withProgress(mine, inner.filter(isOffered))
    const members = await membersOf(ctx, tx, { stack, inner, own, sight })
    const steps = stack.kind === 'pathway' ? stepsOf(stack.rule, own?.held ?? new Map()) : []
    const award = own && (await findOwnStackAward(tx, ctx.person, stack.code))
    return {
      ...seen(ctx, stack, own),
      ...{ version: stack.version, current, award: award?.publicId ?? null },
      ...{ groups: stack.rule.groups, steps, members },
      within: (await listStacksWith(tx, [{ stack: stack.code }], sight)).map((one) => seen(ctx, one, null)),
    }
  })
}

interface Inside {
  readonly stack: Stack
  /** The stacks it holds. */
  readonly inner: readonly Stack[]
  readonly own: Own | null
  readonly sight: readonly string[]
}

async function membersOf(
  ctx: Ctx<World>,
  tx: Db<World>,
  { stack: { rule }, inner, own, sight }: Inside,
): Promise<Member[]> {
  const ids = rule.members.flatMap((member) => ('stack' in member ? [] : [member.achievementId]))
  const cards = await cardsOf(ctx, tx, { ids, sight })
  return rule.members.flatMap((member): Member[] => {
    const standing = { group: member.group, state: stateOf(member, own) }
    if (!('stack' in member)) {
      const card = cards.get(member.achievementId)
      return card ? [{ card, ...standing }] : []
    }
    const stack = inner.find(({ code }) => code === member.stack)
    return stack ? [{ stack: seen(ctx, stack, own), ...standing }] : []
  })
}

/** What the badge of one version is drawn from: the same for every version. */
export async function stackPicture(ctx: Ctx<World>, name: StackName) {
  const { stack } = await ctx.transact((tx) => getStack(ctx, tx, name))
  return { strand: stack.strand, seed: `stack:${stack.slug}`, title: stack.words.en.title }
}

/** By its address, and where one asks for a version, that one. */
async function getStack(
  ctx: Ctx<World>,
  tx: Db<World>,
  { version, ...name }: StackName,
): Promise<{ stack: Stack; current: number }> {
  const sight = await tenantsOf(ctx, tx)
  const now = await findStack(tx, name, sight)
  const asked = version === undefined || !/^[1-9]\d{0,5}$/.test(version) ? null : Number(version)
  const stack =
    version === undefined ? now : asked ? await findStackVersion(tx, { ...name, version: asked }, sight) : undefined
  if (!stack || !now) throw new NotFound('stack')
  return { stack, current: now.version }
}

/** The stacks and pathways one micro-credential belongs to. */
export async function stacksWith(ctx: Ctx<World>, achievementId: string): Promise<SeenStack[]> {
  const stacks = await ctx.transact(async (tx) => listStacksWith(tx, [{ achievementId }], await tenantsOf(ctx, tx)))
  return stacks.map((stack) => seen(ctx, stack, null))
}

/** Organizations that this person belongs to: what they keep for their members is in sight. */
async function tenantsOf({ actor }: Ctx<World>, tx: Db<World>): Promise<string[]> {
  if (actor.kind !== 'person') return []
  return (await listOwnMemberships(tx, actor.id)).map(({ tenantId }) => tenantId)
}

async function ownOf(ctx: Ctx<World>, tx: Db<World>): Promise<Own | null> {
  if (!maySeeProgress(ctx.actor, ctx.person.personId).ok) return null
  const versions = await listHeldVersions(tx, ctx.person, ctx.now())
  const work = await listOwnSubmissions(tx, ctx.person)
  return {
    held: newest(versions),
    awarded: await listOwnStackAwards(tx, ctx.person),
    begun: new Set(work.flatMap(({ closedAt, achievementId }) => (closedAt ? [] : [achievementId]))),
  }
}

function newest(versions: readonly { achievementId: string; version: string }[]): Holding {
  const held = new Map<string, number>()
  for (const { achievementId, version } of versions)
    held.set(achievementId, Math.max(held.get(achievementId) ?? 0, majorOf(version)))
  return held
}
