import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { Mark } from './mark.tsx'
import { VisuallyHidden } from './visually-hidden.tsx'

const MARKS = { done: 'met', todo: 'notRated', skipped: 'waiting', problem: 'problem', back: 'notYet' } as const

export interface ChecklistItem {
  id: string
  state: keyof typeof MARKS
  label: string
  /** Where it is put right. */
  href?: string
  note?: ComponentChildren
}

export function Checklist({ items, label }: { items: readonly ChecklistItem[]; label?: string }) {
  return (
    <ul class="checklist" aria-label={label}>
      {items.map((item) => (
        <li class={`checklist-item checklist-${item.state}`} key={item.id}>
          <Mark name={MARKS[item.state]} />
          <div>
            <p>
              <VisuallyHidden>{t(`ui.checklist.${item.state}`)}: </VisuallyHidden>
              {item.href ? <a href={item.href}>{item.label}</a> : item.label}
            </p>
            {item.note && <div class="small muted">{item.note}</div>}
          </div>
        </li>
      ))}
    </ul>
  )
}
