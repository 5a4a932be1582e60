import { type ComponentChildren, h, type VNode } from 'preact'
import { t } from '../text.ts'

interface Filled {
  readonly Part: unknown
  readonly data: unknown
}

/** The place a page keeps for facts of other rooms; one that did not come in time says so, and the page stands. */
export function Slot({ panels = [] }: { panels?: readonly (Filled | null)[] }): VNode {
  const filled: ComponentChildren[] = panels.map((panel, place) =>
    panel === null ? (
      <p class="muted" key={place}>
        {t('ui.slot.away')}
      </p>
    ) : (
      h(panel.Part as (data: object) => VNode, { key: place, ...(panel.data as object) })
    ),
  )
  return <>{filled}</>
}
