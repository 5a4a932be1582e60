import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { listHeldHere, listStackAwardsHere } from '../../credential/reads/held.ts'
import { findStackAward } from '../../credential/reads/parts.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayComplete } from '../policy.ts'
import { listStacksWith } from '../reads.ts'
import { counts, type Holding, keyOf, type Named, progressOf } from '../rules/progress.ts'
import { majorOf } from '../rules/stack-files.ts'
import type { PathwayTables } from '../tables.ts'

export type CompleteWorld = PathwayTables & CredentialTables & CatalogTables & OrganizationTables & LogTables

/** What this issuer itself awarded and is in force: under which name it counts, in which edition. */
interface Award {
  readonly credentialId: string
  readonly key: string
  readonly edition: number
}

/** One more was awarded: each stack or pathway it completes, on what this issuer itself awarded, is said in the log. */
export async function noticeComplete(
  ctx: Ctx<CompleteWorld>,
  tx: Db<CompleteWorld>,
  { learnerId, by }: { learnerId: string; by: Named },
): Promise<void> {
  insist(mayComplete(ctx.actor))
  const stacks = await around(ctx, tx, by)
  if (stacks.length === 0) return
  const awards = await awardsTo(ctx, tx, learnerId)
  const held: Holding = new Map(awards.map(({ key, edition }) => [key, edition]))
  for (const { code, version, rule } of stacks) {
    if (progressOf(rule, held).left > 0 || (await findStackAward(tx, ctx.scope, { learnerId, code }))) continue
    const members = new Set(rule.members.filter((each) => counts(each, held)).map(keyOf))
    const parts = awards.filter(({ key }) => members.has(key)).map(({ credentialId }) => credentialId)
    await append(ctx, tx, {
      type: 'pathway.completed',
      subjectId: code,
      personId: learnerId,
      body: { code, version, parts },
    })
  }
}

/** Those it belongs to, and the pathways that hold one of them: such a pathway may be younger than the award of its stacks. One that is both is here once. */
async function around(ctx: Ctx<CompleteWorld>, tx: Db<CompleteWorld>, by: Named) {
  const sight = [ctx.scope.tenantId]
  const stacks = await listStacksWith(tx, [by], sight)
  const inside = 'stack' in by ? [] : stacks.map(({ code }) => ({ stack: code }))
  const all = [...stacks, ...(await listStacksWith(tx, inside, sight))]
  return [...new Map(all.map((stack) => [stack.code, stack])).values()]
}

async function awardsTo(ctx: Ctx<CompleteWorld>, tx: Db<CompleteWorld>, learnerId: string): Promise<Award[]> {
  const entries = await listHeldHere(tx, ctx.scope, { learnerId, at: ctx.now() })
  const stacks = await listStackAwardsHere(tx, ctx.scope, learnerId)
  return [
    ...entries.map(({ credentialId, achievementId: key, version }) => ({
      credentialId,
      key,
      edition: majorOf(version),
    })),
    ...stacks.map(({ credentialId, code: key }) => ({ credentialId, key, edition: 1 })),
  ]
}
