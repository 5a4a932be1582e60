import type { CriterionValues } from './sheet-model.ts'
import type { Dictation } from './use-dictation.ts'

/** What the script adds to the plain form. */
export interface SheetHands {
  readonly current: string
  readonly open: (criterionId: string) => void
  readonly change: (criterionId: string, part: Partial<CriterionValues>) => void
  readonly overall: (text: string) => void
  readonly link: (criterionId: string) => void
  readonly counted: (text: string) => number
  readonly mark: { readonly state: 'saved' | 'saving' | 'device' | 'conflict'; readonly text: string }
  /** Puts a line of the comment bank into the text somebody writes. */
  readonly takeLine: (criterionId: string, text: string) => void
  readonly dictation: Dictation
  readonly help: () => void
  readonly pane: () => void
}
