import { h, type VNode } from 'preact'
import { t } from '../text.ts'
import { Mark } from './mark.tsx'

interface Filled {
  readonly Part: unknown
  readonly data: unknown
}

/** The place a page keeps for facts of other rooms; where some did not come in time one line says so, and the page stands. */
export function Slot({ panels = [] }: { panels?: readonly (Filled | null)[] }): VNode {
  const there = panels.flatMap((panel, place) => (panel ? [{ ...panel, place }] : []))
  return (
    <>
      {there.map(({ Part, data, place }) => h(Part as (data: object) => VNode, { key: place, ...(data as object) }))}
      {there.length < panels.length && (
        <p class="slot-away">
          <Mark name="waiting" /> <span>{t('ui.slot.away')}</span>
        </p>
      )}
    </>
  )
}
