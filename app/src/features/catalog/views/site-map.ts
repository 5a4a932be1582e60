import type { Ctx, Db } from '../../../platform/ctx.ts'
import { listFrameworks } from '../../framework/reads.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import { listGuides } from '../reads/guides.ts'
import { openShelf } from '../reads.ts'
import { SEARCHED, type Searched } from '../rules/translation.ts'
import type { CatalogTables } from '../tables.ts'

type Tables = CatalogTables & FrameworkTables

export interface SiteAddress {
  readonly path: string
  readonly changed?: Date
  /** Languages it has an address of its own in, beside the one for everybody. */
  readonly languages: readonly string[]
}

/** Every public address of the catalogue, for search engines. */
export async function siteMap(ctx: Ctx<Tables>): Promise<SiteAddress[]> {
  return ctx.transact(async (tx) => [
    ...['/', '/explore', '/stacks', '/guides', '/updates'].map(inEvery),
    // A guide comes in every language or not at all.
    ...(await listGuides(tx, 'en')).map(({ slug }) => inEvery(`/guides/${slug}`)),
    ...(await together(tx, entriesIn)),
    ...(await together(tx, frameworksIn)),
  ])
}

function inEvery(path: string): SiteAddress {
  return { path, languages: SEARCHED }
}

type Found = Omit<SiteAddress, 'languages'> & { readonly language: string }

/** The same addresses as each language has them, and for each the languages it really is in. */
async function together(
  tx: Db<Tables>,
  listIn: (tx: Db<Tables>, language: Searched) => Promise<Found[]>,
): Promise<SiteAddress[]> {
  const found = new Map<string, SiteAddress>()
  for (const language of SEARCHED)
    for (const { language: wordsIn, ...address } of await listIn(tx, language)) {
      const before = found.get(address.path)?.languages ?? []
      const isIt = wordsIn.split('-')[0] === language
      found.set(address.path, { ...address, languages: isIt ? [...before, language] : before })
    }
  return [...found.values()]
}

async function entriesIn(tx: Db<Tables>, language: Searched): Promise<Found[]> {
  const { cards } = await openShelf(tx, language)
  return cards.map(({ card }) => ({ path: `/m/${card.slug}`, language: card.wordsIn ?? card.language }))
}

async function frameworksIn(tx: Db<Tables>, language: Searched): Promise<Found[]> {
  const frameworks = await listFrameworks(tx, language)
  return frameworks.map(({ id, importedAt, ...words }) => ({
    path: `/frameworks/${id}`,
    changed: importedAt,
    language: words.language,
  }))
}
