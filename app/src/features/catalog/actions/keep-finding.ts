import { createHash } from 'node:crypto'
import { Conflict, Invalid } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import type { Draft } from '../reads/drafts.ts'
import { knownFor } from '../reads/lint-known.ts'
import type { KeptFinding } from '../rules/draft.ts'
import { lintDraft } from '../rules/draft-lint.ts'
import { type Judged, judged, type KeepFinding, REASON_LEAST } from '../rules/kept-findings.ts'
import type { Known } from '../rules/lint.ts'
import { tellLater } from './draft-talk.ts'
import { type DraftWorld, keep, ownDraft } from './drafts.ts'

/** What the linter says of a draft, each with whether its authors let it stand. */
export function judgedFindings(draft: Pick<Draft, 'content' | 'notes'>, known: Known): Judged[] {
  return judged(lintDraft(draft.content, known), draft, shortDigest)
}

function shortDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** A remark stands with a reason until the words it speaks of change, or is judged again. An error is mended. */
export async function keepFinding(ctx: Ctx<DraftWorld>, draftId: string, given: KeepFinding): Promise<void> {
  await ctx.transact(async (tx) => {
    const draft = await ownDraft(ctx, tx, draftId)
    const findings = judgedFindings(draft, (await knownFor(tx, ctx.scope, draft)).known)
    const wanted = findings.find(({ key }) => key === (given.release || given.keep))
    if (wanted?.level !== 'warning') throw new Conflict('finding-changed')
    if ((given.release === '') === (wanted.kept !== null)) return
    const others = findings.flatMap(({ key, kept }) => (kept && key !== wanted.key ? [kept] : []))
    const kept = given.release === '' ? [...others, keptBy(ctx, wanted, given)] : others
    await keep(ctx, tx, draft, { content: draft.content, notes: { ...draft.notes, kept }, changed: [] })
    if (given.release === '') await tellLater(ctx, tx, draft.id)
    const type = given.release === '' ? 'achievement.findingKept' : 'achievement.findingReleased'
    await append(ctx, tx, { type, subjectId: draft.id, body: { code: wanted.code, path: wanted.path } })
  })
}

function keptBy(ctx: Ctx<DraftWorld>, { key, code }: Judged, { reasons }: KeepFinding): KeptFinding {
  const reason = reasons[key] ?? ''
  if ([...reason].length < REASON_LEAST)
    throw new Invalid('check-fields', { [`reasons.${key}`]: 'catalog.keep.reason.length' })
  return { key, code, reason, by: ctx.actor.id, at: ctx.now().toISOString() }
}
