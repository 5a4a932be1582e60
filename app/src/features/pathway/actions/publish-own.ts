import { Conflict, insist, insistOpen, NotFound, no, yes } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { mayConfirmText, mayPublishText, mayRetire } from '../../catalog/policy.ts'
import { holdersOf } from '../../organization/reads.ts'
import { mayReadOwnStacks } from '../policy.ts'
import { findOpenStackPublication, listOwnStacks } from '../reads/own-stacks.ts'
import type { AnswerStack, ProposeStack } from '../rules/own-input.ts'
import { ownProblems } from '../rules/own-problems.ts'
import {
  answerStackPublication,
  insertStackPublication,
  publishOwnStack,
  withdrawOwnStack,
} from '../writes/own-stacks.ts'
import { strandsOf } from './own-members.ts'
import { judgedStack, type OwnWorld, tell } from './own-stacks.ts'

type World = Ctx<OwnWorld>

/** One quality lead who wrote none of it proposes these words; another one's word publishes them. */
export async function proposeStack(ctx: World, draftId: string, { revision }: ProposeStack): Promise<void> {
  await ctx.transact(async (tx) => {
    const { draft, authorIds } = await judgedStack(ctx, tx, draftId)
    insist(mayPublishText(ctx.actor, { authorIds }, ctx.now()))
    insistOpen(draft.state === 'ready' && draft.revision === revision ? yes : no('draft-moved'))
    const row = { id: ctx.newId(), draftId: draft.id, revision, proposedBy: ctx.actor.id, proposedAt: ctx.now() }
    if (!(await insertStackPublication(tx, ctx.scope, row))) throw new Conflict('publication-waits')
    await tell(ctx, tx, draft, { to: await holdersOf(tx, ctx.scope, 'qaLead'), template: 'pathway.proposed' })
    const body = { publicationId: row.id, revision }
    await append(ctx, tx, { type: 'stack.publicationProposed', subjectId: draft.id, body })
  })
}

/** The second person's word. A refusal, or the first person taking it back, leaves the words settled. True: published. */
export async function answerToStack(ctx: World, draftId: string, { id, answer }: AnswerStack): Promise<boolean> {
  return ctx.transact(async (tx) => {
    const { draft, authorIds } = await judgedStack(ctx, tx, draftId)
    const open = await findOpenStackPublication(tx, ctx.scope, draftId)
    if (open?.id !== id) throw new NotFound('publication')
    const accepted = answer === 'accept'
    insist(
      accepted
        ? mayConfirmText(ctx.actor, { authorIds, proposedBy: open.proposedBy }, ctx.now())
        : mayPublishText(ctx.actor, { authorIds }, ctx.now()),
    )
    insistOpen(draft.state === 'ready' ? yes : no('draft-moved'))
    await answerStackPublication(tx, ctx.scope, { id, answeredBy: ctx.actor.id, answeredAt: ctx.now(), accepted })
    const body = { publicationId: id, revision: draft.revision }
    if (!accepted) {
      await append(ctx, tx, { type: 'stack.publicationRefused', subjectId: draft.id, body })
      return false
    }
    const known = new Set((await strandsOf(ctx, tx, draft.content)).keys())
    if (ownProblems(draft.kind, draft.content, known).length > 0) throw new Conflict('stack-members-gone')
    const code = await publishOwnStack(tx, { publicationId: id, now: ctx.now() })
    await tell(ctx, tx, draft, { to: authorIds, template: 'pathway.published' })
    await append(ctx, tx, { type: 'stack.published', subjectId: draft.id, body: { ...body, code } })
    return true
  })
}

/** Nobody begins it from now on, and no award is made of it; what was awarded stays. */
export async function withdrawStack(ctx: World, code: string): Promise<void> {
  insist(mayReadOwnStacks(ctx.actor))
  insist(mayRetire(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    const own = (await listOwnStacks(tx, ctx.scope)).find((stack) => stack.code === code)
    if (!own) throw new NotFound('stack')
    if (!(await withdrawOwnStack(tx, code))) return
    await append(ctx, tx, { type: 'stack.withdrawn', subjectId: code, body: { code, version: own.version } })
  })
}
