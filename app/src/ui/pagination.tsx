import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { Mark } from './mark.tsx'

export interface PaginationProps {
  previous?: string
  next?: string
  /** "51–100 of 2,310", when it is known. */
  summary?: ComponentChildren
}

/** Two links by key: a list that grows meanwhile never skips or repeats a row. */
export function Pagination({ previous, next, summary }: PaginationProps) {
  if (!previous && !next) return null
  return (
    <nav class="pagination" aria-label={t('ui.pagination')}>
      {previous && (
        <a class="button button-plain" href={previous} rel="prev">
          <Mark name="back" />
          {t('ui.pagination.previous')}
        </a>
      )}
      {summary && <span class="muted numbers">{summary}</span>}
      {next && (
        <a class="button button-plain pagination-next" href={next} rel="next">
          {t('ui.pagination.next')}
          <Mark name="onward" />
        </a>
      )}
    </nav>
  )
}
