import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { Framework } from '../model.ts'
import { findFramework, findSpoken } from '../reads.ts'
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
  /** Of what is shown of it: the reader's where it is translated, else where its source says which it is in. */
  readonly language: string | null
}

export async function listAlignable(db: Tables, language: string): Promise<AlignableFramework[]> {
  const own = await ownHeads(db, language)
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
  language: string,
): Promise<ReadonlyMap<string, AlignableFramework>> {
  const own = (await ownHeads(db, language)).filter(({ id }) => ids.includes(id))
  return new Map([...own, ...(await headsOf(db, ids.filter(isGuid)))].map((each) => [each.id, each]))
}

async function ownHeads(
  db: Tables,
  language: string,
): Promise<(AlignableFramework & { readonly identifier: string })[]> {
  return on(db)
    .selectFrom('framework as f')
    .leftJoin('frameworkTranslation as t', (join) =>
      join.onRef('t.frameworkId', '=', 'f.id').on('t.language', '=', language),
    )
    .select(['f.id', 'f.redistributable'])
    .select([
      sql<string>`coalesce(t.body ->> 'title', f.title)`.as('title'),
      sql<string>`f.body ->> 'rightsHolder'`.as('rightsHolder'),
      sql<string>`f.body ->> 'licenseURI'`.as('licenseURI'),
      sql<string>`coalesce(t.language, f.body ->> 'language')`.as('language'),
      sql<string>`f.body ->> 'caseIdentifier'`.as('identifier'),
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
  { words, most, language }: { words: readonly string[]; most: number; language: string },
): Promise<Alignable[]> {
  const own = await findFramework(db, frameworkId)
  const shown = own && (await findSpoken(db, frameworkId, language))
  if (own && shown) {
    const answers = (framework: Framework) => alignableOfOwn(framework).filter((each) => answersTo(each, words))
    // Its own words are known to readers of every language.
    const keys = new Set([...answers(shown), ...answers(own)].map(({ key }) => key))
    const found = alignableOfOwn(shown).filter(({ key }) => keys.has(key))
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
