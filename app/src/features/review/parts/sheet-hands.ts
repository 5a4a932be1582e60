import type { CriterionValues } from './sheet-model.ts'

/** What the script adds to the plain form. */
export interface SheetHands {
  readonly current: string
  readonly open: (criterionId: string) => void
  readonly change: (criterionId: string, part: Partial<CriterionValues>) => void
  readonly overall: (text: string) => void
  readonly link: (criterionId: string) => void
  readonly counted: (text: string) => number
  readonly mark: { readonly state: 'saved' | 'saving' | 'device' | 'conflict'; readonly text: string }
  readonly help: () => void
  readonly pane: () => void
}
