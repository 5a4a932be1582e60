import type { Ctx, Db } from '../../../platform/ctx.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { listMembers } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'

type Tables = AccountTables & OrganizationTables

export interface Colleague {
  readonly id: string
  readonly name: string
}

const MOST = 200

/** Members who hold one of these roles and have no part in a text yet, by name. */
export async function colleaguesWith(
  ctx: Ctx<Tables>,
  tx: Db<Tables>,
  { roles, without }: { roles: readonly ('author' | 'assessor')[]; without: readonly string[] },
): Promise<Colleague[]> {
  const members = await listMembers(tx, ctx.scope, { roles, limit: MOST })
  const free = members.map(({ personId }) => personId).filter((id) => !without.includes(id))
  const names = await namesOf(tx, free)
  return free.map((id) => ({ id, name: names.get(id) || '–' })).sort((a, b) => a.name.localeCompare(b.name))
}
