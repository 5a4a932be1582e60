import type { ComponentChildren } from 'preact'
import { Mark } from './mark.tsx'

export interface DisclosureProps {
  summary: ComponentChildren
  children: ComponentChildren
  open?: boolean
  id?: string
  /** Disclosures of one name: opening one closes the others. */
  name?: string
}

/** Opens and closes without script; found by search in the page. Works in islands. */
export function Disclosure({ summary, children, open, id, name }: DisclosureProps) {
  return (
    <details class="disclosure" open={open} id={id} name={name}>
      <summary class="disclosure-summary">
        <Mark name="onward" />
        <span>{summary}</span>
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  )
}

export function Accordion({ items, name }: { items: readonly (DisclosureProps & { id: string })[]; name?: string }) {
  return (
    <div class="accordion">
      {items.map((item) => (
        <Disclosure key={item.id} {...item} name={name} />
      ))}
    </div>
  )
}
