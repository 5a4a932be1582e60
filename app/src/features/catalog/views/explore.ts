import type { Ctx } from '../../../platform/ctx.ts'
import { hasDemo } from '../../account/reads/sign-in.ts'
import { getPerson } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { type CardPage, listCards, openShelf, type ShelfCard } from '../reads.ts'
import type { ExploreQuery } from '../rules/explore-query.ts'
import { type Facet, gradeBandsOf } from '../rules/facets.ts'
import type { CardRow, CatalogTables } from '../tables.ts'

type Tables = CatalogTables & AccountTables

export interface Exploring {
  readonly query: ExploreQuery & { readonly after?: string; readonly all?: Facet }
  readonly found: CardPage
  /** True when order or counts were made for one person. */
  readonly personal: boolean
}

const PAGE = 24

/** The catalogue as it answers this address; `counts` is what the rules of the reader's own organizations say of an entry. */
export async function explore(
  ctx: Ctx<Tables>,
  query: Exploring['query'],
  counts?: (entry: ShelfCard) => boolean,
): Promise<Exploring> {
  return ctx.transact(async (tx) => {
    const fitted = query.q !== '' && ctx.actor.kind === 'person'
    const fits = fitted ? fitsPerson(await getPerson(tx, ctx.actor.id)) : undefined
    const found = await listCards(tx, query, {
      ...{ limit: PAGE, after: query.after, language: ctx.locale },
      ...{ fits, counts },
    })
    return { query, found, personal: fitted || counts !== undefined }
  })
}

/** The smallest beginnings of the catalogue, each of another strand; for a first page. */
export async function smallBeginnings(
  ctx: Ctx<Tables>,
  count: number,
): Promise<{ cards: readonly CardRow[]; size: number; stamp: string; demo: boolean }> {
  const { cards, stamp, demo } = await ctx.transact(async (tx) => ({
    ...(await openShelf(tx, ctx.locale)),
    demo: await hasDemo(tx),
  }))
  const bySize = cards.map(({ card }) => card).sort((a, b) => a.firstStepMinutes - b.firstStepMinutes)
  const first = bySize.filter((card, at) => bySize.findIndex(({ strand }) => strand === card.strand) === at)
  return { cards: first.slice(0, count), size: cards.length, stamp, demo }
}

/** Role and, where the person named some, a grade in common. */
function fitsPerson({ workRole, grades }: { workRole: string; grades: readonly string[] }): (card: CardRow) => boolean {
  return (card) => {
    const role = card.audience.some((one) => one === workRole)
    const bands = gradeBandsOf(card.grades)
    return (
      role &&
      (grades.length === 0 ||
        grades.some((grade) => card.grades.includes(grade as never) || bands.includes(grade as never)))
    )
  }
}
