import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'

export interface FiltersProps {
  /** The list's own address; the chosen filters go into its query. */
  action: string
  children: ComponentChildren
  /** "23 micro-credentials": always said. */
  count: ComponentChildren
  active?: readonly { label: string; remove: string }[]
  clear?: string
  /** Kept when the form is sent: the sort order, the tab. */
  hidden?: Readonly<Record<string, string | undefined>>
  apply?: string
}

/** A GET form: every state of a list has an address. */
export function Filters({ action, children, count, active = [], clear, hidden = {}, apply }: FiltersProps) {
  return (
    <div class="filters">
      <search>
        <form class="filters-form" method="get" action={action} aria-label={t('ui.filters')}>
          {Object.entries(hidden).map(([name, value]) =>
            value === undefined ? null : <input type="hidden" key={name} name={name} value={value} />,
          )}
          {children}
          <button class="button button-plain" type="submit">
            {apply ?? t('ui.filters.apply')}
          </button>
        </form>
      </search>
      <div class="filters-state">
        <p role="status">
          <strong>{count}</strong>
        </p>
        {active.length > 0 && (
          <ul class="filters-active" aria-label={t('ui.filters.active')}>
            {active.map((filter) => (
              <li key={filter.remove}>
                <a
                  class="filter-chip"
                  href={filter.remove}
                  aria-label={t('ui.filters.remove', { label: filter.label })}
                >
                  {filter.label}
                  <Cross />
                </a>
              </li>
            ))}
          </ul>
        )}
        {clear && active.length > 0 && (
          <a class="filters-clear" href={clear}>
            {t('ui.filters.clear')}
          </a>
        )}
      </div>
    </div>
  )
}

function Cross() {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="m4 4 8 8M12 4l-8 8" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
    </svg>
  )
}
