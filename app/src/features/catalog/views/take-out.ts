import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import { listVerifiedEmails } from '../../account/reads/own.ts'
import type { AccountTables } from '../../account/tables.ts'
import { getOrganizations } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { listGivenAnswers, listGivenSignOffs } from '../reads/draft-reviews.ts'
import { listWrittenComments } from '../reads/drafts.ts'
import { listChoicesOf } from '../reads/updates.ts'
import type { CatalogTables } from '../tables.ts'

/** What a person's proven addresses asked to hear. */
export async function ownSubscriptions(ctx: Ctx<AccountTables & CatalogTables>) {
  return ctx.transact(async (tx) => ({
    updates: await listChoicesOf(tx, await listVerifiedEmails(tx, ctx.person)),
  }))
}

/** What a person said, answered and signed about drafts, in whatever organization. The texts are their organizations' own. */
export async function ownWordsOnDrafts(ctx: Ctx<CatalogTables & OrganizationTables>) {
  insist(mayGather(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const [comments, answers, signOffs] = [
      await listWrittenComments(tx, ctx.person),
      await listGivenAnswers(tx, ctx.person),
      await listGivenSignOffs(tx, ctx.person),
    ]
    const tenantIds = [...comments, ...answers, ...signOffs].map(({ tenantId }) => tenantId)
    const named = await getOrganizations(tx, [...new Set(tenantIds)])
    const of = <Row extends { tenantId: string }>({ tenantId, ...row }: Row) => ({
      organization: named(tenantId).name,
      ...row,
    })
    return { draftComments: comments.map(of), draftAnswers: answers.map(of), draftSignOffs: signOffs.map(of) }
  })
}
