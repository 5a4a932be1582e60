import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { CaseAssociation, CaseItem } from '../rules/case-package.ts'
import type { FrameworkTables } from '../tables.ts'

type Tables = Db<FrameworkTables>
/** Which framework of which organization. */
export interface Place {
  readonly tenantId: string
  readonly id: string
}

const HEAD = ['tenantId', 'id', 'identifier', 'title', 'rightsHolder', 'licenseUri', 'redistributable'] as const

/** Frameworks that one organization took in. */
export async function listTakenIn(db: Tables, scope: TenantScope) {
  return on(db)
    .selectFrom('importedFramework')
    .select([...HEAD, 'importedAt', 'openingAskedBy', 'openingAskedAt'])
    .where('tenantId', '=', scope.tenantId)
    .orderBy('title')
    .orderBy('id')
    .execute()
}

export async function findTakenInForUpdate(
  db: Tables,
  scope: TenantScope,
  wanted: { identifier: string } | { id: string },
) {
  const [column, value] = 'id' in wanted ? (['id', wanted.id] as const) : (['identifier', wanted.identifier] as const)
  return on(db)
    .selectFrom('importedFramework')
    .select([...HEAD, 'openingAskedBy', 'openingAskedAt'])
    .where('tenantId', '=', scope.tenantId)
    .where(column, '=', value)
    .forUpdate()
    .executeTakeFirst()
}

/** Every identifier once, in order: of several copies the one that may be shown whole, then the oldest. */
export async function listShownPlaces(db: Tables): Promise<(Place & { identifier: string })[]> {
  return on(db)
    .selectFrom('shownFramework')
    .distinctOn('identifier')
    .select(['identifier', 'tenantId', 'id'])
    .orderBy('identifier')
    .orderBy('redistributable', 'desc')
    .orderBy('firstAt')
    .orderBy('id')
    .execute()
}

function shown(db: Tables) {
  return on(db)
    .selectFrom('shownFramework')
    .select([...HEAD, 'body', 'importedAt', 'organization'])
}

export async function listShown(db: Tables, ids: readonly string[]) {
  return ids.length === 0
    ? []
    : shown(db)
        .where('id', 'in', [...ids])
        .execute()
}

/** By the id of its page. */
export async function findShown(db: Tables, id: string) {
  return shown(db).where('id', '=', id).executeTakeFirst()
}

/** The same inside one organization: with all its words. */
export async function findOwnTakenIn(db: Tables, scope: TenantScope, id: string) {
  return shown(db).where('tenantId', '=', scope.tenantId).where('id', '=', id).executeTakeFirst()
}

export async function findTakenIn(db: Tables, scope: TenantScope, identifier: string) {
  return on(db)
    .selectFrom('importedFramework')
    .select(HEAD)
    .where('tenantId', '=', scope.tenantId)
    .where('identifier', '=', identifier)
    .executeTakeFirst()
}

export async function findShownByIdentifier(db: Tables, identifier: string) {
  return shown(db)
    .where('identifier', '=', identifier)
    .orderBy('redistributable', 'desc')
    .orderBy('firstAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
}

/** A statement of any framework, also one that was retired. */
export async function findShownItem(db: Tables, identifier: string) {
  return on(db)
    .selectFrom('shownFrameworkItem as i')
    .innerJoin('shownFramework as f', (join) =>
      join.onRef('f.tenantId', '=', 'i.tenantId').onRef('f.id', '=', 'i.frameworkId'),
    )
    .select(['f.id', 'i.body', 'i.label', 'i.retiredAt'])
    .where('i.identifier', '=', identifier)
    .orderBy('f.redistributable', 'desc')
    .orderBy('f.firstAt')
    .limit(1)
    .executeTakeFirst()
}

export async function findShownAssociation(db: Tables, identifier: string) {
  return on(db)
    .selectFrom('shownFrameworkAssociation as a')
    .innerJoin('shownFramework as f', (join) =>
      join.onRef('f.tenantId', '=', 'a.tenantId').onRef('f.id', '=', 'a.frameworkId'),
    )
    .select(['f.id', 'a.body'])
    .where('a.identifier', '=', identifier)
    .orderBy('f.redistributable', 'desc')
    .orderBy('f.firstAt')
    .limit(1)
    .executeTakeFirst()
}

export interface ShownItem {
  readonly identifier: string
  readonly label: string | null
  readonly body: CaseItem
}

/** Our own short labels, by statement. */
export function labelsOf(items: readonly { label: string | null; body: CaseItem }[]): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ label, body }) => (label === null ? [] : [[body.identifier, label] as const])))
}

/** The statements in force, in the order of their source; only those named when there are names. */
export async function listShownItems(
  db: Tables,
  { tenantId, id }: Place,
  identifiers?: readonly string[],
): Promise<ShownItem[]> {
  const all = on(db)
    .selectFrom('shownFrameworkItem')
    .select(['identifier', 'label', 'body'])
    .where('tenantId', '=', tenantId)
    .where('frameworkId', '=', id)
    .where('retiredAt', 'is', null)
    .orderBy('place')
  if (identifiers?.length === 0) return []
  return (identifiers ? all.where('identifier', 'in', [...identifiers]) : all).execute()
}

export async function listShownAssociations(
  db: Tables,
  { tenantId, id }: Place,
  types?: readonly string[],
): Promise<CaseAssociation[]> {
  const all = on(db)
    .selectFrom('shownFrameworkAssociation')
    .select('body')
    .where('tenantId', '=', tenantId)
    .where('frameworkId', '=', id)
    .orderBy('place')
  const rows = await (types ? all.where('type', 'in', [...types]) : all).execute()
  return rows.map(({ body }) => body)
}

/** Who hangs below whom, and nothing else of it. */
export async function listTree(db: Tables, { tenantId, id }: Place) {
  return on(db)
    .selectFrom('shownFrameworkAssociation')
    .select(['origin', 'destination'])
    .where('tenantId', '=', tenantId)
    .where('frameworkId', '=', id)
    .where('type', '=', 'isChildOf')
    .orderBy('sequence')
    .orderBy('place')
    .execute()
}

/** The statements in force, by name alone. */
export async function listItemKeys(db: Tables, { tenantId, id }: Place): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('shownFrameworkItem')
    .select('identifier')
    .where('tenantId', '=', tenantId)
    .where('frameworkId', '=', id)
    .where('retiredAt', 'is', null)
    .orderBy('place')
    .execute()
  return rows.map(({ identifier }) => identifier)
}
