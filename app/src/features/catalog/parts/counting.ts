import type { LoadedPanel } from '../../../platform/panels.ts'
import type { ShelfCard } from '../reads.ts'

type Counts = (entry: ShelfCard) => boolean

/** What the slot `explore.worth` was filled with: nothing for strangers and where no organization of the reader has a rule. */
export function countsIn(panels: readonly LoadedPanel[] = []): Counts | undefined {
  return panels.flatMap((panel) => (panel ? [(panel.data as { counts: Counts }).counts] : []))[0]
}
