import type { Ctx } from '../../../platform/ctx.ts'
import type { Slots } from '../../../platform/panels.ts'
import type { Head } from '../../../platform/route.ts'
import { currentLocale, t, textIn } from '../../../text.ts'
import { Grid, Section, Stack } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { AchievementCard } from '../parts/achievement-card.tsx'
import { countsIn } from '../parts/counting.ts'
import { exploreAddress, facetFields, withoutFacets } from '../parts/explore-address.ts'
import { chosenChips, Facets, FirstQuestions } from '../parts/explore-facets.tsx'
import { Kept } from '../parts/kept.tsx'
import { NoResults } from '../parts/no-results.tsx'
import { ResultState } from '../parts/result-state.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { spelledIn } from '../parts/spelled.ts'
import { withoutStudents } from '../rules/alone-asked.ts'
import { looksSpanish } from '../rules/search-words.ts'
import { timeAsked } from '../rules/time-asked.ts'
import { type InsideEntry, insideEntries } from '../views/inside.ts'
import { type Exploring, explore } from '../views.ts'

/** Facet and counts need it before the search. */
export const asks = ['explore.worth']

interface Loaded {
  exploring: Exploring
  inside: readonly InsideEntry[]
}

export async function load(
  ctx: Ctx<never>,
  _params: unknown,
  query: Exploring['query'],
  asked: Slots,
): Promise<Loaded> {
  const first = query.q === '' && query.after === undefined
  const panels = asked['explore.worth']
  // Where the rules did not answer the search stands without them, and says so.
  const known = panels?.includes(null) ? { ...query, worth: undefined } : query
  const exploring = await explore(ctx, known, countsIn(panels))
  return { exploring, inside: first ? await insideEntries(ctx) : [] }
}

export function head({ exploring: { query, found } }: Loaded): Head {
  const narrowed = facetFields(query).length > 0 || query.after !== undefined || query.all !== undefined
  return {
    title: query.q ? t('catalog.explore.title.q', { q: query.q }) : t('catalog.explore.title'),
    description: t('catalog.explore.description', { count: found.size }),
    // One address for search engines: the thousands of searches are the same cards again.
    noIndex: narrowed || query.q !== '',
  }
}

/** What a room downstream keeps of searches is asked about this one, by its address. */
export function slots({ exploring: { query } }: Loaded) {
  const address = exploreAddress(query)
  return { 'explore.searches': { address: address === '/explore' ? '' : address, q: query.q } }
}

type Panels = Parameters<typeof Slot>[0]['panels']

export function Page({ exploring, inside, slots: filled }: Loaded & { slots: Record<string, Panels> }) {
  return (
    <Stack gap={32}>
      <Answer exploring={exploring} />
      <Slot panels={filled['explore.worth']} />
      <Inside entries={inside} />
      <Slot panels={filled['explore.searches']} />
    </Stack>
  )
}

function Answer({ exploring }: { exploring: Exploring }) {
  const { query, found, personal } = exploring
  if (personal) return <Catalog exploring={exploring} />
  return (
    <Kept by={`explore ${exploreAddress(query, query)} ${found.state}`}>{() => <Catalog exploring={exploring} />}</Kept>
  )
}

/** What only members see stands apart: the cards above are everybody's. */
function Inside({ entries }: { entries: readonly InsideEntry[] }) {
  if (entries.length === 0) return null
  return (
    <Section id="inside" title={t('catalog.explore.inside')}>
      <ul class="catalog-plain stack gap-12">
        {entries.map(({ slug, code, title, summary }) => (
          <li key={slug}>
            <a href={`/m/${slug}`}>{`${code} ${title}`}</a>
            <p class="small muted">{summary}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Catalog({ exploring }: { exploring: Exploring }) {
  const { query, found } = exploring
  return (
    <div class="stack catalog-explore">
      <PageHead title={t('catalog.explore.title')} />
      <SearchBox q={query.q} hidden={facetFields(query)} />
      <div class="stack gap-12 no-print">
        <FirstQuestions exploring={exploring} />
        <Facets exploring={exploring} />
        <p>
          <a href="/stacks">{t('catalog.explore.stacks')}</a>
        </p>
      </div>
      <ResultState
        count={countText(exploring)}
        empty={found.cards.length === 0}
        spelled={spelledIn(found.cards)}
        suggested={suggestedFor(exploring)}
        chips={chosenChips(exploring)}
        clear={exploreAddress(withoutFacets(query))}
      />
      {found.cards.length === 0 ? (
        <NoResults exploring={exploring} />
      ) : (
        <section aria-label={t('catalog.explore.results')}>
          <Grid as="ul" size="large">
            {found.cards.map(({ achievementId, card, matches }) => (
              <AchievementCard key={achievementId} card={card} matches={matches} />
            ))}
          </Grid>
        </section>
      )}
      <Pagination
        previous={query.after ? exploreAddress(query) : undefined}
        next={found.next ? exploreAddress(query, { after: found.next }) : undefined}
      />
    </div>
  )
}

/** Time and the wish to do without students are asked by their filters, beside the words that are left; Spanish on its own page. */
function suggestedFor(exploring: Exploring): { label: string; href: string; lang?: string }[] {
  const { query, found } = exploring
  const [asked, alone] = [timeAsked(query.q), withoutStudents(query.q)]
  const time = asked?.time
  const suggested = []
  if (asked && query.time !== time) {
    const q = searchedIn(exploring) ? asked.rest : ''
    suggested.push({ label: t(`catalog.explore.time.${asked.time}`), href: exploreAddress({ ...query, q, time }) })
  }
  if (alone && query.students !== 'no') {
    const href = exploreAddress({ ...query, q: alone.rest, students: 'no' })
    suggested.push({ label: t('catalog.students.no'), href })
  }
  if (query.q !== '' && currentLocale() === 'en' && (looksSpanish(query.q) || found.cards.length === 0)) {
    const label = textIn('es', 'catalog.explore.inSpanish', { q: query.q })
    suggested.push({ label, href: `${exploreAddress(query)}&lang=es`, lang: 'es' })
  }
  return suggested
}

/** A time alone, or small words beside it, are looked for in no entry: every entry is there. */
function searchedIn({ query, found }: Exploring): boolean {
  const everything = found.cards.length > 0 && found.cards.every(({ matches }) => matches.length === 0)
  return query.q !== '' && !(everything && timeAsked(query.q))
}

function countText(exploring: Exploring): string {
  const { query, found } = exploring
  if (searchedIn(exploring))
    return t(found.capped ? 'catalog.explore.count.best' : 'catalog.explore.count.q', {
      count: found.total,
      q: query.q,
    })
  const soon = (timeAsked(query.q)?.time ?? query.time) === '45min'
  return t(soon ? 'catalog.explore.count.soon' : 'catalog.explore.count', { count: found.total })
}
