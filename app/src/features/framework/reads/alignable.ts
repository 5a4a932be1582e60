import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import { findFramework } from '../reads.ts'
import { type Alignable, alignableOf, alignableOfOwn, answersTo } from '../rules/alignable.ts'
import { isGuid } from '../rules/guid.ts'
import type { FrameworkTables } from '../tables.ts'
import { findShown, labelsOf, listShownItems, listShownPlaces, type ShownItem } from './taken-in.ts'

type Tables = Db<FrameworkTables>

/** A framework that something may be aligned to, the site's own and every one that was taken in. */
export interface AlignableFramework {
  readonly id: string
  readonly title: string
  readonly rightsHolder: string
  readonly licenseURI: string
  readonly redistributable: boolean
  /** Where its source says which it is in. */
  readonly language: string | null
}

export async function listAlignable(db: Tables): Promise<AlignableFramework[]> {
  const own = await ownHeads(db)
  const identifiers = new Set(own.map(({ identifier }) => identifier))
  const taken = (await listShownPlaces(db)).filter(({ identifier }) => !identifiers.has(identifier))
  return [
    ...own,
    ...(await headsOf(
      db,
      taken.map(({ id }) => id),
    )),
  ]
}

/** Some of them by id, also copies that the list leaves out. */
export async function nameFrameworks(
  db: Tables,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AlignableFramework>> {
  const own = (await ownHeads(db)).filter(({ id }) => ids.includes(id))
  return new Map([...own, ...(await headsOf(db, ids.filter(isGuid)))].map((each) => [each.id, each]))
}

async function ownHeads(db: Tables): Promise<(AlignableFramework & { readonly identifier: string })[]> {
  return on(db)
    .selectFrom('framework')
    .select(['id', 'title', 'redistributable'])
    .select([
      sql<string>`body ->> 'rightsHolder'`.as('rightsHolder'),
      sql<string>`body ->> 'licenseURI'`.as('licenseURI'),
      sql<string>`body ->> 'language'`.as('language'),
      sql<string>`body ->> 'caseIdentifier'`.as('identifier'),
    ])
    .orderBy('title')
    .execute()
}

async function headsOf(db: Tables, ids: readonly string[]): Promise<AlignableFramework[]> {
  if (ids.length === 0) return []
  return on(db)
    .selectFrom('shownFramework')
    .select(['id', 'title', 'rightsHolder', 'licenseUri as licenseURI', 'redistributable'])
    .select(sql<string | null>`body #>> '{CFDocument,language}'`.as('language'))
    .where('id', 'in', [...ids])
    .orderBy('title')
    .orderBy('id')
    .execute()
}

/** Statements in force that answer to all these words, in the order of their source; one more than `most` where there are more. */
export async function searchAlignable(
  db: Tables,
  frameworkId: string,
  { words, most }: { words: readonly string[]; most: number },
): Promise<Alignable[]> {
  const own = await findFramework(db, frameworkId)
  if (own) {
    const found = alignableOfOwn(own).filter((each) => answersTo(each, words))
    return found.slice(0, most + 1)
  }
  const taken = await findTaken(db, frameworkId)
  if (!taken) return []
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  // Words that may not be shown are not found by either.
  const { rows } = await sql<ShownItem>`
    select identifier, label, body from shown_framework_item
    where tenant_id = ${taken.tenantId} and framework_id = ${taken.id} and retired_at is null
      and concat_ws(' ', code, label, case when ${taken.redistributable} then concat_ws(' ', body ->> 'abbreviatedStatement', body ->> 'fullStatement') end)
        ilike all (${patterns}::text[])
    order by place limit ${most + 1}`.execute(on(db))
  return alignableOf(taken.id, heldOf(taken, rows))
}

/** One statement in force, by the key its choice is sent as. */
export async function findAlignable(db: Tables, frameworkId: string, key: string): Promise<Alignable | undefined> {
  const own = await findFramework(db, frameworkId)
  if (own) return alignableOfOwn(own).find((each) => each.key === key)
  const taken = isGuid(key) ? await findTaken(db, frameworkId) : undefined
  return taken && alignableOf(taken.id, heldOf(taken, await listShownItems(db, taken, [key.toLowerCase()])))[0]
}

type Taken = NonNullable<Awaited<ReturnType<typeof findShown>>>

async function findTaken(db: Tables, id: string): Promise<Taken | undefined> {
  return isGuid(id) ? findShown(db, id) : undefined
}

function heldOf({ body, rightsHolder, licenseUri: licenseURI, redistributable }: Taken, items: readonly ShownItem[]) {
  return {
    pack: { ...body, CFItems: items.map((item) => item.body), CFAssociations: [] },
    rights: { rightsHolder, licenseURI, redistributable },
    labels: labelsOf(items),
  }
}
