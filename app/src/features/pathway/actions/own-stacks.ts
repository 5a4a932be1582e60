import { Conflict, Invalid, insist, insistOpen, NotFound, no, yes } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { holdersOf } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { Kind } from '../model.ts'
import { mayBeginStack, maySendStackBack, mayWriteStack } from '../policy.ts'
import {
  findOpenStackPublication,
  getStackDraftForUpdate,
  listDraftsOf,
  listOwnStacks,
  listStackAuthors,
  type StackDraft,
} from '../reads/own-stacks.ts'
import { type SaveStack, withSent } from '../rules/own-input.ts'
import { ownProblems } from '../rules/own-problems.ts'
import { blankStack, type StackContent } from '../rules/own-stack.ts'
import { sealedOf } from '../rules/seal.ts'
import type { PathwayTables } from '../tables.ts'
import { answerStackPublication, insertStackDraft, updateStackDraft, updateStackState } from '../writes/own-stacks.ts'
import { digestOf } from './digest.ts'
import { strandsOf, withDeed } from './own-members.ts'

export type OwnWorld = PathwayTables & CatalogTables & OrganizationTables & LogTables
type World = Ctx<OwnWorld>
type Tx = Db<OwnWorld>

/** A blank page for a stack or pathway of the organization's own. */
export async function beginStack(ctx: World, kind: Kind): Promise<string> {
  insist(mayBeginStack(ctx.actor))
  return ctx.transact((tx) => begin(ctx, tx, { kind, code: null, content: blankStack(kind) }))
}

/** The next version, from the words of the last one; where it is being written already, that draft. */
export async function beginNextVersion(ctx: World, code: string): Promise<string> {
  insist(mayBeginStack(ctx.actor))
  return ctx.transact(async (tx) => {
    const [latest] = await listDraftsOf(tx, ctx.scope, code)
    if (!latest) throw new NotFound('stack')
    if (latest.state !== 'published') return latest.id
    return begin(ctx, tx, { kind: latest.kind, code, content: latest.content })
  })
}

async function begin(
  ctx: World,
  tx: Tx,
  draft: { kind: Kind; code: string | null; content: StackContent },
): Promise<string> {
  const id = ctx.newId()
  if (!(await insertStackDraft(tx, ctx.scope, { id, ...draft, by: ctx.actor.id, now: ctx.now() })))
    throw new Conflict('stack-draft-open')
  const { kind, code } = draft
  await append(ctx, tx, { type: 'stack.draftBegun', subjectId: id, body: { kind, code } })
  return id
}

/** Everything that was typed is kept first, then the button does what it says. Answers what is still looked for. */
export async function saveStack(ctx: World, draftId: string, sent: SaveStack): Promise<string> {
  return ctx.transact(async (tx) => {
    const draft = await ownStackDraft(ctx, tx, draftId)
    if (draft.revision !== sent.revision) throw new Conflict('stack-draft-changed')
    const words = withSent(draft.content, sent)
    const { content, find } = await withDeed(ctx, tx, { ...draft, content: words }, sent)
    const saved = { id: draft.id, content, revision: draft.revision + 1, by: ctx.actor.id, now: ctx.now() }
    await updateStackDraft(tx, ctx.scope, saved)
    return find
  })
}

/** A draft that leads nowhere is put away. */
export async function discardStack(ctx: World, draftId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { id, revision } = await ownStackDraft(ctx, tx, draftId)
    await updateStackState(tx, ctx.scope, { id, state: 'discarded', sealed: null })
    await append(ctx, tx, { type: 'stack.draftDiscarded', subjectId: id, body: { revision } })
  })
}

/** The words are settled as they would be published, and two who wrote none of them are asked. */
export async function askToPublish(ctx: World, draftId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const draft = await ownStackDraft(ctx, tx, draftId)
    const sealed = await seal(ctx, tx, draft)
    await updateStackState(tx, ctx.scope, { id: draft.id, state: 'ready', sealed })
    await tell(ctx, tx, draft, { to: await holdersOf(tx, ctx.scope, 'qaLead'), template: 'pathway.asked' })
    await append(ctx, tx, { type: 'stack.publishAsked', subjectId: draft.id, body: { revision: draft.revision } })
  })
}

async function seal(ctx: World, tx: Tx, { kind, code, content }: StackDraft) {
  const strands = await strandsOf(ctx, tx, content)
  const problems = ownProblems(kind, content, new Set(strands.keys()))
  if (problems.length > 0) throw new Invalid('stack-unfinished', {}, { count: problems.length })
  const sealed = sealedOf(kind, content, (key) => strands.get(key) ?? '')
  const { words, rule } = sealed
  const digest = digestOf({ kind, words, rule })
  const own = await listOwnStacks(tx, ctx.scope)
  const before = own.find((stack) => stack.code === code)
  if (before?.offered && before.digest === digest) throw new Conflict('stack-unchanged')
  return { ...sealed, digest }
}

/** Back to its authors: they take it back themselves, or a quality lead sends it. */
export async function sendStackBack(ctx: World, draftId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const { draft, authorIds } = await judgedStack(ctx, tx, draftId)
    insist(maySendStackBack(ctx.actor, authorIds))
    insistOpen(draft.state === 'ready' ? yes : no('draft-moved'))
    const open = await findOpenStackPublication(tx, ctx.scope, draft.id)
    if (open)
      await answerStackPublication(tx, ctx.scope, {
        ...{ id: open.id, answeredBy: ctx.actor.id, answeredAt: ctx.now(), accepted: false },
      })
    await updateStackState(tx, ctx.scope, { id: draft.id, state: 'draft', sealed: null })
    await tell(ctx, tx, draft, { to: authorIds, template: 'pathway.sentBack' })
    await append(ctx, tx, { type: 'stack.sentBack', subjectId: draft.id, body: { revision: draft.revision } })
  })
}

/** A draft with everybody who wrote in it, its row held. */
export async function judgedStack(ctx: World, tx: Tx, draftId: string) {
  const draft = await getStackDraftForUpdate(tx, ctx.scope, draftId)
  const authorIds = (await listStackAuthors(tx, ctx.scope, [draft.id])).get(draft.id) ?? []
  return { draft, authorIds }
}

async function ownStackDraft(ctx: World, tx: Tx, draftId: string): Promise<StackDraft> {
  const { draft, authorIds } = await judgedStack(ctx, tx, draftId)
  insist(mayWriteStack(ctx.actor, authorIds))
  insistOpen(draft.state === 'draft' ? yes : no('draft-not-open'))
  return draft
}

export async function tell(
  ctx: World,
  tx: Tx,
  { id, content }: Pick<StackDraft, 'id' | 'content'>,
  { to, template }: { to: readonly string[]; template: string },
): Promise<void> {
  const title = content.title.trim() || '…'
  for (const toPerson of new Set(to))
    if (toPerson !== ctx.actor.id)
      await postMail(ctx, tx, { toPerson, template, values: { title }, path: `/author/stacks/${id}` })
}
