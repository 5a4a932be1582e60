import { t } from '../../../text.ts'
import { Mark } from '../../../ui/mark.tsx'

export interface ResultStateProps {
  count: string
  chips: readonly { label: string; remove: string }[]
  clear: string
}

/** How many were found, and what keeps the others away. */
export function ResultState({ count, chips, clear }: ResultStateProps) {
  return (
    <div class="catalog-state">
      <p role="status">
        <strong>{count}</strong>
      </p>
      {chips.length > 0 && (
        <ul class="catalog-chips" aria-label={t('ui.filters.active')}>
          {chips.map(({ label, remove }) => (
            <li key={remove}>
              <a class="filter-chip" href={remove} aria-label={t('ui.filters.remove', { label })} rel="nofollow">
                {label} <Mark name="revoked" />
              </a>
            </li>
          ))}
        </ul>
      )}
      {chips.length > 1 && <a href={clear}>{t('ui.filters.clear')}</a>}
    </div>
  )
}
