import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface TimelineItem {
  id: string
  state: 'past' | 'now' | 'expected' | 'late'
  title: ComponentChildren
  /** `<DateTime>` or `<DateRange>`. */
  when?: ComponentChildren
  note?: ComponentChildren
}

/** What happened, what is happening, what comes: stones along a line, oldest first. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <ol class="timeline" aria-label={label}>
      {items.map((item) => (
        <li
          class={`timeline-item timeline-${item.state}`}
          key={item.id}
          aria-current={item.state === 'now' ? 'step' : undefined}
        >
          <p class="timeline-title">
            <VisuallyHidden>{t(`ui.timeline.${item.state}`)}: </VisuallyHidden>
            {item.title}
          </p>
          {item.when && <p class="timeline-when numbers">{item.when}</p>}
          {item.note && <div class="timeline-note">{item.note}</div>}
        </li>
      ))}
    </ol>
  )
}
