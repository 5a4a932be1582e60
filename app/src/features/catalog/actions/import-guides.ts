import { type CatalogFolder, textHash } from '../../../platform/catalog-files.ts'
import type { Db } from '../../../platform/ctx.ts'
import { type ReadGuides, readGuides } from '../rules/guide-lint.ts'
import { citedIn } from '../rules/guide-text.ts'
import type { CatalogTables } from '../tables.ts'
import { replaceGuides } from '../writes/guides.ts'
import { upsertWorks } from '../writes.ts'
import { worksOf } from './read-entries.ts'

/** The guides of the catalogue folder with the works they cite, as the owner of the database. With a problem those before stay. */
export async function importGuides(
  db: Db<CatalogTables>,
  folder: CatalogFolder,
): Promise<Pick<ReadGuides, 'problems'>> {
  const works = worksOf(folder.lists.get('bibliography.csv') ?? '')
  const files = new Map(folder.guides.map(({ name, text }) => [name, text]))
  const { guides, problems } = readGuides({ files, bibliography: new Map(works.map((work) => [work.key, work])) })
  if (problems.length > 0) return { problems }
  const rows = guides.map(({ date, ...guide }) => ({ ...guide, changedOn: date, cited: citedIn(guide) }))
  const cited = new Set(rows.flatMap((row) => row.cited))
  await upsertWorks(
    db,
    works.filter(({ key }) => cited.has(key)),
  )
  await replaceGuides(
    db,
    rows.map((row) => ({ ...row, digest: textHash(JSON.stringify(row)) })),
  )
  return { problems }
}
