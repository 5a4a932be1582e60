import { currentLocale, say, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { GRADE_BANDS, TIMES } from '../model.ts'
import { FACET_NAMES, type Facet } from '../rules/facets.ts'
import type { Exploring } from '../views/explore.ts'
import { chosenIn, exploreAddress, toggled } from './explore-address.ts'
import { facetName, valueName } from './labels.ts'

/** In this order; time and students stand above, as the first questions. */
const SHOWN = [
  'strand',
  'stack',
  'grade',
  'audience',
  'need',
  'subject',
  'evidence',
  'domain',
  'language',
  'ai',
  'expires',
  'issuer',
  'worth',
  'exemplars',
] as const satisfies readonly Facet[]
/** Their order is their own, not the count's. */
const ORDERED: Partial<Record<Facet, readonly string[]>> = { grade: GRADE_BANDS, time: TIMES }
/** One value, so one is enough to choose from. */
const SINGLE: readonly Facet[] = ['worth', 'exemplars']
const ALL_OPEN: readonly Facet[] = ['strand', 'stack', 'grade']
/** Two that carry the same names: what each is stands beside it. */
const NOTED: readonly Facet[] = ['strand', 'stack']
const FIRST_VALUES = 12
/** Fewer than these are not worth a press. */
const FEWEST_MORE = 4
/** A site of a state may have thousands of organizations: nobody looks for one here. */
const MOST_VALUES = 200

interface Props {
  exploring: Exploring
}

/** "I have 45 minutes, a week, a term" and "no students needed": one press each. */
export function FirstQuestions({ exploring }: Props) {
  const times = TIMES.filter((time) => leadsOn(exploring, 'time', time))
  const calm = leadsOn(exploring, 'students', 'no')
  if (times.length === 0 && !calm) return null
  return (
    <ul class="catalog-quick" aria-label={t('catalog.explore.have')}>
      <li class="catalog-quick-lead" aria-hidden="true">
        {t('catalog.explore.have')}
      </li>
      {times.map((time) => (
        <li key={time}>
          <Choice exploring={exploring} facet="time" value={time} />
        </li>
      ))}
      {calm && (
        <li>
          <Choice exploring={exploring} facet="students" value="no" />
        </li>
      )}
    </ul>
  )
}

/** Closed until asked for; a press leads back to its own group, which opens the sheet again without a script. */
export function Facets({ exploring }: Props) {
  const { query, found } = exploring
  const groups = SHOWN.map((facet) => ({ facet, values: valuesOf(exploring, facet) })).filter(
    ({ facet, values }) => values.length > (SINGLE.includes(facet) ? 0 : 1) || chosenIn(query, facet).length > 0,
  )
  if (groups.length === 0) return null
  const chosen = SHOWN.reduce((sum, facet) => sum + chosenIn(query, facet).length, 0)
  return (
    <Disclosure
      summary={chosen > 0 ? t('catalog.explore.more.chosen', { count: chosen }) : t('catalog.explore.more')}
      id="facets"
    >
      <div class="catalog-facets">
        {groups.map(({ facet, values }) => (
          <section key={facet} class="catalog-facet" aria-labelledby={`facet-${facet}`}>
            <h2 class="catalog-facet-name" id={`facet-${facet}`}>
              {facetName(facet)}{' '}
              {NOTED.includes(facet) && <span class="catalog-facet-note">{say(`catalog.facet.note.${facet}`)}</span>}
            </h2>
            <Values exploring={exploring} facet={facet} values={values} />
          </section>
        ))}
        {found.total > 0 && (
          <p>
            <a class="catalog-line" href="#results">
              {t('catalog.explore.show', { count: found.total })}
            </a>
          </p>
        )}
      </div>
    </Disclosure>
  )
}

interface ValuesProps extends Props {
  facet: Facet
  values: readonly string[]
}

/** The values that find most; all the others, by name, are one press away and on no page that was not asked for them. */
function Values({ exploring, facet, values }: ValuesProps) {
  const { query, found } = exploring
  const whole = ALL_OPEN.includes(facet) || values.length < FIRST_VALUES + FEWEST_MORE
  const first = whole ? values : values.slice(0, FIRST_VALUES)
  const more = values.slice(first.length)
  const held = more.some((value) => chosenIn(query, facet).includes(value))
  return (
    <div class="stack gap-8">
      <ValueList exploring={exploring} facet={facet} values={first} />
      {(held || query.all === facet) && more.length > 0 && (
        <ValueList exploring={exploring} facet={facet} values={byName(more, { facet, found })} />
      )}
      {!held && more.length > 0 && <MoreOrFewer query={query} facet={facet} count={more.length} />}
    </div>
  )
}

function MoreOrFewer({ query, facet, count }: { query: Exploring['query']; facet: Facet; count: number }) {
  const open = query.all === facet
  const values = { count, facet: facetName(facet) }
  return (
    <p>
      <a
        class="catalog-line"
        href={`${exploreAddress(query, { ...query, all: open ? undefined : facet })}#facet-${facet}`}
        aria-label={open ? t('catalog.explore.fewer.label', values) : t('catalog.explore.others.label', values)}
        rel="nofollow"
      >
        {open ? t('catalog.explore.fewer') : t('catalog.explore.others', { count })}
      </a>
    </p>
  )
}

function byName(values: readonly string[], { facet, found }: Pick<ValuesProps, 'facet'> & Pick<Exploring, 'found'>) {
  const names = new Map(values.map((value) => [value, valueName(facet, value, found)]))
  return values.toSorted((a, b) => (names.get(a) ?? a).localeCompare(names.get(b) ?? b, currentLocale()))
}

function ValueList({ exploring, facet, values }: ValuesProps) {
  return (
    <ul class="catalog-facet-values" aria-labelledby={`facet-${facet}`}>
      {values.map((value) => (
        <li key={value}>
          <Choice exploring={exploring} facet={facet} value={value} back={`#facet-${facet}`} />
        </li>
      ))}
    </ul>
  )
}

/** A press that would show nothing is not offered; one that stands is, so that it can be taken back. */
function leadsOn({ query, found }: Exploring, facet: Facet, value: string): boolean {
  return (found.counts[facet][value] ?? 0) > 0 || chosenIn(query, facet).includes(value)
}

/** What may be pressed: what would find something, and what is pressed already. */
function valuesOf({ query, found }: Exploring, facet: Facet): string[] {
  const counts = found.counts[facet]
  const chosen = chosenIn(query, facet)
  // Close to the strands: it comes by links of the framework and is only taken away here.
  if (facet === 'domain') return [...chosen]
  const finding = Object.keys(counts).filter((value) => (counts[value] ?? 0) > 0)
  const values = [...new Set([...finding, ...chosen])].filter((value) => !(facet === 'subject' && value === 'any'))
  const order = facet === 'stack' ? found.stacks.map(({ code }) => code) : ORDERED[facet]
  if (order) return values.sort((a, b) => order.indexOf(a) - order.indexOf(b))
  if (facet === 'strand') return values.sort()
  return values.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || (a < b ? -1 : 1)).slice(0, MOST_VALUES)
}

/** A link that chooses or gives back one value; no script, and every state has an address. */
function Choice({ exploring, facet, value, back = '' }: Props & { facet: Facet; value: string; back?: string }) {
  const { query, found } = exploring
  const chosen = chosenIn(query, facet).includes(value)
  return (
    <a
      class="catalog-choice"
      href={exploreAddress(toggled(query, facet, value)) + back}
      aria-current={chosen ? 'true' : undefined}
      rel="nofollow"
    >
      {chosen && <Mark name="met" />}
      {valueName(facet, value, found)}
      {chosen ? (
        <span class="visually-hidden"> ({t('catalog.explore.remove')})</span>
      ) : (
        <span class="muted numbers"> {found.counts[facet][value] ?? 0}</span>
      )}
    </a>
  )
}

/** Every chosen value as a chip that takes it away. */
export function chosenChips({ query, found }: Exploring): { label: string; remove: string }[] {
  return FACET_NAMES.flatMap((facet) =>
    chosenIn(query, facet).map((value) => ({
      label: `${facetName(facet)}: ${valueName(facet, value, found)}`,
      remove: exploreAddress(toggled(query, facet, value)),
    })),
  )
}
