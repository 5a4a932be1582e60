import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { listHeldHere } from '../../credential/reads/held.ts'
import { findStackAward } from '../../credential/reads/parts.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayComplete } from '../policy.ts'
import { listStacksWith } from '../reads.ts'
import { counts, type Holding, progressOf } from '../rules/progress.ts'
import { majorOf } from '../rules/stack-files.ts'
import type { PathwayTables } from '../tables.ts'

export type CompleteWorld = PathwayTables & CredentialTables & CatalogTables & OrganizationTables & LogTables

/** One more was awarded: each stack it completes, on what this issuer itself awarded, is said in the log. */
export async function noticeComplete(
  ctx: Ctx<CompleteWorld>,
  tx: Db<CompleteWorld>,
  { learnerId, achievementId }: { learnerId: string; achievementId: string },
): Promise<void> {
  insist(mayComplete(ctx.actor))
  const stacks = await listStacksWith(tx, achievementId, [ctx.scope.tenantId])
  if (stacks.length === 0) return
  const awards = await listHeldHere(tx, ctx.scope, { learnerId, at: ctx.now() })
  const held: Holding = new Map(awards.map(({ achievementId: id, version }) => [id, majorOf(version)]))
  for (const { code, version, rule } of stacks) {
    if (progressOf(rule, held).left > 0 || (await findStackAward(tx, ctx.scope, { learnerId, code }))) continue
    const members = new Set(rule.members.filter((each) => counts(each, held)).map((each) => each.achievementId))
    const parts = awards.filter((award) => members.has(award.achievementId)).map(({ credentialId }) => credentialId)
    await append(ctx, tx, {
      type: 'pathway.completed',
      subjectId: code,
      personId: learnerId,
      body: { code, version, parts },
    })
  }
}
