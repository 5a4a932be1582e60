import type { LoadedPanel } from '../../../platform/panels.ts'

export interface Recognizer {
  readonly slug: string
  readonly name: string
}

/** What the slot `achievement.recognizers` was filled with. */
export function recognizersIn(panels: readonly LoadedPanel[] = []): readonly Recognizer[] {
  return panels.flatMap((panel) => (panel ? (panel.data as { recognizers: readonly Recognizer[] }).recognizers : []))
}
