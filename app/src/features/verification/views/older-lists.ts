import type { Ctx } from '../../../platform/ctx.ts'
import { mayHearOfOlderLists } from '../policy.ts'
import { listOlderCame, type OlderList } from '../reads.ts'
import type { VerifyWorld } from './documents.ts'

const SHOWN_MS = 30 * 86_400_000

/** Of the last thirty days. */
export async function olderLists(ctx: Ctx<VerifyWorld>): Promise<OlderList[]> {
  if (!mayHearOfOlderLists(ctx.actor).ok) return []
  return ctx.transact((tx) => listOlderCame(tx, new Date(ctx.now().getTime() - SHOWN_MS)))
}
