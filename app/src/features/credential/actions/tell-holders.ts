import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { getOrganization } from '../../organization/reads.ts'
import { listHolders } from '../reads/held.ts'
import type { AwardWorld } from './world.ts'

const AT_ONCE = 200

/** Whoever holds what a withdrawn key signed hears of it once. So many at a time; the line in the log leads to the next. */
export async function tellHolders(
  ctx: Ctx<AwardWorld>,
  tx: Db<AwardWorld>,
  { keyId, after }: { keyId: string; after: string | null },
): Promise<void> {
  const holders = await listHolders(tx, ctx.scope, { keyId, after, limit: AT_ONCE })
  if (holders.length === 0) return
  const { name: issuer } = await getOrganization(tx, ctx.scope.tenantId)
  for (const { learnerId, count } of holders)
    await postMail(ctx, tx, {
      toPerson: learnerId,
      template: 'credential.keyWithdrawn',
      values: { issuer, count },
      path: '/me/backpack',
    })
  await append(ctx, tx, {
    type: 'credential.holdersTold',
    subjectId: ctx.scope.tenantId,
    body: { keyId, told: holders.length, after: (holders.length === AT_ONCE && holders.at(-1)?.learnerId) || null },
  })
}
