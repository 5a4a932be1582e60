import type { ComponentChildren } from 'preact'
import { t } from '../../../text.ts'

export interface SearchBoxProps {
  q?: string
  hidden?: readonly (readonly [string, string])[]
  /** Under the field: a hint, examples. */
  children?: ComponentChildren
}

/** The one question of the house; it leads to the catalogue. */
export function SearchBox({ q = '', hidden = [], children }: SearchBoxProps) {
  return (
    <search class="catalog-search no-print">
      <form method="get" action="/explore">
        {hidden.map(([name, value]) => (
          <input type="hidden" key={name} name={name} value={value} />
        ))}
        <label class="catalog-search-label" for="catalog-q">
          {t('catalog.search.label')}
        </label>
        <div class="catalog-search-line">
          <input
            class="field-input"
            id="catalog-q"
            name="q"
            type="search"
            value={q}
            maxLength={200}
            autocomplete="off"
            autocapitalize="off"
            aria-describedby="catalog-q-hint"
          />
          <button class="button button-primary" type="submit">
            {t('catalog.search.button')}
          </button>
        </div>
        <p class="small muted" id="catalog-q-hint">
          {t('catalog.search.hint')}
        </p>
      </form>
      {children}
    </search>
  )
}
