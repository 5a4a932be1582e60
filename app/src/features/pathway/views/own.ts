import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { isFresh } from '../../account/policy.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { mayApproveText } from '../../catalog/policy.ts'
import { strandsOf } from '../actions/own-members.ts'
import type { OwnWorld } from '../actions/own-stacks.ts'
import type { Kind } from '../model.ts'
import { mayBeginStack, mayReadOwnStacks, mayWriteStack } from '../policy.ts'
import {
  findOpenStackPublication,
  getStackDraft,
  listOpenStackDrafts,
  listOwnStacks,
  listStackAuthors,
  type OwnStack,
  type StackDraft,
} from '../reads/own-stacks.ts'
import { listStacksNamed } from '../reads.ts'
import { stacksIn } from '../rules/inside.ts'
import { type OwnProblem, ownProblems } from '../rules/own-problems.ts'
import { ruleIn } from '../rules/own-stack.ts'
import { keyOf } from '../rules/progress.ts'
import { stepsOf } from '../rules/steps.ts'
import type { StackView } from '../views.ts'
import { cardsOf, type MemberCard } from './cards.ts'
import { type Found, foundIn } from './found.ts'
import { holdsOf, type Member, type SeenStack, seen } from './members.ts'

type World = OwnWorld & AccountTables

export interface OwnLine {
  readonly id: string
  readonly kind: Kind
  readonly title: string
  readonly state: StackDraft['state']
  readonly updatedAt: Date
  readonly authors: readonly string[]
  /** Settled, and this quality lead wrote none of it. */
  readonly waits: boolean
}
export interface OwnStacksView {
  readonly drafts: readonly OwnLine[]
  readonly published: readonly OwnStack[]
  readonly mayBegin: boolean
  readonly mayWithdraw: boolean
  readonly fresh: boolean
  readonly zone: string
}

/** What the organization writes and has published. */
export async function ownStacksPage(ctx: Ctx<World>): Promise<OwnStacksView> {
  insist(mayReadOwnStacks(ctx.actor))
  return ctx.transact(async (tx) => {
    const drafts = await listOpenStackDrafts(tx, ctx.scope)
    const authors = await listStackAuthors(
      tx,
      ctx.scope,
      drafts.map(({ id }) => id),
    )
    const names = await namesOf(tx, [...new Set([...authors.values()].flat())])
    return {
      drafts: drafts.map(({ id, kind, content, state, updatedAt }) => {
        const authorIds = authors.get(id) ?? []
        const waits = state === 'ready' && mayApproveText(ctx.actor, { authorIds }).ok
        const by = authorIds.flatMap((one) => names.get(one) ?? [])
        return { id, kind, title: content.title.trim(), state, updatedAt, authors: by, waits }
      }),
      published: await listOwnStacks(tx, ctx.scope),
      mayBegin: mayBeginStack(ctx.actor).ok,
      mayWithdraw: ctx.actor.roles.has('qaLead') || ctx.actor.roles.has('organizationAdmin'),
      fresh: isFresh(ctx.actor, ctx.now()),
      zone: ctx.timeZone,
    }
  })
}

export interface OwnStackView {
  readonly draft: StackDraft
  /** The version it would be. */
  readonly version: number
  readonly authors: readonly string[]
  readonly as: { readonly author: boolean; readonly lead: boolean; readonly fresh: boolean }
  /** Empty while nothing was saved: a blank page is no mistake. */
  readonly problems: readonly OwnProblem[]
  /** As learners will see it. */
  readonly preview: StackView
  readonly cards: ReadonlyMap<string, MemberCard>
  readonly stacks: ReadonlyMap<string, SeenStack>
  readonly found: Found
  readonly open: { readonly id: string; readonly by: string; readonly own: boolean } | null
  /** Its page, once it is published. */
  readonly address: Pick<OwnStack, 'kind' | 'slug'> | null
}

/** One draft with all that its page says about it. */
export async function ownStackPage(ctx: Ctx<World>, draftId: string, find: string): Promise<OwnStackView> {
  insist(mayReadOwnStacks(ctx.actor))
  return ctx.transact(async (tx) => {
    const draft = await getStackDraft(tx, ctx.scope, draftId)
    const own = (await listOwnStacks(tx, ctx.scope)).find(({ code }) => code === draft.code)
    const { cards, stacks } = await membersIn(ctx, tx, draft)
    return {
      ...{ draft, cards, stacks, version: versionOf(draft, own), address: own ?? null },
      ...(await partsIn(ctx, tx, draft)),
      problems: await problemsOf(ctx, tx, draft),
      preview: previewOf(draft, { cards, stacks }),
      found: await foundIn(ctx, tx, { draft, find }),
    }
  })
}

type Shown = Pick<OwnStackView, 'cards' | 'stacks'>

async function membersIn(ctx: Ctx<World>, tx: Db<World>, { content }: StackDraft): Promise<Shown> {
  const { members } = content
  const sight = [ctx.scope.tenantId]
  const ids = members.flatMap((member) => ('stack' in member ? [] : [member.achievementId]))
  const stacks = await listStacksNamed(tx, stacksIn(members), sight)
  return {
    cards: await cardsOf(ctx, tx, { ids, sight }),
    stacks: new Map(stacks.map((stack) => [stack.code, seen(ctx, stack, null)])),
  }
}

function versionOf({ state }: StackDraft, own: OwnStack | undefined): number {
  if (!own) return 1
  return state === 'published' ? own.version : own.version + 1
}

/** Who wrote it, who proposes it, and what this person may do about it. */
async function partsIn(
  ctx: Ctx<World>,
  tx: Db<World>,
  draft: StackDraft,
): Promise<Pick<OwnStackView, 'authors' | 'as' | 'open'>> {
  const authorIds = (await listStackAuthors(tx, ctx.scope, [draft.id])).get(draft.id) ?? []
  const open = await findOpenStackPublication(tx, ctx.scope, draft.id)
  const names = await namesOf(tx, [...authorIds, ...(open ? [open.proposedBy] : [])])
  const name = (id: string) => names.get(id) ?? '–'
  return {
    authors: authorIds.map(name),
    as: {
      author: mayWriteStack(ctx.actor, authorIds).ok,
      lead: mayApproveText(ctx.actor, { authorIds }).ok,
      fresh: isFresh(ctx.actor, ctx.now()),
    },
    open: open ? { id: open.id, by: name(open.proposedBy), own: open.proposedBy === ctx.actor.id } : null,
  }
}

async function problemsOf(ctx: Ctx<World>, tx: Db<World>, draft: StackDraft): Promise<readonly OwnProblem[]> {
  if (draft.revision === 1 && draft.code === null) return []
  return ownProblems(draft.kind, draft.content, new Set((await strandsOf(ctx, tx, draft.content)).keys()))
}

function previewOf({ kind, content }: StackDraft, { cards, stacks }: Shown): StackView {
  const rule = ruleIn(kind, content)
  const { title, summary, parts } = content
  const members = rule.members.flatMap((member): Member[] => {
    const standing = { group: member.group, state: 'open' } as const
    const [card, stack] = [cards.get(keyOf(member)), stacks.get(keyOf(member))]
    return card ? [{ card, ...standing }] : stack ? [{ stack, ...standing }] : []
  })
  return {
    ...{ code: '', kind, slug: '', languages: [], foreign: null, creator: null, inside: false, within: [] },
    ...{ holds: holdsOf(rule.members), progress: null, begun: false, award: null },
    words: { title, summary, groups: Object.fromEntries(parts.map((part) => [part.id, part.title])) },
    ...{ size: members.length, needed: rule.anyOf, offered: true, version: 1, current: 1 },
    ...{ groups: rule.groups, steps: kind === 'pathway' ? stepsOf(rule, new Map()) : [], members },
  }
}
