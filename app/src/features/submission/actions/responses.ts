import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import { wordCount } from '../../../lib/words.ts'
import { getVersion } from '../../catalog/reads.ts'
import { listDraftResponses } from '../reads.ts'
import { plainText } from '../rules/plain-text.ts'
import { promptsOf } from '../rules/ready-content.ts'
import type { SubmissionRow } from '../tables.ts'
import { upsertResponse } from '../writes.ts'
import { editOwn, noteAnswers, ownWork, type Tx, type World } from './world.ts'

export interface Typed {
  readonly promptId: string
  readonly body: string
  /** The revision the writer saw; 0 when there was none. */
  readonly revision: number
}
export interface Saved {
  readonly promptId: string
  readonly revision: number
  readonly words: number
  readonly savedAt: Date
}

/** Keeps one answer. A stale write is never laid over a newer text: it gets the newer one back, and both stay. */
export async function saveResponse(ctx: World, submissionId: string, typed: Typed): Promise<Saved> {
  return editOwn(ctx, submissionId, (tx, there, row) => save(there, tx, row, typed))
}

/** All answers of a page: what can be kept is kept, and the first that cannot is told. */
export async function saveResponses(ctx: World, submissionId: string, all: readonly Typed[]): Promise<void> {
  // Asked here too: a form without answers writes nothing, and still is not for everybody.
  await ownWork(ctx, submissionId)
  let stale: unknown = null
  for (const typed of all)
    await saveResponse(ctx, submissionId, typed).catch((error: unknown) => {
      if (!(error instanceof Conflict) || error.because !== 'changed-elsewhere') throw error
      stale ??= error
    })
  if (stale) throw stale
}

async function save(ctx: World, tx: Tx, row: SubmissionRow, typed: Typed): Promise<Saved> {
  const { content } = await getVersion(tx, row.achievementVersionId)
  if (!promptsOf(content).some(({ id }) => id === typed.promptId)) throw new NotFound('prompt')
  const body = plainText(typed.body)
  if ([...body].length > 20_000) throw new Invalid('text-too-long', { [typed.promptId]: 'refusal.text-too-long' })
  const kept = (await listDraftResponses(tx, ctx.scope, row.id)).find(({ promptId }) => promptId === typed.promptId)
  const revision = kept?.revision ?? 0
  const { promptId } = typed
  if (kept && kept.body === body) return { promptId, revision, words: kept.words, savedAt: kept.savedAt }
  if (!kept && body === '') return { promptId, revision, words: 0, savedAt: ctx.now() }
  if (kept && revision !== typed.revision)
    throw new Conflict('changed-elsewhere', { promptId, theirs: kept.body, revision, at: kept.savedAt.toISOString() })
  const saved = { promptId, revision: revision + 1, words: wordCount(body), savedAt: ctx.now() }
  await upsertResponse(tx, ctx.scope, { ...saved, body, submissionId: row.id, learnerId: row.learnerId })
  await noteAnswers(ctx, tx, row)
  return saved
}
