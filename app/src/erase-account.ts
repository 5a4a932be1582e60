import type { Tables } from './database.ts'
import { beginErasure, dropExports, finishErasure, isHeard } from './features/account/actions/erase-account.ts'
import { forgetUpdates } from './features/catalog/actions/forget-updates.ts'
import { takeBackAll } from './features/catalog/actions/lend-exemplar.ts'
import { settleCredentials } from './features/credential/actions/erase-credentials.ts'
import { eraseGrowth } from './features/growth/actions/erase-growth.ts'
import { leaveAll } from './features/organization/actions/leave-all.ts'
import { leaveDesks } from './features/review/actions/leave-desk.ts'
import { eraseWorks } from './features/submission/actions/erase-works.ts'
import type { Ctx } from './platform/ctx.ts'
import { at } from './platform/failpoint.ts'

type World = Ctx<Tables>
type Tell = (what: string, tenantId: string) => void
type Step = (ctx: World, given: { credentials: 'keep' | 'erase'; tell: Tell }) => Promise<void>

/** What the rooms write about comes first; each step may be cut off anywhere and is taken up again from its beginning. */
const TOLD: readonly Step[] = [leaveAll, leaveDesks, takeBackAll, eraseWorks, settleCredentials]
/** What others' words would fill again goes when everybody has heard. */
const QUIET: readonly Step[] = [eraseGrowth, dropExports, forgetUpdates]

/**
 * A person goes, room by room; the account last, so that whatever is cut off is found again. True when it is done.
 * What is still on its way is waited for; what was given up is not, and the operator is told.
 */
export async function eraseAccount(ctx: World, tell: Tell): Promise<boolean> {
  const begun = await beginErasure(ctx)
  if (!begun) return false
  const given = { credentials: begun.credentials, tell }
  await walk(ctx, given, TOLD)
  if (!(await isHeard(ctx))) return false
  await walk(ctx, given, QUIET)
  await finishErasure(ctx)
  return true
}

async function walk(ctx: World, given: Parameters<Step>[1], steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    await step(ctx, given)
    at('erase.stepped')
  }
}
