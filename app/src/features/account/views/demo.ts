import type { Ctx } from '../../../platform/ctx.ts'
import { mayStepIn } from '../policy.ts'
import { listDemoPeople } from '../reads/sign-in.ts'
import type { AccountTables } from '../tables.ts'

export type DemoPerson = AccountTables['publicDemoPerson']

/** Everybody of the demonstration, in the order they joined it. */
export async function demoPage(ctx: Ctx<AccountTables>): Promise<readonly DemoPerson[]> {
  const people = await ctx.transact((tx) => listDemoPeople(tx))
  return mayStepIn({ demo: true }).ok ? people : []
}
