import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { CsvColumns, ImportFacts } from '../model.ts'
import type { CasePackage } from '../rules/case-package.ts'
import type { Rights } from '../rules.ts'
import type { FrameworkTables } from '../tables.ts'

type Tables = Db<FrameworkTables>
/** So many rows travel at once. */
const ROWS = 2_000

export interface TakenIn {
  readonly id: string
  readonly pack: CasePackage
  readonly labels: ReadonlyMap<string, string>
  readonly rights: Rights
  readonly at: Date
}

/** The head of a framework; of one that is held already, what may change of it. */
export async function upsertTakenIn(db: Tables, scope: TenantScope, { id, pack, rights, at }: TakenIn): Promise<void> {
  const { CFItems: _items, CFAssociations: _links, ...head } = pack
  const { rightsHolder, licenseURI: licenseUri, redistributable } = rights
  const { title, identifier } = pack.CFDocument
  const said = { title, rightsHolder, licenseUri, redistributable, body: JSON.stringify(head), importedAt: at }
  await on(db)
    .insertInto('importedFramework')
    .values({ tenantId: scope.tenantId, id, identifier, firstAt: at, ...said })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doUpdateSet(said))
    .execute()
}

/** What is in the package is in force; what is not in it any more is retired. Our own labels stay where none is given. */
export async function replaceItems(db: Tables, scope: TenantScope, { id, pack, labels, at }: TakenIn): Promise<void> {
  for (const { part, from } of parts(pack.CFItems)) {
    await sql`
      insert into framework_item (tenant_id, framework_id, identifier, place, code, label, body)
      select ${scope.tenantId}, ${id}, identifier, place, code, label, body::jsonb
      from unnest(
        ${part.map(({ identifier }) => identifier)}::uuid[], ${part.map((_item, at) => from + at)}::int[],
        ${part.map(({ humanCodingScheme }) => humanCodingScheme ?? null)}::text[],
        ${part.map(({ identifier }) => labels.get(identifier) ?? null)}::text[],
        ${part.map((item) => JSON.stringify(item))}::text[]
      ) as given (identifier, place, code, label, body)
      on conflict (tenant_id, framework_id, identifier) do update
      set place = excluded.place, code = excluded.code, label = coalesce(excluded.label, framework_item.label),
        body = excluded.body, retired_at = null`.execute(on(db))
  }
  await sql`
    update framework_item set retired_at = ${at}
    where tenant_id = ${scope.tenantId} and framework_id = ${id} and retired_at is null
      and identifier <> all (${pack.CFItems.map(({ identifier }) => identifier)}::uuid[])`.execute(on(db))
}

export async function replaceAssociations(db: Tables, scope: TenantScope, { id, pack }: TakenIn): Promise<void> {
  await on(db)
    .deleteFrom('frameworkAssociation')
    .where('tenantId', '=', scope.tenantId)
    .where('frameworkId', '=', id)
    .execute()
  for (const { part, from } of parts(pack.CFAssociations))
    await sql`
      insert into framework_association (tenant_id, framework_id, identifier, place, type, origin, destination, sequence, body)
      select ${scope.tenantId}, ${id}, identifier, place, type, lower(origin), lower(destination), sequence, body::jsonb
      from unnest(
        ${part.map(({ identifier }) => identifier)}::uuid[], ${part.map((_link, at) => from + at)}::int[],
        ${part.map(({ associationType }) => associationType)}::text[],
        ${part.map(({ originNodeURI }) => originNodeURI.identifier)}::text[],
        ${part.map(({ destinationNodeURI }) => destinationNodeURI.identifier)}::text[],
        ${part.map(({ sequenceNumber }) => sequenceNumber ?? null)}::int[],
        ${part.map((link) => JSON.stringify(link))}::text[]
      ) as given (identifier, place, type, origin, destination, sequence, body)`.execute(on(db))
}

function parts<Row>(rows: readonly Row[]): { part: readonly Row[]; from: number }[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_part, at) => ({
    part: rows.slice(at * ROWS, (at + 1) * ROWS),
    from: at * ROWS,
  }))
}

export async function insertImport(
  db: Tables,
  scope: TenantScope,
  given: { id: string; name: string; source: string; facts: ImportFacts; columns: CsvColumns | null; at: Date },
): Promise<void> {
  const { id, name, source, facts, columns, at } = given
  const told = { facts: JSON.stringify(facts), columns: columns && JSON.stringify(columns) }
  await on(db)
    .insertInto('frameworkImport')
    .values({ tenantId: scope.tenantId, id, name, source, createdAt: at, ...told })
    .execute()
}

export async function updateColumns(
  db: Tables,
  scope: TenantScope,
  { id, columns }: { id: string; columns: CsvColumns },
): Promise<void> {
  await on(db)
    .updateTable('frameworkImport')
    .set({ columns: JSON.stringify(columns) })
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .execute()
}

/** Taken in or put aside: what was handed over is not kept. False when it is not there. */
export async function deleteImport(db: Tables, scope: TenantScope, id: string): Promise<boolean> {
  const gone = await on(db)
    .deleteFrom('frameworkImport')
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Whatever nobody came back for. */
export async function deleteImportsBefore(db: Tables, scope: TenantScope, before: Date): Promise<void> {
  await on(db)
    .deleteFrom('frameworkImport')
    .where('tenantId', '=', scope.tenantId)
    .where('createdAt', '<', before)
    .execute()
}

export async function askOpening(
  db: Tables,
  scope: TenantScope,
  { id, by, at }: { id: string; by: string | null; at: Date | null },
): Promise<void> {
  await on(db)
    .updateTable('importedFramework')
    .set({ openingAskedBy: by, openingAskedAt: at })
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .execute()
}

export async function openWords(db: Tables, scope: TenantScope, id: string): Promise<void> {
  await on(db)
    .updateTable('importedFramework')
    .set({ redistributable: true, openingAskedBy: null, openingAskedAt: null })
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .execute()
}
