import { insist, NotFound } from '../../lib/refusal.ts'
import type { Ctx, Db } from '../../platform/ctx.ts'
import { openShelf } from '../catalog/reads.ts'
import type { CardRow, CatalogTables } from '../catalog/tables.ts'
import { listEarned } from '../submission/reads.ts'
import type { SubmissionTables } from '../submission/tables.ts'
import { maySeeProgress } from './policy.ts'
import { findStack, listStacks, listStacksWith, type Stack } from './reads.ts'
import { type Progress, progressOf } from './rules/progress.ts'
import type { PathwayTables, Words } from './tables.ts'

type World = PathwayTables & CatalogTables & SubmissionTables

/** A stack as somebody sees it; without a person nobody's progress. */
export interface SeenStack {
  readonly slug: string
  readonly words: Words
  readonly size: number
  readonly needed: number
  readonly progress: Progress | null
}
export interface Member {
  readonly card: CardRow
  readonly group: string | null
  readonly held: boolean
}
export interface StackView extends SeenStack {
  readonly groups: Stack['rule']['groups']
  readonly members: readonly Member[]
}

export async function stackList(ctx: Ctx<World>): Promise<SeenStack[]> {
  return ctx.transact(async (tx) => {
    const held = await heldBy(ctx, tx)
    return (await listStacks(tx)).map((stack) => seen(ctx, stack, held))
  })
}

/** What this person has begun, the nearest to its end first. */
export async function ownProgress(ctx: Ctx<World>): Promise<SeenStack[]> {
  insist(maySeeProgress(ctx.actor, ctx.person.personId))
  const begun = (await stackList(ctx)).filter(({ progress }) => progress !== null && progress.earned > 0)
  return begun.sort((a, b) => (a.progress?.left ?? 0) - (b.progress?.left ?? 0))
}

/** One stack with its members that are on the shelf, in the order of its file. */
export async function stackPage(ctx: Ctx<World>, slug: string): Promise<StackView> {
  return ctx.transact(async (tx) => {
    const stack = await findStack(tx, slug)
    if (!stack) throw new NotFound('stack')
    const held = await heldBy(ctx, tx)
    const { byId } = await openShelf(tx)
    const members = stack.rule.members.flatMap(({ achievementId, group }) => {
      const card = byId.get(achievementId)
      return card ? [{ card, group, held: held?.has(achievementId) ?? false }] : []
    })
    return { ...seen(ctx, stack, held), groups: stack.rule.groups, members }
  })
}

/** The stacks one micro-credential belongs to. */
export async function stacksWith(ctx: Ctx<World>, achievementId: string): Promise<SeenStack[]> {
  const stacks = await ctx.transact((tx) => listStacksWith(tx, achievementId))
  return stacks.map((stack) => seen(ctx, stack, null))
}

async function heldBy(ctx: Ctx<World>, tx: Db<World>): Promise<ReadonlySet<string> | null> {
  if (!maySeeProgress(ctx.actor, ctx.person.personId).ok) return null
  const earned = await listEarned(tx, ctx.person, ctx.now())
  return new Set(earned.map(({ achievementId }) => achievementId))
}

function seen({ locale }: Ctx<World>, { slug, words, rule }: Stack, held: ReadonlySet<string> | null): SeenStack {
  return {
    ...{ slug, words: words[locale], size: rule.members.length, needed: rule.anyOf },
    progress: held && progressOf(rule, held),
  }
}
