import { t } from '../../../text.ts'
import { listOf } from './labels.ts'
import type { Spelled } from './spelled.ts'

export interface ResultStateProps {
  count: string
  /** Nothing was found: the empty page below says so, and the line is only heard. */
  empty: boolean
  /** What the words typed were taken for. */
  spelled: readonly Spelled[]
  /** Filters that ask for what the words say, and the page on which they are looked for in their language. */
  suggested: readonly { label: string; href: string; lang?: string }[]
  chips: readonly { label: string; remove: string }[]
  clear: string
}

/** How many were found, and what keeps the others away. */
export function ResultState({ count, empty, spelled, suggested, chips, clear }: ResultStateProps) {
  return (
    <div class="catalog-state" id="results">
      <p role="status" class={empty ? 'visually-hidden' : undefined}>
        <strong>{count}</strong>
      </p>
      {spelled.map(({ typed, found, also }) => (
        <p key={typed} class="catalog-match">
          {t('catalog.explore.spelled', { typed, also: also ? 'yes' : 'no', found: listOf(found.map(quoted)) })}
        </p>
      ))}
      {suggested.map(({ label, href, lang }) => (
        <a key={href} class="catalog-line" href={href} lang={lang} hreflang={lang} rel="nofollow">
          {label}
        </a>
      ))}
      {chips.length > 0 && (
        <ul class="catalog-chips" aria-label={t('ui.filters.active')}>
          {chips.map(({ label, remove }) => (
            <li key={remove}>
              <a class="filter-chip" href={remove} aria-label={t('ui.filters.remove', { label })} rel="nofollow">
                {label}
                <Cross />
              </a>
            </li>
          ))}
        </ul>
      )}
      {chips.length > 1 && (
        <a class="catalog-line" href={clear}>
          {t('ui.filters.clear')}
        </a>
      )}
    </div>
  )
}

function quoted(found: string): string {
  return t('catalog.explore.quoted', { found })
}

function Cross() {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="m4 4 8 8M12 4l-8 8" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    </svg>
  )
}
