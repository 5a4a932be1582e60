import type { Db, TenantScope } from '../../../platform/ctx.ts'
import { findPerson, findPrimaryEmail } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { getOrganization, listUnits } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { identitiesOf } from '../rules/identities.ts'
import { listUnitsOf } from './readers.ts'

type Tables = Db<AccountTables & OrganizationTables>

/** Names, addresses and schools of these people: what free text must not carry from one side to the other. */
export async function listIdentities(db: Tables, scope: TenantScope, personIds: readonly string[]): Promise<string[]> {
  const organization = await getOrganization(db, scope.tenantId)
  const units = await listUnits(db, scope)
  const places = await listUnitsOf(db, scope, personIds)
  const found: string[] = [organization.name]
  for (const personId of personIds) {
    const person = await findPerson(db, personId)
    const own = places.filter((place) => place.personId === personId).map(({ unitId }) => unitId)
    const schools = units.filter(({ id }) => own.includes(id)).map(({ name }) => name)
    const email = await findPrimaryEmail(db, personId)
    found.push(...identitiesOf({ name: person?.name ?? '', email, schools }))
  }
  return [...new Set(found)]
}
