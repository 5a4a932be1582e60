import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { isFresh } from '../../account/policy.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { mayApproveText } from '../../catalog/policy.ts'
import { listStackEntries, type StackEntry } from '../../catalog/reads/for-stacks.ts'
import { listCards } from '../../catalog/reads.ts'
import { ExploreQuery } from '../../catalog/rules/explore-query.ts'
import { entriesOf, type OwnWorld } from '../actions/own-stacks.ts'
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
import { codesIn } from '../rules/own-input.ts'
import { type OwnProblem, ownProblems } from '../rules/own-problems.ts'
import { ruleIn } from '../rules/own-stack.ts'
import { keyOf } from '../rules/progress.ts'
import { stepsOf } from '../rules/steps.ts'
import type { StackView } from '../views.ts'
import { cardsOf, type MemberCard } from './cards.ts'
import { holdsOf } from './members.ts'

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

export interface Found {
  /** What was looked for; empty, nothing. */
  readonly find: string
  readonly entries: readonly Pick<StackEntry, 'achievementId' | 'code' | 'title' | 'inside'>[]
  /** Codes that the catalogue does not have. */
  readonly unknown: readonly string[]
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
    const ids = draft.content.members.map(({ achievementId }) => achievementId)
    const cards = await cardsOf(ctx, tx, { ids, sight: [ctx.scope.tenantId] })
    return {
      ...{ draft, cards, version: versionOf(draft, own), address: own ?? null },
      ...(await partsIn(ctx, tx, draft)),
      problems: await problemsOf(ctx, tx, draft),
      preview: previewOf(draft, cards),
      found: await foundIn(ctx, tx, find),
    }
  })
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
  return ownProblems(draft.kind, draft.content, new Set((await entriesOf(ctx, tx, draft.content)).keys()))
}

function previewOf({ kind, content }: StackDraft, cards: OwnStackView['cards']): StackView {
  const rule = ruleIn(kind, content)
  const { title, summary, parts } = content
  const members = rule.members.flatMap((member) => {
    const card = cards.get(keyOf(member))
    return card ? [{ card, group: member.group, state: 'open' as const }] : []
  })
  return {
    ...{ code: '', kind, slug: '', languages: [], foreign: null, creator: null, inside: false, within: [] },
    ...{ holds: holdsOf(rule.members), progress: null, begun: false, award: null },
    words: { title, summary, groups: Object.fromEntries(parts.map((part) => [part.id, part.title])) },
    ...{ size: members.length, needed: rule.anyOf, offered: true, version: 1, current: 1 },
    ...{ groups: rule.groups, steps: kind === 'pathway' ? stepsOf(rule, new Map()) : [], members },
  }
}

const MOST_FOUND = 8

/** By codes, or by words: what everybody may read and what the organization keeps for its members. */
async function foundIn(ctx: Ctx<World>, tx: Db<World>, find: string): Promise<Found> {
  if (find.trim() === '') return { find: '', entries: [], unknown: [] }
  const sight = [ctx.scope.tenantId]
  const codes = codesIn(find)
  if (codes) {
    const entries = await listStackEntries(tx, { sight, codes })
    return { find, entries, unknown: codes.filter((code) => !entries.some((entry) => entry.code === code)) }
  }
  const { cards } = await listCards(tx, ExploreQuery.parse({ q: find }), { limit: MOST_FOUND, language: ctx.locale })
  const open = cards.map(({ achievementId, card: { code, title } }) => ({ achievementId, code, title, inside: false }))
  const words = find.toLowerCase().trim()
  const inside = await listStackEntries(tx, { sight, inside: true })
  const own = inside.filter(({ title }) => title.toLowerCase().includes(words))
  return { find, entries: [...own, ...open].slice(0, MOST_FOUND), unknown: [] }
}
