import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import type { ThatOne } from '../model.ts'
import { mayOperate } from '../policy.ts'
import { retryLetter } from '../writes/settings.ts'
import type { OrganizationWorld } from './found.ts'

/** A letter or reaction that gave up gets all its tries again. */
export async function retry(ctx: Ctx<OrganizationWorld>, { id }: ThatOne): Promise<void> {
  insist(mayOperate(ctx.actor))
  await ctx.transact(async (tx) => {
    if (!(await retryLetter(tx, { id, at: ctx.now() }))) throw new NotFound('letter')
    await append(ctx, tx, { type: 'organization.letterRetried', subjectId: id, body: {} })
  })
}
