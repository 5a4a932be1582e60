import { t } from '../text.ts'
import { Mark } from './mark.tsx'

/** The way back up; the last entry is this page. */
export function Breadcrumb({ items }: { items: readonly { href?: string; label: string }[] }) {
  return (
    <nav class="breadcrumb" aria-label={t('ui.nav.breadcrumb')}>
      <ol class="breadcrumb-list">
        {items.map((item, index) => (
          <li key={item.label}>
            {index > 0 && <Mark name="onward" />}
            {item.href ? <a href={item.href}>{item.label}</a> : <span aria-current="page">{item.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}
